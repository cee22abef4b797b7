package org.jingtu.geo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jingtu.geo.Crs.Kind;

/**
 * The table of supported systems. Every CGCS2000 projected system is a Gauss-Krüger projection with
 * scale 1, so code, meridian and false easting follow from the EPSG numbering; a test compares each
 * entry with the EPSG registry.
 */
final class SupportedCrs {

  static final Crs CGCS2000 =
      new Crs(4490, "China Geodetic Coordinate System 2000", true, Kind.CGCS2000, 0, 0);
  static final Crs WGS84 = new Crs(4326, "WGS 84", true, Kind.WGS84, 0, 0);
  static final Crs WEB_MERCATOR =
      new Crs(3857, "WGS 84 / Pseudo-Mercator", false, Kind.WEB_MERCATOR, 0, 0);

  private static final Map<Integer, Crs> BY_SRID = new LinkedHashMap<>();

  static {
    List<Crs> all = new ArrayList<>(List.of(CGCS2000));
    for (int i = 0; i <= 20; i++) {
      all.add(zone(4513 + i, "3-degree ", 25 + i, 75 + 3 * i, Kind.THREE_DEGREE_ZONE));
    }
    for (int i = 0; i <= 20; i++) {
      all.add(meridian(4534 + i, "3-degree ", 75 + 3 * i, Kind.THREE_DEGREE_MERIDIAN));
    }
    for (int i = 0; i <= 10; i++) {
      all.add(zone(4491 + i, "", 13 + i, 75 + 6 * i, Kind.SIX_DEGREE_ZONE));
    }
    for (int i = 0; i <= 10; i++) {
      all.add(meridian(4502 + i, "", 75 + 6 * i, Kind.SIX_DEGREE_MERIDIAN));
    }
    all.add(WGS84);
    all.add(WEB_MERCATOR);
    all.forEach(crs -> BY_SRID.put(crs.srid(), crs));
  }

  private SupportedCrs() {}

  private static Crs zone(int srid, String width, int zone, int meridian, Kind kind) {
    String title = "CGCS2000 / " + width + "Gauss-Kruger zone " + zone;
    return new Crs(srid, title, false, kind, meridian, zone * 1_000_000 + 500_000);
  }

  private static Crs meridian(int srid, String width, int meridian, Kind kind) {
    String title = "CGCS2000 / " + width + "Gauss-Kruger CM " + meridian + "E";
    return new Crs(srid, title, false, kind, meridian, 500_000);
  }

  static Optional<Crs> find(int srid) {
    return Optional.ofNullable(BY_SRID.get(srid));
  }

  /** The storage system first, then the 3-degree, 6-degree and WGS 84 ones. */
  static List<Crs> list() {
    return List.copyOf(BY_SRID.values());
  }

  /** Gauss-Krüger systems with these parameters, 3-degree ones first: a meridian can be both. */
  static Stream<Crs> gaussKruger(double meridianDegrees, double falseEastingMetres) {
    return Collections.unmodifiableCollection(BY_SRID.values()).stream()
        .filter(crs -> !crs.geographic() && crs.kind() != Kind.WEB_MERCATOR)
        .filter(crs -> Math.abs(crs.centralMeridianDegrees() - meridianDegrees) < 1e-9)
        .filter(crs -> Math.abs(crs.falseEastingMetres() - falseEastingMetres) < 1e-3);
  }
}
