package org.jingtu.exchange;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Lines of a text, of which only the beginning is kept where they are too long. */
final class BoundedLines implements AutoCloseable {

  private static final int LONGEST = 10_000;

  private final Reader reader;
  private final char[] buffer = new char[1 << 14];
  private int at;
  private int limit;
  private long number;
  private boolean cut;

  BoundedLines(Reader reader) {
    this.reader = reader;
  }

  /** The next line without its end; null after the last. */
  @Nullable String next() throws IOException {
    StringBuilder line = new StringBuilder();
    cut = false;
    for (int c = read(); ; c = read()) {
      if (c < 0 && line.isEmpty() && !cut) {
        return null;
      }
      if (c < 0 || c == '\n' || c == '\r') {
        if (c == '\r' && peek() == '\n') {
          at++;
        }
        number++;
        return line.toString();
      }
      cut |= line.length() == LONGEST;
      if (!cut) {
        line.append((char) c);
      }
    }
  }

  /** Number of the line that was read last, from 1. */
  long number() {
    return number;
  }

  /** Whether that line was too long. */
  boolean cut() {
    return cut;
  }

  private int peek() throws IOException {
    if (at == limit) {
      at = 0;
      limit = Math.max(0, reader.read(buffer));
    }
    return at < limit ? buffer[at] : -1;
  }

  private int read() throws IOException {
    int c = peek();
    at += c < 0 ? 0 : 1;
    return c;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
