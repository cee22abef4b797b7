package org.jingtu.ogcapi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a plane is cut into square tiles, four of the next matrix to each (17-083r4, annex D).
 *
 * <p>The world ends at its edges: sides are given in the CRS of the set, in metres (Web Mercator)
 * or in degrees; columns run east from the west edge and rows south from the north edge.
 */
enum TileMatrixSet {
  /** What most maps on the web have; EPSG:3857. */
  WEB_MERCATOR_QUAD(
      "WebMercatorQuad",
      "http://www.opengis.net/def/crs/EPSG/0/3857",
      3857,
      "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
      Mercator.EDGE,
      24),
  /** Longitude and latitude, two tiles at the coarsest. */
  WORLD_CRS84_QUAD(
      "WorldCRS84Quad",
      OgcCrs.CRS84,
      4490,
      "http://www.opengis.net/def/wkss/OGC/1.0/GoogleCRS84Quad",
      180,
      23),
  /** The same matrices on CGCS2000, EPSG:4490: the data as they are stored. */
  CGCS2000_QUAD("CGCS2000Quad", OgcCrs.STORAGE, 4490, null, 180, 23);

  /** The finest matrix of which there are tiles; its grid in Web Mercator has units of 3.7 cm. */
  static final int FINEST_SERVED = 18;

  private final String id;
  private final String crs;
  private final int srid;
  private final @Nullable String wellKnownScaleSet;
  private final double edge;
  private final int finest;

  TileMatrixSet(
      String id,
      String crs,
      int srid,
      @Nullable String wellKnownScaleSet,
      double edge,
      int finest) {
    this.id = id;
    this.crs = crs;
    this.srid = srid;
    this.wellKnownScaleSet = wellKnownScaleSet;
    this.edge = edge;
    this.finest = finest;
  }

  /** The sphere of Web Mercator. */
  private static final class Mercator {
    static final double RADIUS_METRES = 6378137;
    static final double EDGE = Math.PI * RADIUS_METRES;
    static final double LAST_LATITUDE = Math.toDegrees(Math.atan(Math.sinh(Math.PI)));
  }

  /** Numbers of the tiles of a matrix between which all tiles with data lie, both ends included. */
  record Limits(int level, long minRow, long maxRow, long minColumn, long maxColumn) {

    long tiles() {
      return (maxRow - minRow + 1) * (maxColumn - minColumn + 1);
    }

    boolean hold(TileAddress tile) {
      return tile.level() == level
          && tile.row() >= minRow
          && tile.row() <= maxRow
          && tile.column() >= minColumn
          && tile.column() <= maxColumn;
    }
  }

  /**
   * The set of this id.
   *
   * @throws TileMatrixSetNotFound if there is none
   */
  static TileMatrixSet get(String id) {
    return Arrays.stream(values())
        .filter(set -> set.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new TileMatrixSetNotFound(
                    id, String.join(", ", Arrays.stream(values()).map(s -> s.id).toList())));
  }

  String id() {
    return id;
  }

  /** URI of its CRS. */
  String crs() {
    return crs;
  }

  /** The database's number of its CRS; CRS84 is taken as EPSG:4490, as everywhere. */
  int srid() {
    return srid;
  }

  /** URI of its definition, or null for the one that is our own. */
  @Nullable String uri() {
    return wellKnownScaleSet == null
        ? null
        : "http://www.opengis.net/def/tilematrixset/OGC/1.0/" + id;
  }

  @Nullable String wellKnownScaleSet() {
    return wellKnownScaleSet;
  }

  /** The finest matrix of its definition. */
  int finest() {
    return finest;
  }

  boolean isMercator() {
    return this == WEB_MERCATOR_QUAD;
  }

  /** Whether its CRS has latitude before longitude. */
  boolean northFirst() {
    return this == CGCS2000_QUAD;
  }

  double west() {
    return -edge;
  }

  double north() {
    return isMercator() ? edge : 90;
  }

  long columns(int level) {
    return (isMercator() ? 1L : 2L) << level;
  }

  long rows(int level) {
    return 1L << level;
  }

  /** Side of a tile of a matrix, in metres or degrees. */
  double side(int level) {
    return (isMercator() ? 2 * edge : 180) / rows(level);
  }

  /** Metres of a unit of its CRS (17-083r4, 6.1.1.1: a degree is a 360th of the equator). */
  double metresPerUnit() {
    return isMercator() ? 1 : 2 * Math.PI * Mercator.RADIUS_METRES / 360;
  }

  double longitude(double x) {
    return isMercator() ? Math.toDegrees(x / Mercator.RADIUS_METRES) : x;
  }

  double latitude(double y) {
    return isMercator() ? Math.toDegrees(Math.atan(Math.sinh(y / Mercator.RADIUS_METRES))) : y;
  }

  private double x(double longitude) {
    return isMercator() ? Math.toRadians(longitude) * Mercator.RADIUS_METRES : longitude;
  }

  private double y(double latitude) {
    if (!isMercator()) {
      return latitude;
    }
    double most = Mercator.LAST_LATITUDE;
    double sine = Math.sin(Math.toRadians(Math.max(-most, Math.min(most, latitude))));
    return Mercator.RADIUS_METRES * Math.log((1 + sine) / (1 - sine)) / 2;
  }

  /**
   * The limits of data, a matrix each.
   *
   * @param extent {west, south, east, north} in degrees, or null if there are no data
   */
  List<Limits> limits(double @Nullable [] extent) {
    List<Limits> limits = new ArrayList<>();
    for (int level = 0; extent != null && level <= FINEST_SERVED; level++) {
      limits.add(limits(extent, level));
    }
    return limits;
  }

  /**
   * The tiles on which a map begins that shows all of the data: those of the three finest matrices
   * where four tiles at the most hold them.
   *
   * @param extent {west, south, east, north} in degrees, or null if there are no data
   */
  List<TileAddress> far(double @Nullable [] extent) {
    List<Limits> few = limits(extent).stream().filter(limits -> limits.tiles() <= 4).toList();
    List<TileAddress> far = new ArrayList<>();
    for (Limits limits : few.subList(Math.max(0, few.size() - 3), few.size())) {
      for (long row = limits.minRow(); row <= limits.maxRow(); row++) {
        for (long column = limits.minColumn(); column <= limits.maxColumn(); column++) {
          far.add(new TileAddress(this, limits.level(), row, column));
        }
      }
    }
    return far;
  }

  private Limits limits(double[] extent, int level) {
    double side = side(level);
    return new Limits(
        level,
        within((north() - y(extent[3])) / side, rows(level)),
        within((north() - y(extent[1])) / side, rows(level)),
        within((x(extent[0]) - west()) / side, columns(level)),
        within((x(extent[2]) - west()) / side, columns(level)));
  }

  private static long within(double position, long count) {
    return Math.max(0, Math.min(count - 1, (long) Math.floor(position)));
  }
}
