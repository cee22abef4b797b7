package org.jingtu.checks;

import org.jingtu.geo.Ellipsoid;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.distance.DistanceOp;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/** Where on the map a hit is: what plot and feature share, or the line between them. */
final class Places {

  private Places() {}

  /** EPSG:4490, longitude first: polygons; a line between neighbours; a point where they meet. */
  static Geometry of(Plot plot, Measured measured) {
    Geometry shared = measured.shared();
    if (!shared.isEmpty()) {
      return shared.getNumGeometries() < 2 ? shared : OverlayNGRobust.union(shared);
    }
    Geometry nearest = null;
    double metres = Double.POSITIVE_INFINITY;
    for (Geometry piece : measured.candidate().pieces()) {
      Coordinate[] ends = DistanceOp.nearestPoints(plot.dense(), piece);
      Geometry line = line(plot, ends);
      double length = Ellipsoid.perimeterMetres(line);
      if (length < metres) {
        nearest = line;
        metres = length;
      }
    }
    return nearest == null ? plot.dense().getInteriorPoint() : nearest;
  }

  private static Geometry line(Plot plot, Coordinate[] ends) {
    return ends[0].equals2D(ends[1])
        ? plot.dense().getFactory().createPoint(ends[0])
        : plot.dense().getFactory().createLineString(ends);
  }
}
