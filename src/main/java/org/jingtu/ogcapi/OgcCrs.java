package org.jingtu.ogcapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
import org.jingtu.problems.BadParameter;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.springframework.stereotype.Component;

/**
 * The CRSs of this API (18-058r1): CRS84, EPSG 4490, 4326, 3857 and the 3-degree Gauss-Krüger zones
 * 4513-4554. Coordinates have the axis order that EPSG registers: latitude or northing first but in
 * CRS84 and 3857.
 */
@Component
class OgcCrs {

  static final String CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
  static final String STORAGE = "http://www.opengis.net/def/crs/EPSG/0/4490";
  private static final String EPSG = "http://www.opengis.net/def/crs/EPSG/0/";
  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  private final CoordinateSystems systems;
  private final Map<String, NamedCrs> byUri = new LinkedHashMap<>();

  OgcCrs(CoordinateSystems systems) {
    this.systems = systems;
    byUri.put(CRS84, new NamedCrs(CRS84, systems.getCrs("EPSG:4326"), false));
    add(4490);
    add(4326);
    add(3857);
    for (int srid = 4513; srid <= 4554; srid++) {
      add(srid);
    }
  }

  private void add(int srid) {
    Crs crs = systems.getCrs("EPSG:" + srid);
    byUri.put(EPSG + srid, new NamedCrs(EPSG + srid, crs, srid != 3857));
  }

  /** All URIs, CRS84 first. */
  List<String> listUris() {
    return List.copyOf(byUri.keySet());
  }

  NamedCrs crs84() {
    return get("crs", null);
  }

  /**
   * The CRS that a parameter or header names.
   *
   * @param uri its URI, or null for CRS84
   * @throws BadParameter if it is not in the list
   */
  NamedCrs get(String parameter, @Nullable String uri) {
    NamedCrs crs = byUri.get(uri == null ? CRS84 : uri.strip());
    if (crs == null) {
      throw new BadParameter(parameter, String.valueOf(uri), CRS84 + ", " + EPSG + "4527");
    }
    return crs;
  }

  /** A geometry as the caller wrote it, in EPSG:4490 longitude first, its long edges followed. */
  Geometry toStorage(Geometry written, NamedCrs crs) {
    Geometry ordered = crs.northFirst() ? swapped(written) : written;
    return systems.densifyToStorage(ordered, crs.crs());
  }

  /** Pairs (longitude, latitude) in place to pairs of the CRS in its axis order. */
  void fromStorage(double[] pairs, int count, NamedCrs crs) {
    systems.fromStorage(pairs, count, crs.crs());
    if (crs.northFirst()) {
      for (int i = 0; i < 2 * count; i += 2) {
        double east = pairs[i];
        pairs[i] = pairs[i + 1];
        pairs[i + 1] = east;
      }
    }
  }

  /** Whether coordinates can be given out as they are stored. */
  static boolean asStored(NamedCrs crs) {
    return crs.crs().geographic() && !crs.northFirst();
  }

  /**
   * The area of the parameter {@code bbox} in EPSG:4490, longitude first. In degrees, a box whose
   * first longitude is greater than its second crosses the antimeridian.
   *
   * @param sides four or six numbers, as the CRS orders its axes; heights do not matter
   * @throws BadParameter if they are no box
   */
  Geometry box(String text, NamedCrs crs) {
    double[] s = sides(text, crs);
    if (s[0] > s[2]) {
      Geometry east = rectangle(s[0], s[1], 180, s[3]);
      Geometry west = rectangle(-180, s[1], s[2], s[3]);
      return GEOMETRIES.createMultiPolygon(new Polygon[] {(Polygon) east, (Polygon) west});
    }
    Geometry box = rectangle(s[0], s[1], s[2], s[3]);
    Geometry stored = systems.densifyToStorage(box, crs.crs());
    if (!java.util.Arrays.stream(stored.getCoordinates()).allMatch(Coordinate::isValid)) {
      throw wrongBox(text);
    }
    return stored;
  }

  private static Geometry rectangle(double x1, double y1, double x2, double y2) {
    return GEOMETRIES.toGeometry(new Envelope(x1, x2, y1, y2));
  }

  private static double[] sides(String text, NamedCrs crs) {
    double[] numbers;
    try {
      numbers =
          java.util.Arrays.stream(text.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
    } catch (NumberFormatException e) {
      throw wrongBox(text);
    }
    if (numbers.length != 4 && numbers.length != 6
        || !java.util.Arrays.stream(numbers).allMatch(Double::isFinite)) {
      throw wrongBox(text);
    }
    int upper = numbers.length / 2;
    int east = crs.northFirst() ? 1 : 0;
    double[] sides = {
      numbers[east], numbers[1 - east], numbers[upper + east], numbers[upper + 1 - east]
    };
    boolean degrees = crs.crs().geographic();
    if (sides[1] > sides[3] || sides[0] > sides[2] && !degrees) {
      throw wrongBox(text);
    }
    if (degrees
        && (Math.abs(sides[0]) > 180
            || Math.abs(sides[2]) > 180
            || Math.abs(sides[1]) > 90
            || Math.abs(sides[3]) > 90)) {
      throw wrongBox(text);
    }
    return sides;
  }

  private static BadParameter wrongBox(String text) {
    return new BadParameter("bbox", text, "117.1,40.9,117.2,41.0");
  }

  private static Geometry swapped(Geometry geometry) {
    Geometry copy = geometry.copy();
    copy.apply(
        (CoordinateFilter)
            c -> {
              double x = c.x;
              c.x = c.y;
              c.y = x;
            });
    copy.geometryChanged();
    return copy;
  }
}
