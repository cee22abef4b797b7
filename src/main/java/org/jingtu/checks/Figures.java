package org.jingtu.checks;

/** Rounding of figures in answers, and units. */
final class Figures {

  private static final double SQUARE_METRES_PER_MU = 2000.0 / 3;

  private Figures() {}

  /** Two decimals: m², metres, percent. */
  static double two(double value) {
    return Math.round(value * 100) / 100.0;
  }

  /** m² in 亩, four decimals. */
  static double mu(double squareMetres) {
    return Math.round(squareMetres / SQUARE_METRES_PER_MU * 10_000) / 10_000.0;
  }
}
