package org.jingtu.reports;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Figures as documents write them. */
final class Amounts {

  private static final double SQUARE_METRES_PER_MU = 2000.0 / 3;
  private static final double SQUARE_METRES_PER_HECTARE = 10_000;

  private Amounts() {}

  /** m², 公顷 and 亩 of one area, named in a language. */
  static String area(double squareMetres, Locale locale) {
    String text = locale.getLanguage().equals("en") ? "%s m² (%s ha, %s mu)" : "%s m²（%s 公顷，%s 亩）";
    return text.formatted(
        two(squareMetres),
        format("#,##0.0000", squareMetres / SQUARE_METRES_PER_HECTARE),
        format("#,##0.0000", squareMetres / SQUARE_METRES_PER_MU));
  }

  /** Two decimals. */
  static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }

  /** m² in 亩, four decimals. */
  static double mu(double squareMetres) {
    return Math.round(squareMetres / SQUARE_METRES_PER_MU * 10_000) / 10_000.0;
  }

  static String two(double value) {
    return format("#,##0.00", value);
  }

  /** Without needless zeros. */
  static String plain(double value) {
    return format("#,##0.####", value);
  }

  /** Metres of a plane coordinate, to the millimetre. */
  static String coordinate(double metres) {
    return format("0.000", metres);
  }

  /** Degrees to about 0.1 mm. */
  static String degrees(double degrees) {
    return format("0.000000000", degrees);
  }

  private static String format(String pattern, double value) {
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
  }
}
