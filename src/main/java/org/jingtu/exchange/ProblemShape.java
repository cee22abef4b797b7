package org.jingtu.exchange;

import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * The geometry that a problem is about, EPSG:4490, longitude first.
 *
 * @param geometry overlap, gap, or a row's geometry after its repair; null if it is too large
 * @param before the row's geometry before its repair, perhaps invalid; or null
 */
record ProblemShape(@Nullable Geometry geometry, @Nullable Geometry before) {

  /** Larger geometries are not kept with their problem. */
  static final int MOST_VERTICES = 20_000;

  ProblemShape {
    geometry = small(geometry);
    before = small(before);
  }

  /** Vertices of both. */
  int vertices() {
    return (geometry == null ? 0 : geometry.getNumPoints())
        + (before == null ? 0 : before.getNumPoints());
  }

  private static @Nullable Geometry small(@Nullable Geometry geometry) {
    return geometry == null || geometry.getNumPoints() > MOST_VERTICES ? null : geometry;
  }
}
