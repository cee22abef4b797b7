package org.jingtu.geo;

/**
 * The offsets that web maps of China put on coordinates, by the published formulas: GCJ-02 (a few
 * hundred metres, smooth) and BD-09, which is laid on GCJ-02. Longitude and latitude in degrees.
 */
public enum WebMapOffset {
  /** GCJ-02, of most web maps. */
  GCJ_02,
  /** BD-09, of Baidu. */
  BD_09;

  private static final double KRASOVSKY_METRES = 6_378_245;
  private static final double E2 = 0.006_693_421_622_965_943_23;
  private static final double BD_PI = Math.PI * 3000 / 180;
  private static final int ROUNDS = 12;

  /**
   * The coordinates that the web map shows for a place.
   *
   * @return longitude, latitude
   */
  public double[] of(double longitude, double latitude) {
    double[] gcj = gcj(longitude, latitude);
    return this == GCJ_02 ? gcj : bd(gcj[0], gcj[1]);
  }

  /**
   * The place for which the web map shows these coordinates, by iteration, to 1e-9 degrees.
   *
   * @return longitude, latitude
   */
  public double[] remove(double longitude, double latitude) {
    double x = longitude;
    double y = latitude;
    for (int i = 0; i < ROUNDS; i++) {
      double[] shown = of(x, y);
      x += longitude - shown[0];
      y += latitude - shown[1];
    }
    return new double[] {x, y};
  }

  private static double[] gcj(double longitude, double latitude) {
    double x = longitude - 105;
    double y = latitude - 35;
    double phi = Math.toRadians(latitude);
    double magic = 1 - E2 * Math.sin(phi) * Math.sin(phi);
    double root = Math.sqrt(magic);
    double north =
        -100
            + 2 * x
            + 3 * y
            + 0.2 * y * y
            + 0.1 * x * y
            + 0.2 * Math.sqrt(Math.abs(x))
            + waves(x)
            + (20 * Math.sin(y * Math.PI) + 40 * Math.sin(y / 3 * Math.PI)) * 2 / 3
            + (160 * Math.sin(y / 12 * Math.PI) + 320 * Math.sin(y * Math.PI / 30)) * 2 / 3;
    double east =
        300
            + x
            + 2 * y
            + 0.1 * x * x
            + 0.1 * x * y
            + 0.1 * Math.sqrt(Math.abs(x))
            + waves(x)
            + (20 * Math.sin(x * Math.PI) + 40 * Math.sin(x / 3 * Math.PI)) * 2 / 3
            + (150 * Math.sin(x / 12 * Math.PI) + 300 * Math.sin(x / 30 * Math.PI)) * 2 / 3;
    double meridian = KRASOVSKY_METRES * (1 - E2) / (magic * root);
    double parallel = KRASOVSKY_METRES / root * Math.cos(phi);
    return new double[] {
      longitude + Math.toDegrees(east / parallel), latitude + Math.toDegrees(north / meridian)
    };
  }

  private static double waves(double x) {
    return (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * 2 / 3;
  }

  private static double[] bd(double x, double y) {
    double z = Math.hypot(x, y) + 0.000_02 * Math.sin(y * BD_PI);
    double theta = Math.atan2(y, x) + 0.000_003 * Math.cos(x * BD_PI);
    return new double[] {z * Math.cos(theta) + 0.0065, z * Math.sin(theta) + 0.006};
  }
}
