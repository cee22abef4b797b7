package org.jingtu.checks;

import org.jingtu.rules.Finding;
import org.jingtu.rules.Pack;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * A contradiction that the rules find now.
 *
 * @param stage the land-use stage it was judged at, or null for a rule between layers
 * @param finding what the rule says, about a feature of another collection or what lies outside it
 * @param place what both share; where they share nothing the line between their nearest points, or
 *     a point; EPSG:4490, longitude first
 */
record FoundConflict(
    Watched watched, @Nullable String stage, Finding finding, Pack pack, Geometry place) {

  /**
   * What makes a conflict the same one over time.
   *
   * @param againstFeature 0 for what lies outside the collection
   */
  record Key(long feature, String rule, String against, long againstFeature) {}

  Key key() {
    String against = finding.featureId();
    return new Key(
        watched.feature(),
        finding.rule(),
        String.valueOf(finding.collection()),
        against == null ? 0 : Long.parseLong(against));
  }

  double areaSquareMetres() {
    return Figures.two(finding.areaSquareMetres());
  }

  double distanceMetres() {
    return Figures.two(finding.distanceMetres());
  }
}
