package org.jingtu.exchange;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The columns of a CSV file that hold its geometry, found by their names.
 *
 * @param kind what they hold
 * @param first column of the text, of the easting or longitude, or of X; -1 for none
 * @param second column of the northing or latitude, or of Y; -1 for none
 */
record CsvColumns(Kind kind, int first, int second) {

  /** What the columns hold. */
  enum Kind {
    /** No geometry. */
    NONE,
    /** Well-known text. */
    WKT,
    /** Longitude and latitude, or easting and northing, as their names say. */
    EAST_NORTH,
    /** X and Y, which may mean either. */
    X_Y
  }

  private static final Set<String> WKT =
      Set.of("wkt", "geom", "geometry", "the_geom", "wkt_geom", "几何", "坐标wkt", "几何wkt", "wkt坐标");

  private static final Map<Set<String>, Set<String>> EAST_NORTH =
      Map.of(
          Set.of("lon", "lng", "long", "longitude", "经度", "东经", "中心经度", "中心点经度"),
          Set.of("lat", "latitude", "纬度", "北纬", "中心纬度", "中心点纬度"),
          Set.of("东坐标", "easting", "east", "横坐标", "东"),
          Set.of("北坐标", "northing", "north", "纵坐标", "北"));

  private static final Set<String> X = Set.of("x", "x坐标", "point_x", "x_coord", "坐标x");
  private static final Set<String> Y = Set.of("y", "y坐标", "point_y", "y_coord", "坐标y");

  /** The column of our own exports, behind all others, whatever an extra value is called. */
  private static final String OURS = "WKT";

  /** Finds them; well-known text wins over pairs of numbers. */
  static CsvColumns find(List<String> columns) {
    List<String> names = columns.stream().map(CsvColumns::plain).toList();
    int ours = columns.lastIndexOf(OURS);
    int wkt = ours >= 0 ? ours : index(names, WKT);
    if (wkt >= 0) {
      return new CsvColumns(Kind.WKT, wkt, -1);
    }
    for (Map.Entry<Set<String>, Set<String>> pair : EAST_NORTH.entrySet()) {
      int east = index(names, pair.getKey());
      int north = index(names, pair.getValue());
      if (east >= 0 && north >= 0) {
        return new CsvColumns(Kind.EAST_NORTH, east, north);
      }
    }
    int x = index(names, X);
    int y = index(names, Y);
    return x >= 0 && y >= 0 ? new CsvColumns(Kind.X_Y, x, y) : new CsvColumns(Kind.NONE, -1, -1);
  }

  /** Without a unit in brackets: X坐标（米）. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[(（\\[].*", "").replaceAll("\\s", "");
  }

  private static int index(List<String> names, Set<String> wanted) {
    for (int i = 0; i < names.size(); i++) {
      if (wanted.contains(names.get(i))) {
        return i;
      }
    }
    return -1;
  }

  /** Whether a column is one of them. */
  boolean holds(int column) {
    return column == first || column == second;
  }
}
