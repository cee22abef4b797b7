package org.jingtu.ogcapi;

/**
 * One tile.
 *
 * @param set the tile matrix set
 * @param level number of the tile matrix, 0 the coarsest
 * @param row from the top, from 0
 * @param column from the left, from 0
 */
record TileAddress(TileMatrixSet set, int level, long row, long column) {

  /** Units of the tile's own grid along a side. */
  static final int GRID = 4096;

  /** Units of the grid by which a tile shows more than itself on each side. */
  static final int BUFFER = 64;

  /**
   * Reads an address.
   *
   * @throws TileNotFound if it is none: no numbers, or no such matrix, row or column
   */
  static TileAddress parse(TileMatrixSet set, String level, String row, String column) {
    String named = level + "/" + row + "/" + column;
    if (!isNumber(level) || !isNumber(row) || !isNumber(column)) {
      throw new TileNotFound(named);
    }
    TileAddress tile =
        new TileAddress(set, Integer.parseInt(level), Long.parseLong(row), Long.parseLong(column));
    if (tile.level > TileMatrixSet.FINEST_SERVED
        || tile.row >= set.rows(tile.level)
        || tile.column >= set.columns(tile.level)) {
      throw new TileNotFound(named);
    }
    return tile;
  }

  private static boolean isNumber(String text) {
    return text.matches("0|[1-9][0-9]{0,8}");
  }

  /** Sides {west, south, east, north} in the CRS of the set, easting or longitude first. */
  double[] sides() {
    double side = set.side(level);
    double west = set.west() + column * side;
    double north = set.north() - row * side;
    return new double[] {west, north - side, west + side, north};
  }

  /**
   * What it shows, buffer and all, in degrees: {west, south, east, north} in EPSG:4490.
   *
   * @param buffers how many buffers are added on each side
   */
  double[] degrees(int buffers) {
    double[] sides = sides();
    double more = set.side(level) * BUFFER * buffers / GRID;
    return new double[] {
      set.longitude(sides[0] - more),
      set.latitude(sides[1] - more),
      set.longitude(sides[2] + more),
      set.latitude(sides[3] + more)
    };
  }

  /** Degrees of longitude of one unit of its grid. */
  double unitDegrees() {
    return set.longitude(set.west() + set.side(level) / GRID) - set.longitude(set.west());
  }

  /** Matrix, row and column as in its address. */
  String path() {
    return level + "/" + row + "/" + column;
  }
}
