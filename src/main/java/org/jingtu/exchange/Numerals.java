package org.jingtu.exchange;

import java.math.BigDecimal;
import tools.jackson.core.io.NumberOutput;

/** Numbers as text: exact (read again they are the same), plain, never with an exponent. */
final class Numerals {

  private Numerals() {}

  /** The shortest decimal number that is read as this double. */
  static String of(double value) {
    String text = NumberOutput.toString(value, true);
    if (text.indexOf('E') >= 0) {
      return new BigDecimal(text).toPlainString();
    }
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** Any number with all its digits. */
  static String of(Number value) {
    if (value instanceof Double number) {
      return of(number.doubleValue());
    }
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }

  /** With this many decimals, half up; for figures a reader expects in a fixed form. */
  static String fixed(double value, int decimals) {
    return BigDecimal.valueOf(value)
        .setScale(decimals, java.math.RoundingMode.HALF_UP)
        .toPlainString();
  }
}
