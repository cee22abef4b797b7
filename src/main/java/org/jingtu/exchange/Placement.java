package org.jingtu.exchange;

import java.util.Optional;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;

/**
 * Judges by their magnitude whether coordinates can be in the system that is stated: axes written
 * the other way round, eastings without the zone number or with another one. A zone number that is
 * not the system's would otherwise pass as a place a thousand kilometres away. Thread-safe.
 */
final class Placement {

  private static final double ZONE_METRES = 1_000_000;
  private static final double MOST_NORTHING = 6_000_000; // 54° N

  private final CoordinateSystems systems;
  private final Crs crs;
  private final boolean prefixed;
  private final int zone;

  Placement(CoordinateSystems systems, Crs crs) {
    this.systems = systems;
    this.crs = crs;
    this.prefixed =
        crs.kind() == Crs.Kind.THREE_DEGREE_ZONE || crs.kind() == Crs.Kind.SIX_DEGREE_ZONE;
    this.zone = prefixed ? SurveyAxes.zone(crs.falseEastingMetres()) : 0;
  }

  /**
   * What is wrong with where a geometry lies.
   *
   * @param code ROW_AXES_SWAPPED, ZONE_PREFIX_ABSENT, ZONE_PREFIX_EXTRA, ZONE_PREFIX_OTHER or
   *     ZONE_DIFFERS
   * @param zone zone number of the eastings, 0 for none
   * @param swap whether the axes are to be exchanged
   * @param shiftMetres to be added to the eastings; NaN if nothing can be proposed
   */
  record Finding(String code, int zone, boolean swap, double shiftMetres) {

    boolean mendable() {
      return !Double.isNaN(shiftMetres);
    }

    /** The geometry as proposed. */
    Geometry apply(Geometry geometry) {
      AffineTransformation way =
          swap
              ? new AffineTransformation(0, 1, 0, 1, 0, 0)
              : AffineTransformation.translationInstance(shiftMetres, 0);
      return way.transform(geometry);
    }
  }

  /** Empty if nothing speaks against the system. */
  Optional<Finding> judge(Geometry geometry) {
    Envelope box = geometry.getEnvelopeInternal();
    if (box.isNull() || !Double.isFinite(box.getArea())) {
      return Optional.empty();
    }
    if (crs.geographic()) {
      Envelope turned = new Envelope(box.getMinY(), box.getMaxY(), box.getMinX(), box.getMaxX());
      return !systems.insideChina(box) && systems.insideChina(turned)
          ? Optional.of(new Finding("ROW_AXES_SWAPPED", 0, true, 0))
          : Optional.empty();
    }
    return crs.kind() == Crs.Kind.WEB_MERCATOR ? Optional.empty() : judgePlane(box);
  }

  private Optional<Finding> judgePlane(Envelope box) {
    if (SurveyAxes.judge(box.getMinX(), box.getMinY()) == SurveyAxes.NORTH_FIRST
        && SurveyAxes.judge(box.getMaxX(), box.getMaxY()) == SurveyAxes.NORTH_FIRST) {
      return swapped(box);
    }
    int west = SurveyAxes.zone(box.getMinX());
    int east = SurveyAxes.zone(box.getMaxX());
    if (west == zone && east == zone) {
      return Optional.empty();
    }
    if (west == 0 && east == 0) {
      boolean plain =
          box.getMinX() >= 100_000 && box.getMaxX() < ZONE_METRES && box.getMinY() < MOST_NORTHING;
      return plain
          ? Optional.of(new Finding("ZONE_PREFIX_ABSENT", 0, false, zone * ZONE_METRES))
          : Optional.empty();
    }
    int other = west == zone ? east : west;
    boolean same = west == east && meridian(other) == crs.centralMeridianDegrees();
    if (!same) {
      return Optional.of(new Finding("ZONE_DIFFERS", other, false, Double.NaN));
    }
    double shift = (zone - other) * ZONE_METRES;
    String code = prefixed ? "ZONE_PREFIX_OTHER" : "ZONE_PREFIX_EXTRA";
    return Optional.of(new Finding(code, other, false, shift));
  }

  /** Only where the exchanged axes fit the system; else both would have to be mended at once. */
  private Optional<Finding> swapped(Envelope box) {
    boolean fits = SurveyAxes.zone(box.getMinY()) == zone && SurveyAxes.zone(box.getMaxY()) == zone;
    return Optional.of(new Finding("ROW_AXES_SWAPPED", 0, true, fits ? 0 : Double.NaN));
  }

  private static double meridian(int zone) {
    return zone >= 25 ? 3.0 * zone : 6.0 * zone - 3;
  }
}
