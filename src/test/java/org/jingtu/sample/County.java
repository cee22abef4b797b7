package org.jingtu.sample;

import org.locationtech.jts.geom.Coordinate;

/** The synthetic county: its outline, its townships and what covers its ground. */
final class County {

  /** Code of the synthetic county; the Ministry of Civil Affairs has given it to no real one. */
  static final String ADCODE = "130899";

  /** The neighbour, of which nothing but a few parcels is known; not a real county either. */
  static final String NEIGHBOUR_ADCODE = "130898";

  /** Quads of the planned town: from here … */
  static final int TOWN_I = 30;

  static final int TOWN_J = 40;

  /** … this many to the east and to the north. */
  static final int TOWN_WIDTH = 36;

  static final int TOWN_HEIGHT = 30;

  private County() {}

  /** Middle of a block of quads in the unbent grid, in metres from the grid's corner. */
  static Coordinate middle(int i, int j, int size) {
    return new Coordinate(
        (i + size / 2.0) * WarpedGrid.STEP_METRES, (j + size / 2.0) * WarpedGrid.STEP_METRES);
  }

  /** Whether the block of land use at (i, j) belongs to the county. */
  static boolean holds(int i, int j) {
    Coordinate p = middle(i, j, 2);
    double east = p.x - 10_000;
    double north = p.y - 10_000;
    double angle = StrictMath.atan2(north, east);
    double reach =
        8_900 + 600 * StrictMath.sin(3 * angle + 1) + 350 * StrictMath.sin(7 * angle + 2);
    return StrictMath.hypot(east, north) < reach;
  }

  static boolean inTown(int i, int j) {
    return i >= TOWN_I && i < TOWN_I + TOWN_WIDTH && j >= TOWN_J && j < TOWN_J + TOWN_HEIGHT;
  }

  /** Township of the block at (i, j). */
  static String township(int i, int j) {
    if (inTown(i, j)) {
      return "示例县示例镇";
    }
    Coordinate p = middle(i, j, 2);
    double east = p.x - 10_000;
    double north = p.y - 10_000;
    if (Math.abs(east) > Math.abs(north)) {
      return east > 0 ? "示例县东营子乡" : "示例县西营子乡";
    }
    return north > 0 ? "示例县北沟乡" : "示例县南沟乡";
  }

  /** Code of 三调 工作分类 for the block at (i, j). */
  static String landUse(int i, int j) {
    String fixed = TestDistrict.findLandUse(i, j);
    if (fixed != null) {
      return fixed;
    }
    Coordinate p = middle(i, j, 2);
    if (Math.abs(p.y - river(p.x)) < 260) {
      return "1101";
    }
    if (inTown(i, j)) {
      return Noise.pick(i, j, "town", "0701", "0701", "05H1", "08H2", "0601", "0601", "0103");
    }
    double height = Noise.hills(p.x, p.y) + 0.1 * Noise.signed(i, j, "height");
    if (height > 0.32) {
      return Noise.unit(i, j, "wood") < 0.03 ? "0602" : Noise.pick(i, j, "tree", "0301", "0305");
    }
    if (height > 0.18) {
      return Noise.pick(i, j, "slope", "0201", "0404", "0307");
    }
    return Noise.unit(i, j, "village") < 0.06
        ? "0702"
        : Noise.pick(i, j, "field", "0103", "0103", "0102");
  }

  /** Northing of the river's middle line, both from the grid's corner. */
  static double river(double east) {
    return 6_000 + 900 * StrictMath.sin(east / 2_600) + 0.06 * east;
  }

  /** Name of a code of 三调 工作分类. */
  static String landUseName(String code) {
    return switch (code) {
      case "0102" -> "水浇地";
      case "0103" -> "旱地";
      case "0201" -> "果园";
      case "0301" -> "乔木林地";
      case "0305" -> "灌木林地";
      case "0307" -> "其他林地";
      case "0404" -> "其他草地";
      case "05H1" -> "商业服务业设施用地";
      case "0601" -> "工业用地";
      case "0602" -> "采矿用地";
      case "0701" -> "城镇住宅用地";
      case "0702" -> "农村宅基地";
      case "08H2" -> "科教文卫用地";
      case "1101" -> "河流水面";
      default -> throw new IllegalArgumentException(code);
    };
  }
}
