package org.jingtu.features;

import java.util.Arrays;
import org.jingtu.problems.BadParameter;
import org.jspecify.annotations.Nullable;

/** The query parameter {@code bbox}: west, south, east, north in degrees of EPSG:4490. */
public final class Bbox {

  private Bbox() {}

  /**
   * Reads the parameter.
   *
   * @return {west, south, east, north}, or null if there is none
   * @throws BadParameter if it is not four finite numbers in this order
   */
  public static double @Nullable [] parse(@Nullable String bbox) {
    if (bbox == null) {
      return null;
    }
    try {
      double[] sides = Arrays.stream(bbox.split(",")).mapToDouble(Double::parseDouble).toArray();
      if (sides.length == 4
          && sides[0] <= sides[2]
          && sides[1] <= sides[3]
          && Arrays.stream(sides).allMatch(Double::isFinite)) {
        return sides;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new BadParameter("bbox", bbox, "117.1,40.9,117.2,41.0");
  }
}
