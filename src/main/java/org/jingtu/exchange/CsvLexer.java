package org.jingtu.exchange;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Cuts a text into rows and cells as RFC 4180 has it, and knows which cells stood in quotes: of a
 * file that quotes its texts, {@code 5} is a number and {@code "5"} a text. Line ends may be of any
 * kind; empty lines are passed over; a quote in the middle of an unquoted cell is a character.
 */
final class CsvLexer {

  private static final int END = -1;

  private final Reader reader;
  private final char separator;
  private final char[] buffer = new char[1 << 14];
  private final StringBuilder cell = new StringBuilder();
  private int at;
  private int limit;
  private long line = 1;
  private int left;
  private BitSet quoted = new BitSet();

  CsvLexer(Reader reader, char separator) {
    this.reader = reader;
    this.separator = separator;
  }

  /** The text is no CSV from here on. */
  static final class Broken extends Exception {

    private final long line;

    Broken(long line) {
      super(null, null, false, false);
      this.line = line;
    }

    /** Line in which it was noticed, from 1. */
    long line() {
      return line;
    }
  }

  /**
   * The cells of the next row; none at the end.
   *
   * @throws Broken if a quote does not end, something stands behind it, or the row is longer than
   *     {@link GeometryLimits#MOST_TEXT}
   */
  List<String> next() throws IOException, Broken {
    List<String> cells = new ArrayList<>();
    quoted = new BitSet();
    left = GeometryLimits.MOST_TEXT;
    while (peek() == '\n' || peek() == '\r') {
      read();
    }
    if (peek() == END) {
      return cells;
    }
    do {
      cells.add(cell(cells.size()));
    } while (ended() == separator);
    return cells;
  }

  /** Whether a cell of the last row stood in quotes. */
  boolean quoted(int column) {
    return quoted.get(column);
  }

  /** Reads up to the separator or the end of the row, which stay. */
  private String cell(int column) throws IOException, Broken {
    cell.setLength(0);
    if (peek() == '"') {
      quoted.set(column);
      read();
      readQuoted();
      while (!atEnd(peek())) {
        if (!Character.isWhitespace(read())) {
          throw new Broken(line);
        }
      }
    } else {
      while (!atEnd(peek())) {
        cell.append((char) read());
      }
    }
    return cell.toString();
  }

  private void readQuoted() throws IOException, Broken {
    while (true) {
      int c = read();
      if (c == END) {
        throw new Broken(line);
      }
      if (c == '"') {
        if (peek() != '"') {
          return;
        }
        read();
      }
      cell.append((char) c);
    }
  }

  private boolean atEnd(int c) {
    return c == separator || c == '\n' || c == '\r' || c == END;
  }

  /** Takes what ended the cell. */
  private int ended() throws IOException, Broken {
    return read();
  }

  private int peek() throws IOException {
    if (at == limit) {
      at = 0;
      limit = Math.max(0, reader.read(buffer));
    }
    return at < limit ? buffer[at] : END;
  }

  private int read() throws IOException, Broken {
    int c = peek();
    if (c == END) {
      return END;
    }
    at++;
    if (left-- <= 0) {
      throw new Broken(line);
    }
    if (c == '\n' || c == '\r' && peek() != '\n') {
      line++;
    }
    return c;
  }
}
