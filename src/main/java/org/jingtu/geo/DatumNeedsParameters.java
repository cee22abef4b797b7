package org.jingtu.geo;

import org.jingtu.problems.Wording;

/**
 * The coordinates are on Xian 1980 or Beijing 1954. Without the parameters of the place a
 * transformation to CGCS2000 would be wrong by tens of metres and nobody would see it, so they are
 * refused (DOMAIN: formats and coordinates).
 */
public final class DatumNeedsParameters extends UnsupportedCrs {

  DatumNeedsParameters(String crs, OldDatum datum) {
    super("DATUM_NEEDS_PARAMETERS", crs, new Wording("datum." + datum.name()));
    member("datum", datum.name());
  }
}
