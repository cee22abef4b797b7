package org.jingtu.features;

import java.util.Optional;
import org.locationtech.jts.geom.Geometry;

/** Turns the geometries of a filter, as they are written, into EPSG:4490 longitude first. */
@FunctionalInterface
public interface FilterGeometries {

  /** A geometry in the CRS of the filter and in its axis order, in EPSG:4490 longitude first. */
  Geometry toStorage(Geometry written);

  /**
   * A box.
   *
   * @param sides {x1, y1, x2, y2} in the CRS of the filter and in its axis order
   * @return its area in EPSG:4490, longitude first, or empty if the sides are no box
   */
  default Optional<Geometry> box(double[] sides) {
    return sides[0] <= sides[2] && sides[1] <= sides[3]
        ? Optional.of(toStorage(CqlLiterals.rectangle(sides)))
        : Optional.empty();
  }
}
