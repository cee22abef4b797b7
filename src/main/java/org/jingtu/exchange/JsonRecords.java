package org.jingtu.exchange;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * The JSON texts of a file: one, or a sequence with one in every line (newline-delimited) or after
 * every record separator (RFC 8142). In a sequence a broken text does not keep the next from being
 * read.
 */
final class JsonRecords implements AutoCloseable {

  private static final char RECORD_SEPARATOR = 0x1E;

  /** Strings of more characters break the text; names and nesting likewise. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(GeometryLimits.MOST_TEXT)
                  .maxNestingDepth(100)
                  .maxNameLength(1_000)
                  .maxNumberLength(1_000)
                  .build())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  /** How the texts follow each other. */
  enum Layout {
    DOCUMENT,
    LINES,
    SEPARATED
  }

  private final Layout layout;
  private final Pieces pieces;
  private @Nullable JsonParser parser;

  JsonRecords(Reader reader, Layout layout) {
    this.layout = layout;
    this.pieces =
        new Pieces(
            reader,
            switch (layout) {
              case DOCUMENT -> -1;
              case LINES -> '\n';
              case SEPARATED -> RECORD_SEPARATOR;
            });
  }

  /** Looks at the beginning of a file; a file of one long line is read once for that. */
  static Layout detect(Reader reader) throws IOException {
    Pieces pieces = new Pieces(reader, '\n');
    if (!pieces.advance()) {
      return Layout.DOCUMENT;
    }
    if (pieces.peek() == RECORD_SEPARATOR) {
      return Layout.SEPARATED;
    }
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), pieces)) {
      parser.nextToken();
      parser.skipChildren();
    } catch (JacksonIOException e) {
      throw e.getCause();
    } catch (JacksonException e) {
      return Layout.DOCUMENT;
    }
    return pieces.advance() ? Layout.LINES : Layout.DOCUMENT;
  }

  /** A parser at the beginning of the next text, valid until the next call; null at the end. */
  @Nullable JsonParser next() throws IOException {
    if (parser != null) {
      parser.close();
    }
    parser = pieces.advance() ? FACTORY.createParser(ObjectReadContext.empty(), pieces) : null;
    return parser;
  }

  boolean isSequence() {
    return layout != Layout.DOCUMENT;
  }

  @Override
  public void close() throws IOException {
    pieces.end();
  }

  /** Ends at a delimiter, and goes on after it when asked. Closing does nothing. */
  private static final class Pieces extends Reader {

    private final Reader whole;
    private final int delimiter;
    private final char[] buffer = new char[1 << 14];
    private int at;
    private int limit;
    private boolean inPiece;

    Pieces(Reader whole, int delimiter) {
      this.whole = whole;
      this.delimiter = delimiter;
    }

    /**
     * Leaves the rest of this piece, and blanks.
     *
     * @return false if there is nothing more
     */
    boolean advance() throws IOException {
      while (inPiece) {
        read(new char[1 << 12], 0, 1 << 12);
      }
      while (fill()) {
        char c = buffer[at];
        if (c != delimiter && c > ' ' || c == RECORD_SEPARATOR && delimiter != c) {
          inPiece = true;
          return true;
        }
        at++;
      }
      return false;
    }

    char peek() {
      return buffer[at];
    }

    private boolean fill() throws IOException {
      if (at < limit) {
        return true;
      }
      at = 0;
      limit = Math.max(0, whole.read(buffer));
      return limit > 0;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
      if (!inPiece || !fill()) {
        inPiece = false;
        return -1;
      }
      if (delimiter < 0) {
        int all = Math.min(length, limit - at);
        System.arraycopy(buffer, at, target, offset, all);
        at += all;
        return all;
      }
      int count = 0;
      while (count < length && at < limit) {
        char c = buffer[at++];
        if (c == delimiter) {
          inPiece = false;
          break;
        }
        target[offset + count++] = c;
      }
      return count == 0 ? -1 : count;
    }

    @Override
    public void close() {}

    void end() throws IOException {
      whole.close();
    }
  }
}
