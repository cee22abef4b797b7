package org.jingtu.exchange;

/** Shape types of the ESRI Shapefile Technical Description (1998), table 1. */
final class ShapeTypes {

  static final int NULL = 0;
  static final int POINT = 1;
  static final int POLYLINE = 3;
  static final int POLYGON = 5;
  static final int MULTIPOINT = 8;
  static final int MULTIPATCH = 31;

  private ShapeTypes() {}

  /**
   * The plane type of a type with Z (11, 13, 15, 18) or M (21, 23, 25, 28).
   *
   * @return -1 for what is none of points, lines and polygons
   */
  static int plane(int type) {
    int plane = type > 20 ? type - 20 : type > 10 ? type - 10 : type;
    return switch (plane) {
      case NULL -> type == NULL ? NULL : -1;
      case POINT, POLYLINE, POLYGON, MULTIPOINT -> plane;
      default -> -1;
    };
  }
}
