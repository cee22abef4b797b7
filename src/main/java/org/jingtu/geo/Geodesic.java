package org.jingtu.geo;

import org.locationtech.jts.geom.Coordinate;

/**
 * Length of a geodesic on the CGCS2000 ellipsoid by Vincenty's inverse formula (Survey Review
 * XXIII, 176, 1975), good to under 0.1 mm. It converges for any two points that are not nearly
 * antipodal.
 */
final class Geodesic {

  private static final int MOST_ROUNDS = 50;

  private final double sinU1;
  private final double cosU1;
  private final double sinU2;
  private final double cosU2;
  private double sinSigma;
  private double cosSigma;
  private double sigma;
  private double cosSqAlpha;
  private double cos2Sm;

  private Geodesic(Coordinate a, Coordinate b) {
    double u1 = reduced(a.y);
    double u2 = reduced(b.y);
    sinU1 = Math.sin(u1);
    cosU1 = Math.cos(u1);
    sinU2 = Math.sin(u2);
    cosU2 = Math.cos(u2);
  }

  /**
   * Metres between two points in degrees, longitude first.
   *
   * @throws IllegalArgumentException if they are nearly antipodal or not finite
   */
  static double metres(Coordinate a, Coordinate b) {
    if (a.equals2D(b)) {
      return 0;
    }
    Geodesic geodesic = new Geodesic(a, b);
    double difference = Math.toRadians(b.x - a.x);
    double lambda = difference;
    for (int i = 0; i < MOST_ROUNDS; i++) {
      double next = difference + geodesic.correction(lambda);
      if (Math.abs(next - lambda) < 1e-13) {
        return geodesic.length();
      }
      lambda = next;
    }
    throw new IllegalArgumentException("no geodesic between " + a + " and " + b);
  }

  private static double reduced(double latitude) {
    return Math.atan((1 - Ellipsoid.FLATTENING) * Math.tan(Math.toRadians(latitude)));
  }

  /** What the longitude difference on the auxiliary sphere exceeds that on the ellipsoid by. */
  private double correction(double lambda) {
    double sinLambda = Math.sin(lambda);
    double cosLambda = Math.cos(lambda);
    sinSigma = Math.hypot(cosU2 * sinLambda, cosU1 * sinU2 - sinU1 * cosU2 * cosLambda);
    cosSigma = sinU1 * sinU2 + cosU1 * cosU2 * cosLambda;
    sigma = Math.atan2(sinSigma, cosSigma);
    double sinAlpha = sinSigma == 0 ? 0 : cosU1 * cosU2 * sinLambda / sinSigma;
    cosSqAlpha = 1 - sinAlpha * sinAlpha;
    cos2Sm = cosSqAlpha < 1e-12 ? 0 : cosSigma - 2 * sinU1 * sinU2 / cosSqAlpha;
    double f = Ellipsoid.FLATTENING;
    double c = f / 16 * cosSqAlpha * (4 + f * (4 - 3 * cosSqAlpha));
    double turn = cos2Sm + c * cosSigma * (2 * cos2Sm * cos2Sm - 1);
    return (1 - c) * f * sinAlpha * (sigma + c * sinSigma * turn);
  }

  private double length() {
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
