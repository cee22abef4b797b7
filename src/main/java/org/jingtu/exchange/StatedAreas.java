package org.jingtu.exchange;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.jingtu.catalog.Collection;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;

/**
 * Holds the area that rows state (图斑面积, 宗地面积) against the computed one. Where most rows are off by
 * a unit, that is one warning about the file; other rows that differ have a warning each. Used by
 * one thread; {@link #fieldOf} and {@link #number} by any.
 */
final class StatedAreas {

  /** Rows that are remembered one by one; more are only counted. */
  private static final int MOST_ROWS = 10_000;

  private final RowChecker rows;
  private final String field;
  private final AreaUnit expected;
  private final Map<AreaUnit, Long> counts = new EnumMap<>(AreaUnit.class);
  private final List<Suspect> suspects = new ArrayList<>();
  private long all;

  private record Suspect(
      long record,
      double stated,
      double computed,
      @Nullable AreaUnit unit,
      @Nullable Coordinate at) {}

  StatedAreas(RowChecker rows, String field) {
    this.rows = rows;
    this.field = field;
    this.expected = AreaUnit.ofName(field);
  }

  /**
   * The field that states areas: the first name of the catalogue that the file has. Coordinate text
   * is left out, since its reader compares the area itself.
   */
  static OptionalInt fieldOf(Collection collection, SourceInfo source) {
    if (source.format().equals("txt")) {
      return OptionalInt.empty();
    }
    List<String> names =
        source.fields().stream().map(f -> f.name().strip().toLowerCase(Locale.ROOT)).toList();
    return collection.statedAreaFields().stream()
        .map(name -> names.indexOf(name.toLowerCase(Locale.ROOT)))
        .filter(i -> i >= 0)
        .mapToInt(Integer::intValue)
        .findFirst();
  }

  /** A positive number, or null. */
  static @Nullable Double number(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    try {
      double number = new BigDecimal(value.toString().strip()).doubleValue();
      return number > 0 && Double.isFinite(number) ? number : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Takes a row into account. */
  void note(CheckedRow row) {
    Double stated = row.statedArea();
    if (stated == null || row.draft() == null || row.draft().areaSquareMetres() == 0) {
      return;
    }
    double computed = row.draft().areaSquareMetres();
    AreaUnit unit = AreaUnit.guess(stated, computed, expected).orElse(null);
    all++;
    if (unit != null) {
      counts.merge(unit, 1L, Long::sum);
    }
    if (unit != expected && suspects.size() < MOST_ROWS) {
      suspects.add(new Suspect(row.record(), stated, computed, unit, row.place()));
    }
  }

  /** What is to be told at the end of the file. */
  List<ImportProblem> problems() {
    List<ImportProblem> problems = new ArrayList<>();
    AreaUnit usual =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() * 2 > all)
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(expected);
    boolean other = usual != expected;
    for (Suspect suspect : suspects) {
      if (!other || suspect.unit() != usual) {
        problems.add(ofRow(suspect));
      }
    }
    if (other) {
      Suspect example = suspects.stream().filter(s -> s.unit() == usual).findFirst().orElseThrow();
      problems.add(
          0,
          ImportProblem.ofFile(
              Severity.WARNING,
              "AREA_UNIT_SUSPECTED",
              field,
              counts.get(usual),
              usual.wording(),
              expected.wording(),
              example.record(),
              shown(example.stated()),
              BoundaryShape.rounded(example.computed())));
    }
    return problems;
  }

  private ImportProblem ofRow(Suspect suspect) {
    double computed = BoundaryShape.rounded(suspect.computed());
    AreaUnit unit = suspect.unit();
    if (unit != null && unit != expected) {
      return rows.warning(
          suspect.record(),
          "AREA_UNIT_OF_ROW",
          field,
          shown(suspect.stated()),
          suspect.at(),
          shown(suspect.stated()),
          computed,
          unit.wording(),
          expected.wording());
    }
    double percent = (expected.squareMetres(suspect.stated()) / suspect.computed() - 1) * 100;
    return rows.warning(
        suspect.record(),
        "STATED_AREA_DIFFERS",
        field,
        shown(suspect.stated()),
        suspect.at(),
        shown(suspect.stated()),
        computed,
        expected.wording(),
        Math.round(percent * 10) / 10.0);
  }

  private static String shown(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
