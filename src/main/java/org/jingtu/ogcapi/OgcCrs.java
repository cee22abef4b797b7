package org.jingtu.ogcapi;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jingtu.features.FilterGeometries;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;
import org.jingtu.problems.BadParameter;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
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

  /** The geometries of a filter in this CRS. */
  FilterGeometries literals(NamedCrs crs) {
    return new FilterGeometries() {
      @Override
      public Geometry toStorage(Geometry written) {
        return OgcCrs.this.toStorage(written, crs);
      }

      @Override
      public Optional<Geometry> box(double[] sides) {
        return OgcCrs.this.box(sides, crs);
      }
    };
  }

  /**
   * The area of the parameter {@code bbox} in EPSG:4490, longitude first.
   *
   * @param text four or six numbers, as the CRS orders its axes; heights do not matter
   * @throws BadParameter if they are no box
   */
  Geometry box(String text, NamedCrs crs) {
    double[] numbers;
    try {
      numbers = Arrays.stream(text.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
    } catch (NumberFormatException e) {
      throw wrongBox(text);
    }
    if (numbers.length != 4 && numbers.length != 6
        || !Arrays.stream(numbers).allMatch(Double::isFinite)) {
      throw wrongBox(text);
    }
    int upper = numbers.length / 2;
    double[] sides = {numbers[0], numbers[1], numbers[upper], numbers[upper + 1]};
    return box(sides, crs).orElseThrow(() -> wrongBox(text));
  }

  /** In degrees, a box whose first longitude is the greater one crosses the antimeridian. */
  private Optional<Geometry> box(double[] written, NamedCrs crs) {
    int east = crs.northFirst() ? 1 : 0;
    double[] s = {written[east], written[1 - east], written[2 + east], written[3 - east]};
    boolean degrees = crs.crs().geographic();
    boolean inRange =
        Math.max(Math.abs(s[0]), Math.abs(s[2])) <= 180
            && Math.max(Math.abs(s[1]), Math.abs(s[3])) <= 90;
    if (!(s[1] <= s[3]) || degrees && !inRange || !degrees && !(s[0] <= s[2])) {
      return Optional.empty();
    }
    if (s[0] > s[2]) {
      Geometry west = rectangle(s[0], s[1], 180, s[3]);
      return Optional.of(
          GEOMETRIES.buildGeometry(List.of(west, rectangle(-180, s[1], s[2], s[3]))));
    }
    Geometry stored = systems.densifyToStorage(rectangle(s[0], s[1], s[2], s[3]), crs.crs());
    boolean valid = Arrays.stream(stored.getCoordinates()).allMatch(Coordinate::isValid);
    return valid ? Optional.of(stored) : Optional.empty();
  }

  private static Geometry rectangle(double x1, double y1, double x2, double y2) {
    return GEOMETRIES.toGeometry(new Envelope(x1, x2, y1, y2));
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
