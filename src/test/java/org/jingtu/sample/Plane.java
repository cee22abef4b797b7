package org.jingtu.sample;

import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;

/** The Gauss-Krüger plane that the county is drawn in: EPSG:4527, metres, easting first. */
final class Plane {

  /** West edge of the county's grid; the zone prefix 39 leads. */
  static final double WEST = 39_540_000;

  /** South edge of the county's grid. */
  static final double SOUTH = 4_520_000;

  static final GeometryFactory FACTORY = new GeometryFactory(new PrecisionModel(), 4527);

  private Plane() {}

  /** Rounded to a centimetre, as a survey would hand it over. */
  static Coordinate at(double east, double north) {
    return new Coordinate(StrictMath.rint(east * 100) / 100, StrictMath.rint(north * 100) / 100);
  }

  static Point point(double east, double north) {
    return FACTORY.createPoint(at(east, north));
  }

  static Polygon polygon(List<Coordinate> ring) {
    return FACTORY.createPolygon(ring.toArray(Coordinate[]::new));
  }

  /** A rectangle with its lower left corner and its size, in metres. */
  static Polygon rectangle(double east, double north, double width, double height) {
    return polygon(
        List.of(
            at(east, north),
            at(east, north + height),
            at(east + width, north + height),
            at(east + width, north),
            at(east, north)));
  }

  /**
   * A rounded, irregular area, as a natural boundary is.
   *
   * @param radius mean radius in metres
   * @param roughness by which share of the radius the boundary swings in and out
   * @param vertices of the ring
   * @param phase tells one blob from another
   */
  static Polygon blob(
      double east, double north, double radius, double roughness, int vertices, int phase) {
    Coordinate[] ring = new Coordinate[vertices + 1];
    for (int k = 0; k < vertices; k++) {
      double angle = -2 * StrictMath.PI * k / vertices;
      double swing =
          0.5 * StrictMath.sin(2 * angle + phase)
              + 0.3 * StrictMath.sin(3 * angle + 1.7 * phase)
              + 0.2 * StrictMath.sin(7 * angle + 2.3 * phase);
      double reach = radius * (1 + roughness * swing);
      ring[k] = at(east + reach * StrictMath.cos(angle), north + reach * StrictMath.sin(angle));
    }
    ring[vertices] = ring[0].copy();
    return FACTORY.createPolygon(ring);
  }

  /** The area between two rings, one inside the other. */
  static Polygon between(Polygon outer, Polygon inner) {
    return FACTORY.createPolygon(
        outer.getExteriorRing(),
        new org.locationtech.jts.geom.LinearRing[] {inner.getExteriorRing().reverse()});
  }

  /** The parts of several areas as one multipart area. */
  static Geometry together(Polygon... parts) {
    return FACTORY.createMultiPolygon(parts);
  }
}
