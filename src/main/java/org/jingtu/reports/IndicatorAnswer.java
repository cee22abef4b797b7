package org.jingtu.reports;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The indicators of a division for a period. Areas are ellipsoidal, m² and 亩.
 *
 * @param parts the same for each county or township in which anything is concerned; absent if not
 *     asked for
 * @param asOf the moment as of which is reckoned: the end of the period, or now while it runs
 */
record IndicatorAnswer(
    String adcode,
    LocalDate from,
    LocalDate to,
    Instant asOf,
    List<Value> indicators,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<PartView> parts) {

  /** Into what a division is parted. */
  enum By {
    COUNTY,
    TOWNSHIP
  }

  /**
   * A part of the division.
   *
   * @param adcode six digits a county, nine a township; six also for a township that only its name
   *     tells
   * @param township its name as the layer has it, or null
   */
  record PartView(String adcode, @Nullable String township, List<Value> indicators) {}

  /** Why there is a value, or none. */
  enum State {
    /** There is a value. */
    MEASURED,
    /** The data is there, and nothing in it is concerned: a share of nothing has no value. */
    NOTHING_CONCERNED,
    /** The collection was never loaded for this division. */
    NO_DATA
  }

  /** A side of the fraction. */
  record Side(String title, long count, double areaSquareMetres, double areaMu) {}

  /**
   * A target.
   *
   * @param met null if there is no value to compare
   */
  record TargetView(double percent, int by, String source, @Nullable Boolean met) {}

  /**
   * An indicator.
   *
   * @param unit AREA: share of the areas; COUNT: share of the numbers
   * @param percent the share, two decimals; null unless {@code state} is MEASURED
   * @param notCounted how many are concerned and do not count
   * @param features address of the features behind it
   */
  record Value(
      String id,
      String title,
      String collection,
      @Schema(allowableValues = {"AREA", "COUNT"}) String unit,
      State state,
      @Nullable Double percent,
      Side numerator,
      Side denominator,
      long notCounted,
      @Nullable TargetView target,
      String features) {}
}
