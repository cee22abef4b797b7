package org.jingtu.exchange;

import java.nio.ByteBuffer;

/** Judges bytes as UTF-8 without decoding them (Unicode 15, table 3-7, without the rare cases). */
final class Utf8 {

  static final int ASCII = 0;
  static final int VALID = 1;
  static final int INVALID = 2;

  private Utf8() {}

  /**
   * @param mayBeCut whether the last character may be incomplete, as in a field that is full
   * @return {@link #ASCII}, {@link #VALID} or {@link #INVALID}
   */
  static int kind(ByteBuffer bytes, int start, int end, boolean mayBeCut) {
    boolean ascii = true;
    int at = start;
    while (at < end) {
      int first = bytes.get(at) & 0xFF;
      int length = length(first);
      if (length == 0) {
        return INVALID;
      }
      ascii &= length == 1;
      for (int i = 1; i < length; i++) {
        if (at + i >= end) {
          return mayBeCut ? VALID : INVALID;
        }
        if ((bytes.get(at + i) & 0xC0) != 0x80) {
          return INVALID;
        }
      }
      at += length;
    }
    return ascii ? ASCII : VALID;
  }

  /** Length of a character by its first byte; 0 for a byte that starts none. */
  private static int length(int first) {
    if (first < 0x80) {
      return 1;
    }
    if (first < 0xC2 || first > 0xF4) {
      return 0;
    }
    return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  }
}
