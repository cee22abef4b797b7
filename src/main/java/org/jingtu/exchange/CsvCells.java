package org.jingtu.exchange;

/**
 * Texts in a CSV that spreadsheets cannot take for a formula (CSV injection, OWASP) and that are
 * still the same when read again.
 *
 * <p>A text that begins with = + - @, tab, line end or | (also in full width) gets an apostrophe in
 * front, and so does one that begins with apostrophes before such a sign. Reading takes one
 * apostrophe away exactly where writing may have put it, so {@code read(write(text))} is {@code
 * text} for every text. Numbers are not touched: −5 stays a number.
 */
public final class CsvCells {

  private static final String SIGNS = "=+-@\t\r\n|\uFF1D\uFF0B\uFF0D\uFF20";

  private CsvCells() {}

  /** The text as it stands in a cell, without the quotes of the CSV itself. */
  public static String write(String text) {
    return startsAsFormula(text) ? "'" + text : text;
  }

  /** The text that stood in a cell before {@link #write}. */
  public static String read(String cell) {
    return cell.startsWith("'") && startsAsFormula(cell) ? cell.substring(1) : cell;
  }

  private static boolean startsAsFormula(String text) {
    int first = 0;
    while (first < text.length() && text.charAt(first) == '\'') {
      first++;
    }
    return first < text.length() && SIGNS.indexOf(text.charAt(first)) >= 0;
  }
}
