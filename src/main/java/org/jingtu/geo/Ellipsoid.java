package org.jingtu.geo;

import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

/**
 * Areas and lengths on the CGCS2000 ellipsoid (a = 6,378,137 m, 1/f = 298.257222101) of geometries
 * in EPSG:4490, longitude first. Edges are straight in longitude and latitude, as RFC 7946 has them
 * and as an overlay cuts them, so areas of parts add up to the area of the whole. Geometries must
 * be finite; a polygon must be valid for its area to mean anything. Thread-safe, no allocation per
 * vertex.
 *
 * <p>The area under an edge is the integral of F(φ) dλ along it, where F is the authalic function
 * (the area of the ellipsoid from the equator to φ, a radian wide). See Snyder, Map Projections
 * (USGS PP 1395), equations 3-12 and 10-15, there as a closed formula; its series is used here.
 */
public final class Ellipsoid {

  /** Semi-major axis of CGCS2000 in metres. */
  static final double SEMI_MAJOR_METRES = 6_378_137.0;

  /** Flattening of CGCS2000. */
  static final double FLATTENING = 1 / 298.257222101;

  /** Semi-minor axis of CGCS2000 in metres. */
  static final double SEMI_MINOR_METRES = SEMI_MAJOR_METRES * (1 - FLATTENING);

  private static final double E2 = FLATTENING * (2 - FLATTENING);

  /** Edges longer than this (about 600 m) are integrated by Simpson's rule, shorter by midpoint. */
  private static final double LONG_EDGE_RADIANS = 1e-4;

  private Ellipsoid() {}

  /**
   * Area in square metres.
   *
   * @param lonLat polygons, or a collection with polygons; points and lines count as 0
   * @return never negative, whatever the orientation of the rings
   */
  public static double areaSquareMetres(Geometry lonLat) {
    if (lonLat instanceof Polygon polygon) {
      if (polygon.isEmpty()) {
        return 0;
      }
      double area = ringArea(polygon.getExteriorRing());
      for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
        area -= ringArea(polygon.getInteriorRingN(i));
      }
      return Math.max(0, area);
    }
    double sum = 0;
    if (lonLat instanceof GeometryCollection) {
      for (int i = 0; i < lonLat.getNumGeometries(); i++) {
        sum += areaSquareMetres(lonLat.getGeometryN(i));
      }
    }
    return sum;
  }

  /**
   * Length of all rings of polygons, or of lines, in metres.
   *
   * @param lonLat any geometry; points count as 0
   */
  public static double perimeterMetres(Geometry lonLat) {
    if (lonLat instanceof LineString line) {
      return length(line.getCoordinateSequence());
    }
    double sum = 0;
    if (lonLat instanceof Polygon polygon) {
      sum = perimeterMetres(polygon.getExteriorRing());
      for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
        sum += perimeterMetres(polygon.getInteriorRingN(i));
      }
    } else if (lonLat instanceof GeometryCollection) {
      for (int i = 0; i < lonLat.getNumGeometries(); i++) {
        sum += perimeterMetres(lonLat.getGeometryN(i));
      }
    }
    return sum;
  }

  /**
   * Shortest distance in metres: 0 if the geometries touch or overlap. Meant for neighbours: within
   * a kilometre it is exact to 1e-7 of the distance, over a hundred kilometres to about 1e-4, since
   * the nearest points are sought in a plane.
   *
   * @throws IllegalArgumentException if one of them is empty
   */
  public static double distanceMetres(Geometry a, Geometry b) {
    return EllipsoidDistance.between(a, b);
  }

  private static double ringArea(LineString ring) {
    CoordinateSequence vertices = ring.getCoordinateSequence();
    int count = vertices.size();
    if (count == 0) {
      return 0;
    }
    double origin = authalic(Math.toRadians(vertices.getY(0)));
    double lambda = Math.toRadians(vertices.getX(0));
    double phi = Math.toRadians(vertices.getY(0));
    double height = 0;
    double sum = 0;
    for (int i = 1; i < count; i++) {
      double nextLambda = Math.toRadians(vertices.getX(i));
      double nextPhi = Math.toRadians(vertices.getY(i));
      double nextHeight = authalic(nextPhi) - origin;
      double middle = authalic((phi + nextPhi) / 2) - origin;
      sum += (nextLambda - lambda) * (height + 4 * middle + nextHeight) / 6;
      lambda = nextLambda;
      phi = nextPhi;
      height = nextHeight;
    }
    return Math.abs(sum);
  }

  /**
   * F(φ) = b² Σ (k+1)/(2k+1) e²ᵏ sin²ᵏ⁺¹φ, in square metres a radian. Terms beyond k = 6 are below
   * 1e-15 of the sum.
   */
  private static double authalic(double phi) {
    double sine = Math.sin(phi);
    double s = E2 * sine * sine;
    double series =
        1
            + s
                * (2.0 / 3
                    + s
                        * (3.0 / 5
                            + s * (4.0 / 7 + s * (5.0 / 9 + s * (6.0 / 11 + s * 7.0 / 13)))));
    return SEMI_MINOR_METRES * SEMI_MINOR_METRES * sine * series;
  }

  private static double length(CoordinateSequence vertices) {
    double sum = 0;
    for (int i = 1; i < vertices.size(); i++) {
      double phi = Math.toRadians(vertices.getY(i - 1));
      double dPhi = Math.toRadians(vertices.getY(i)) - phi;
      double dLambda = Math.toRadians(vertices.getX(i) - vertices.getX(i - 1));
      double middle = speed(phi + dPhi / 2, dPhi, dLambda);
      if (Math.abs(dPhi) + Math.abs(dLambda) > LONG_EDGE_RADIANS) {
        middle = (speed(phi, dPhi, dLambda) + 4 * middle + speed(phi + dPhi, dPhi, dLambda)) / 6;
      }
      sum += middle;
    }
    return sum;
  }

  /** Length of (dφ, dλ) by the radii of curvature at φ. */
  private static double speed(double phi, double dPhi, double dLambda) {
    double north = meridianRadiusMetres(phi) * dPhi;
    double east = parallelRadiusMetres(phi) * dLambda;
    return Math.sqrt(north * north + east * east);
  }

  /** Radius of curvature in the meridian. */
  static double meridianRadiusMetres(double phi) {
    double sine = Math.sin(phi);
    double w = 1 - E2 * sine * sine;
    return SEMI_MAJOR_METRES * (1 - E2) / (w * Math.sqrt(w));
  }

  /** Radius of the parallel circle. */
  static double parallelRadiusMetres(double phi) {
    double sine = Math.sin(phi);
    return SEMI_MAJOR_METRES * Math.cos(phi) / Math.sqrt(1 - E2 * sine * sine);
  }
}
