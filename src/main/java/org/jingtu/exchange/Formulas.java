package org.jingtu.exchange;

/**
 * Keeps spreadsheets from running texts of a file as formulas (CSV injection, OWASP): a text that
 * begins as a formula gets an apostrophe in front, which spreadsheets show as text.
 */
final class Formulas {

  private Formulas() {}

  static String disarm(String text) {
    return !text.isEmpty() && "=+-@\t\r\n|".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
