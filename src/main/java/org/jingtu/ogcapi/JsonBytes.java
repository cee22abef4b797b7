package org.jingtu.ogcapi;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes JSON as UTF-8 into one array that is sent whenever it is full. It knows no structure: who
 * calls writes the brackets and commas too. For one thread.
 */
final class JsonBytes {

  /** Bytes that are sent at a time. */
  static final int SIZE = 1 << 15;

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

  private final OutputStream out;
  private final byte[] buffer = new byte[SIZE];
  private int at;

  JsonBytes(OutputStream out) {
    this.out = out;
  }

  /** Text as it is. */
  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  JsonBytes raw(char ascii) {
    room(1);
    buffer[at++] = (byte) ascii;
    return this;
  }

  JsonBytes raw(byte[] bytes) {
    if (bytes.length > SIZE - at) {
      drain();
    }
    if (bytes.length > SIZE) {
      send(bytes, bytes.length);
      return this;
    }
    System.arraycopy(bytes, 0, buffer, at, bytes.length);
    at += bytes.length;
    return this;
  }

  /**
   * A number of a kind that may have decimals: with a point or an exponent also where it is whole.
   * Clients learn the types of attributes from the values that they see first, and would take the
   * attribute for one of whole numbers.
   */
  JsonBytes decimal(double number) {
    room(Decimals.LONGEST + 2);
    int from = at;
    at = Decimals.write(number, buffer, at);
    for (int i = from; i < at; i++) {
      if (buffer[i] == '.') { // an exponent comes after a point
        return this;
      }
    }
    buffer[at++] = '.';
    buffer[at++] = '0';
    return this;
  }

  JsonBytes number(long number) {
    room(Decimals.LONGEST);
    if (number < 0) {
      return raw(bytes(Long.toString(number)));
    }
    at = Decimals.write(number, buffer, at);
    return this;
  }

  /** A position: two numbers in brackets; none if there is no such place in the CRS. */
  void position(double first, double second) {
    room(2 * Decimals.LONGEST + 3);
    buffer[at++] = '[';
    if (Double.isFinite(first) && Double.isFinite(second)) { // NaN is no JSON
      at = Decimals.write(first, buffer, at);
      buffer[at++] = ',';
      at = Decimals.write(second, buffer, at);
    }
    buffer[at++] = ']';
  }

  /**
   * A text in quotation marks.
   *
   * @param text UTF-8
   */
  JsonBytes text(byte[] text) {
    raw('"');
    int from = 0;
    for (int i = 0; i < text.length; i++) {
      byte b = text[i];
      if (b == '"' || b == '\\' || b >= 0 && b < ' ') {
        part(text, from, i);
        escape(b);
        from = i + 1;
      }
    }
    part(text, from, text.length);
    return raw('"');
  }

  JsonBytes text(String text) {
    return text(bytes(text));
  }

  private void escape(byte b) {
    room(6);
    buffer[at++] = '\\';
    if (b == '"' || b == '\\') {
      buffer[at++] = b;
      return;
    }
    buffer[at++] = 'u';
    buffer[at++] = '0';
    buffer[at++] = '0';
    buffer[at++] = HEX[b >> 4];
    buffer[at++] = HEX[b & 15];
  }

  private void part(byte[] text, int from, int to) {
    for (int start = from; start < to; ) {
      int length = Math.min(to - start, SIZE);
      room(length);
      System.arraycopy(text, start, buffer, at, length);
      at += length;
      start += length;
    }
  }

  private void room(int bytes) {
    if (SIZE - at < bytes) {
      drain();
    }
  }

  private void drain() {
    send(buffer, at);
    at = 0;
  }

  private void send(byte[] bytes, int length) {
    try {
      out.write(bytes, 0, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends what there is, through to the caller. */
  void flush() {
    drain();
    try {
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hands on what there is; the connection is ended by whom it belongs to. */
  void end() {
    drain();
  }
}
