package org.jingtu.ogcapi;

import java.nio.charset.StandardCharsets;

/**
 * Writes numbers as decimal text. What is read back is the same double, to the last bit; digits are
 * as many as that needs or few more, and there is no exponent between 8 and 2^53.
 */
final class Decimals {

  /** Bytes that a number takes at the most. */
  static final int LONGEST = 32;

  private static final byte[] PAIRS = new byte[200];
  private static final long[] TENS = new long[19];

  /** From this exponent on, what is behind the point fits into 64 bits. */
  private static final int SMALLEST_EXPONENT = 3;

  /** From this exponent on there is nothing behind the point. */
  private static final int WHOLE_EXPONENT = 52;

  /** Decimals with which a number of an exponent is closer than half the next double. */
  private static final int[] PLACES = new int[WHOLE_EXPONENT + 1];

  private static final double EXACT = 0x1p53;

  static {
    for (int i = 0; i < 100; i++) {
      PAIRS[2 * i] = (byte) ('0' + i / 10);
      PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
    }
    TENS[0] = 1;
    for (int i = 1; i < TENS.length; i++) {
      TENS[i] = 10 * TENS[i - 1];
    }
    for (int e = 0; e <= WHOLE_EXPONENT; e++) {
      PLACES[e] = (int) Math.ceil((WHOLE_EXPONENT - e) * Math.log10(2));
    }
  }

  private Decimals() {}

  /**
   * Writes a finite number.
   *
   * @param to has room for {@link #LONGEST} bytes
   * @return where it ends
   */
  static int write(double number, byte[] to, int at) {
    double value = number;
    if (value < 0) {
      to[at++] = '-';
      value = -value;
    }
    if (value < EXACT / 1e12) {
      long scaled = Math.round(value * 1e12);
      if (scaled / 1e12 == value) { // both are exact, so the quotient is the double nearest to it
        return writeScaled(scaled, 12, to, at);
      }
    } else if (value < EXACT / 1e6) {
      long scaled = Math.round(value * 1e6);
      if (scaled / 1e6 == value) {
        return writeScaled(scaled, 6, to, at);
      }
    }
    int exponent = Math.getExponent(value);
    if (exponent < SMALLEST_EXPONENT || exponent > WHOLE_EXPONENT) {
      byte[] text = Double.toString(value).getBytes(StandardCharsets.ISO_8859_1);
      System.arraycopy(text, 0, to, at, text.length);
      return at + text.length;
    }
    return writeExact(value, exponent, to, at);
  }

  /** The fraction times a power of ten as 128 bits, rounded to the nearest. */
  private static int writeExact(double value, int exponent, byte[] to, int at) {
    long mantissa = Double.doubleToRawLongBits(value) & 0xFFFFFFFFFFFFFL | 0x10000000000000L;
    int shift = WHOLE_EXPONENT - exponent;
    long whole = mantissa >>> shift;
    if (shift == 0) {
      return write(whole, to, at);
    }
    long fraction = mantissa << (64 - shift);
    int places = PLACES[exponent];
    long ten = TENS[places];
    long digits = Math.multiplyHigh(fraction, ten) + (fraction < 0 ? ten : 0);
    if (fraction * ten < 0) { // half or more is left over
      digits++;
    }
    if (digits == ten) {
      whole++;
      digits = 0;
    }
    return writeFraction(digits, places, to, write(whole, to, at));
  }

  private static int writeScaled(long scaled, int places, byte[] to, int at) {
    long whole = scaled / TENS[places];
    return writeFraction(scaled - whole * TENS[places], places, to, write(whole, to, at));
  }

  /** Point and decimals without the zeros at their end; nothing if there are only zeros. */
  private static int writeFraction(long digits, int places, byte[] to, int at) {
    if (digits == 0) {
      return at;
    }
    to[at] = '.';
    int end = at + 1 + places;
    int position = end;
    long left = digits;
    while (position - at > 8) { // four by four: divisions that need not wait for one another
      long upper = left / 100_000_000;
      int eight = (int) (left - 100_000_000 * upper);
      position -= 8;
      writeFour(eight / 10_000, to, position);
      writeFour(eight % 10_000, to, position + 4);
      left = upper;
    }
    int rest = (int) left;
    while (position - at > 2) {
      int hundredth = rest / 100;
      int pair = 2 * (rest - 100 * hundredth);
      to[--position] = PAIRS[pair + 1];
      to[--position] = PAIRS[pair];
      rest = hundredth;
    }
    if (position - at > 1) {
      to[--position] = (byte) ('0' + rest);
    }
    while (to[end - 1] == '0') {
      end--;
    }
    return end;
  }

  private static void writeFour(int number, byte[] to, int at) {
    int upper = 2 * (number / 100);
    int lower = 2 * (number % 100);
    to[at] = PAIRS[upper];
    to[at + 1] = PAIRS[upper + 1];
    to[at + 2] = PAIRS[lower];
    to[at + 3] = PAIRS[lower + 1];
  }

  /**
   * Writes a whole number that is not negative.
   *
   * @return where it ends
   */
  static int write(long number, byte[] to, int at) {
    int length = 1;
    while (length < TENS.length && number >= TENS[length]) {
      length++;
    }
    long rest = number;
    for (int position = at + length; position > at; ) {
      long tenth = rest / 10;
      to[--position] = (byte) ('0' + (rest - 10 * tenth));
      rest = tenth;
    }
    return at + length;
  }
}
