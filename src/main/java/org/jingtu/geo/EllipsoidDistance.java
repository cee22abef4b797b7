package org.jingtu.geo;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.distance.DistanceOp;
import org.locationtech.jts.operation.distance.IndexedFacetDistance;

/**
 * Distance between geometries on the ellipsoid. The nearest points are sought in a plane that is
 * true to scale where the geometries are nearest: first about the middle of both, then once more
 * about the points found. Then the geodesic between them is measured.
 */
final class EllipsoidDistance {

  /** Above this many pairs of vertices a facet index pays. */
  private static final long PAIRS_WORTH_AN_INDEX = 200_000;

  /** A second search is spared when the scale changes by less than 1e-6: tan φ · 5e-7 rad. */
  private static final double SAME_LATITUDE_DEGREES = 3e-5;

  private EllipsoidDistance() {}

  static double between(Geometry a, Geometry b) {
    if (a.isEmpty() || b.isEmpty()) {
      throw new IllegalArgumentException("distance to an empty geometry");
    }
    Envelope both = a.getEnvelopeInternal().copy();
    both.expandToInclude(b.getEnvelopeInternal());
    double latitude = (both.getMinY() + both.getMaxY()) / 2;
    if (a.getEnvelopeInternal().intersects(b.getEnvelopeInternal()) && a.intersects(b)) {
      return 0;
    }
    Coordinate[] nearest = nearest(a, b, latitude);
    double found = (nearest[0].y + nearest[1].y) / 2;
    if (Math.abs(found - latitude) > SAME_LATITUDE_DEGREES) {
      nearest = nearest(a, b, found);
    }
    return geodesic(nearest[0], nearest[1]);
  }

  /** Nearest points in the plane (λ·k, φ) where k makes both axes of one scale at a latitude. */
  private static Coordinate[] nearest(Geometry a, Geometry b, double latitude) {
    double phi = Math.toRadians(latitude);
    double scale = Ellipsoid.parallelRadiusMetres(phi) / Ellipsoid.meridianRadiusMetres(phi);
    Geometry left = scaled(a, scale);
    Geometry right = scaled(b, scale);
    boolean many = (long) a.getNumPoints() * b.getNumPoints() > PAIRS_WORTH_AN_INDEX;
    Coordinate[] found =
        many
            ? IndexedFacetDistance.nearestPoints(left, right)
            : DistanceOp.nearestPoints(left, right);
    return new Coordinate[] {
      new Coordinate(found[0].x / scale, found[0].y), new Coordinate(found[1].x / scale, found[1].y)
    };
  }

  private static Geometry scaled(Geometry geometry, double scale) {
    return Vertices.map(
        geometry,
        Vertices.STORAGE,
        (pairs, count) -> {
          for (int i = 0; i < 2 * count; i += 2) {
            pairs[i] *= scale;
          }
        });
  }

  /**
   * Vincenty's inverse formula (Survey Review XXIII, 176, 1975), good to under 0.1 mm; it converges
   * for any two points that are not nearly antipodal.
   */
  static double geodesic(Coordinate a, Coordinate b) {
    if (a.equals2D(b)) {
      return 0;
    }
    double f = Ellipsoid.FLATTENING;
    double l = Math.toRadians(b.x - a.x);
    double u1 = Math.atan((1 - f) * Math.tan(Math.toRadians(a.y)));
    double u2 = Math.atan((1 - f) * Math.tan(Math.toRadians(b.y)));
    double sinU1 = Math.sin(u1);
    double cosU1 = Math.cos(u1);
    double sinU2 = Math.sin(u2);
    double cosU2 = Math.cos(u2);
    double lambda = l;
    for (int i = 0; i < 50; i++) {
      double sinLambda = Math.sin(lambda);
      double cosLambda = Math.cos(lambda);
      double sinSigma = Math.hypot(cosU2 * sinLambda, cosU1 * sinU2 - sinU1 * cosU2 * cosLambda);
      double cosSigma = sinU1 * sinU2 + cosU1 * cosU2 * cosLambda;
      double sigma = Math.atan2(sinSigma, cosSigma);
      double sinAlpha = sinSigma == 0 ? 0 : cosU1 * cosU2 * sinLambda / sinSigma;
      double cosSqAlpha = 1 - sinAlpha * sinAlpha;
      double cos2Sm = cosSqAlpha < 1e-12 ? 0 : cosSigma - 2 * sinU1 * sinU2 / cosSqAlpha;
      double c = f / 16 * cosSqAlpha * (4 + f * (4 - 3 * cosSqAlpha));
      double turn = cos2Sm + c * cosSigma * (2 * cos2Sm * cos2Sm - 1);
      double next = l + (1 - c) * f * sinAlpha * (sigma + c * sinSigma * turn);
      if (Math.abs(next - lambda) < 1e-13) {
        return arc(cosSqAlpha, sigma, sinSigma, cosSigma, cos2Sm);
      }
      lambda = next;
    }
    throw new IllegalArgumentException("points are nearly antipodal");
  }

  private static double arc(
      double cosSqAlpha, double sigma, double sinSigma, double cosSigma, double cos2Sm) {
    double a = Ellipsoid.SEMI_MAJOR_METRES;
    double b = Ellipsoid.SEMI_MINOR_METRES;
    double uSq = cosSqAlpha * (a * a - b * b) / (b * b);
    double bigA = 1 + uSq / 16384 * (4096 + uSq * (-768 + uSq * (320 - 175 * uSq)));
    double bigB = uSq / 1024 * (256 + uSq * (-128 + uSq * (74 - 47 * uSq)));
    double square = 2 * cos2Sm * cos2Sm - 1;
    double cubic = bigB / 6 * cos2Sm * (4 * sinSigma * sinSigma - 3) * (4 * cos2Sm * cos2Sm - 3);
    double deltaSigma = bigB * sinSigma * (cos2Sm + bigB / 4 * (cosSigma * square - cubic));
    return b * bigA * (sigma - deltaSigma);
  }
}
