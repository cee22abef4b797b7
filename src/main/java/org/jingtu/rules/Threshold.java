package org.jingtu.rules;

import java.util.Locale;
import java.util.Optional;

/**
 * Under which size a shared area is a sliver of the drawing and not a fact on the ground.
 *
 * <p>It is a sliver if its area or its mean width is under the minimum, unless it covers a large
 * part of a small parcel. Points and lines are never slivers.
 *
 * @param minimumAreaSquareMetres smallest area that counts
 * @param minimumMeanWidthMetres smallest mean width 2·A/P that counts
 * @param keepFromPercentOfParcel from this share of the parcel on it always counts
 * @param source document and clause, or {@code default}
 */
public record Threshold(
    double minimumAreaSquareMetres,
    double minimumMeanWidthMetres,
    double keepFromPercentOfParcel,
    String source) {

  /** Why the hit is a sliver, in Chinese with the figures; empty if it counts. */
  public Optional<String> findReason(Hit hit) {
    if (hit.dimension() != 2 || hit.percentOfParcel() >= keepFromPercentOfParcel) {
      return Optional.empty();
    }
    if (hit.areaSquareMetres() < minimumAreaSquareMetres) {
      return Optional.of(
          "重叠面积 %s 平方米，小于阈值 %s 平方米"
              .formatted(rounded(hit.areaSquareMetres()), plain(minimumAreaSquareMetres)));
    }
    if (hit.meanWidthMetres() < minimumMeanWidthMetres) {
      return Optional.of(
          "重叠部分平均宽度 %s 米，小于阈值 %s 米"
              .formatted(rounded(hit.meanWidthMetres()), plain(minimumMeanWidthMetres)));
    }
    return Optional.empty();
  }

  private static String rounded(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }
}
