package org.jingtu.exchange;

import java.util.Locale;
import java.util.Optional;
import org.jingtu.problems.Wording;

/** Units in which files state areas. */
enum AreaUnit {
  /** 平方米. */
  SQUARE_METRES(1),
  /** 公顷. */
  HECTARES(10_000),
  /** 亩, 2000/3 m². */
  MU(2_000 / 3.0),
  /** 平方千米. */
  SQUARE_KILOMETRES(1_000_000);

  /** How far stated and computed may differ; surveys in the plane of a zone differ by 0.1%. */
  static final double TOLERANCE = 0.01;

  /** Stated areas are often rounded to whole square metres. */
  private static final double ROUNDING_SQUARE_METRES = 1;

  private final double metres;

  AreaUnit(double squareMetres) {
    this.metres = squareMetres;
  }

  /** Its name in a message. */
  Wording wording() {
    return new Wording("exchange.area-unit." + this);
  }

  double squareMetres(double number) {
    return number * metres;
  }

  /** The unit that a field's name says; square metres if it says none. */
  static AreaUnit ofName(String field) {
    String name = field.toUpperCase(Locale.ROOT);
    if (name.contains("公顷") || name.endsWith("_HA")) {
      return HECTARES;
    }
    if (name.contains("亩") || name.endsWith("_MU")) {
      return MU;
    }
    return name.contains("平方千米") || name.endsWith("_KM2") ? SQUARE_KILOMETRES : SQUARE_METRES;
  }

  /**
   * The unit in which a number is the computed area.
   *
   * @param first tried first
   * @return empty if it is it in none
   */
  static Optional<AreaUnit> guess(double number, double computedSquareMetres, AreaUnit first) {
    double near = Math.max(TOLERANCE * computedSquareMetres, ROUNDING_SQUARE_METRES);
    if (Math.abs(first.squareMetres(number) - computedSquareMetres) <= near) {
      return Optional.of(first);
    }
    for (AreaUnit unit : values()) {
      double difference = Math.abs(unit.squareMetres(number) - computedSquareMetres);
      if (unit != first && difference <= TOLERANCE * computedSquareMetres) {
        return Optional.of(unit);
      }
    }
    return Optional.empty();
  }
}
