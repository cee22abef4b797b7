package org.jingtu.exchange;

/**
 * Judges pairs of survey ordinates by their magnitude. In China's surveys X is the northing and
 * comes first, Y is the easting; programs often write them the other way.
 */
enum SurveyAxes {
  /** Northing or latitude first, as the format wants it. */
  NORTH_FIRST,
  /** Easting or longitude first. */
  EAST_FIRST,
  /** The numbers fit both ways or none. */
  UNKNOWN;

  private static final double MOST_NORTHING = 6_000_000; // 54° N

  /** Judges one pair. */
  static SurveyAxes judge(double first, double second) {
    if (northThenEast(first, second)) {
      return NORTH_FIRST;
    }
    return northThenEast(second, first) ? EAST_FIRST : UNKNOWN;
  }

  private static boolean northThenEast(double north, double east) {
    boolean northing = north >= 300_000 && north < MOST_NORTHING;
    boolean prefixed = zone(east) > 0;
    boolean plain = east >= 100_000 && east < 1_000_000 && north >= 1_000_000;
    return northing && (prefixed || plain) || isDegrees(north, east);
  }

  /** Whether it is a latitude and a longitude of China. */
  static boolean isDegrees(double latitude, double longitude) {
    return latitude >= 3 && latitude <= 54 && longitude >= 73 && longitude <= 136;
  }

  /** The zone number before the six digits of an easting: 13-23, 25-45, or 0 if there is none. */
  static int zone(double easting) {
    int zone = (int) (easting / 1_000_000);
    return zone >= 13 && zone <= 23 || zone >= 25 && zone <= 45 ? zone : 0;
  }
}
