package org.jingtu.geo;

import java.util.Optional;

/**
 * Datums before CGCS2000 that are recognised in order to be refused: their shift to CGCS2000 is
 * tens to over a hundred metres, differs from place to place and is not public. EPSG code ranges
 * from the EPSG registry.
 */
enum OldDatum {
  /** Beijing 1954, Krassowsky 1940 ellipsoid. */
  BEIJING_1954(6_378_245.0),
  /** Xian 1980, IAG 1975 ellipsoid. */
  XIAN_1980(6_378_140.0);

  private final double semiMajorMetres;

  OldDatum(double semiMajorMetres) {
    this.semiMajorMetres = semiMajorMetres;
  }

  static Optional<OldDatum> findBySrid(int srid) {
    if (srid == 4610 || srid == 4836 || within(srid, 2327, 2390)) {
      return Optional.of(XIAN_1980);
    }
    boolean beijing =
        srid == 4214
            || srid == 4555 // New Beijing: the same ellipsoid, adjusted with the network of 1980
            || within(srid, 2401, 2442)
            || within(srid, 21413, 21423)
            || within(srid, 21453, 21463)
            || within(srid, 21473, 21483)
            || within(srid, 4568, 4589)
            || within(srid, 4652, 4656)
            || within(srid, 4766, 4800);
    return beijing ? Optional.of(BEIJING_1954) : Optional.empty();
  }

  static Optional<OldDatum> findByEllipsoid(double semiMajorMetres) {
    for (OldDatum datum : values()) {
      if (Math.abs(datum.semiMajorMetres - semiMajorMetres) < 0.5) {
        return Optional.of(datum);
      }
    }
    return Optional.empty();
  }

  private static boolean within(int srid, int first, int last) {
    return srid >= first && srid <= last;
  }
}
