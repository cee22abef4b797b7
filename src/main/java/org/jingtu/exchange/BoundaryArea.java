package org.jingtu.exchange;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads 地块面积, which is in hectares: also where the unit is written behind the number, or where the
 * area of the points shows that it is in square metres or mu.
 */
final class BoundaryArea {

  static final String FIELD = "地块面积";

  private static final Pattern WRITTEN =
      Pattern.compile("(\\d{1,12}(?:\\.\\d{1,12})?)\\s*(公顷|hm2|hm²|ha|平方米|㎡|m2|m²|亩|)");

  /** How far stated and measured may differ before it is said; a wrong unit is off by 15 times. */
  private static final double TOLERANCE = 0.01;

  private static final double SQUARE_METRES_PER_HECTARE = 10_000;
  private static final double SQUARE_METRES_PER_MU = 2_000 / 3.0;

  private BoundaryArea() {}

  /**
   * @param text as written
   * @param measured m² in the plane of the file; 0 if unknown
   * @param repair whether a wrong unit is mended
   * @return hectares; null if empty or not to be taken as it stands
   */
  static @Nullable BigDecimal read(String text, double measured, boolean repair, RowNotes notes) {
    if (text.isEmpty()) {
      return null;
    }
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      notes.badValue("NUMBER_MALFORMED", FIELD, text);
      return null;
    }
    BigDecimal number = new BigDecimal(matcher.group(1));
    String unit = matcher.group(2);
    if (!unit.isEmpty()) {
      double metres = metres(unit);
      BigDecimal hectares = hectares(number, metres);
      note(Severity.WARNING, "AREA_UNIT_WRITTEN", text, notes, hectares);
      compare(hectares, text, measured, notes);
      return hectares;
    }
    if (measured <= 0 || near(number, SQUARE_METRES_PER_HECTARE, measured)) {
      return number;
    }
    for (double metres : new double[] {1, SQUARE_METRES_PER_MU}) {
      if (near(number, metres, measured)) {
        BigDecimal hectares = hectares(number, metres);
        Severity severity = repair ? Severity.WARNING : Severity.ERROR;
        note(
            severity,
            metres == 1 ? "AREA_IN_METRES" : "AREA_IN_MU",
            text,
            notes,
            hectares,
            BoundaryShape.rounded(measured));
        return repair ? hectares : null;
      }
    }
    compare(number, text, measured, notes);
    return number;
  }

  private static double metres(String unit) {
    return switch (unit) {
      case "公顷", "hm2", "hm²", "ha" -> SQUARE_METRES_PER_HECTARE;
      case "亩" -> SQUARE_METRES_PER_MU;
      default -> 1;
    };
  }

  private static BigDecimal hectares(BigDecimal number, double metres) {
    return metres == SQUARE_METRES_PER_HECTARE
        ? number
        : number
            .multiply(BigDecimal.valueOf(metres / SQUARE_METRES_PER_HECTARE), MathContext.DECIMAL64)
            .setScale(6, RoundingMode.HALF_UP)
            .stripTrailingZeros();
  }

  private static boolean near(BigDecimal number, double metres, double measured) {
    return Math.abs(number.doubleValue() * metres - measured) <= TOLERANCE * measured;
  }

  private static void compare(BigDecimal hectares, String text, double measured, RowNotes notes) {
    if (measured > 0 && !near(hectares, SQUARE_METRES_PER_HECTARE, measured)) {
      note(
          Severity.WARNING, "AREA_DIFFERS", text, notes, hectares, BoundaryShape.rounded(measured));
    }
  }

  private static void note(
      Severity severity, String code, String text, RowNotes notes, Object... arguments) {
    notes.add(RowProblem.ofValue(severity, code, notes.record(), FIELD, text, arguments));
  }
}
