package org.jingtu.sample;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Polygon;

/**
 * The district of the twelve test parcels: squares of 200 m whose corners are round numbers, far
 * from everything else, so that each answer can be worked out by hand. Offsets are metres from the
 * corner ({@link #EAST}, {@link #NORTH}); parcel P01 has its lower left corner at (200, 200), and
 * the parcels stand 800 m apart, four in a row.
 */
final class TestDistrict {

  static final double EAST = 39_550_000;
  static final double NORTH = 4_528_000;
  static final double WIDTH_METRES = 3_200;
  static final double HEIGHT_METRES = 2_400;

  /** Nothing that is drawn by chance comes closer than this. */
  static final double KEPT_FREE_METRES = 1_200;

  /** Farmland by its block of land use (quads of the grid). */
  private static final Map<List<Integer>, Plot> FARMLAND =
      Map.of(
          List.of(58, 40), new Plot("T03", "PRIORITY_PROTECTION"), // under P03
          List.of(54, 44), new Plot("T06", "STRICT_CONTROL"), // under the west half of P06
          List.of(56, 44), new Plot("T06E", "SAFE_USE")); // under its east half

  private TestDistrict() {}

  /** A plot of farmland that a test parcel meets. */
  record Plot(String serial, String soilClass) {}

  /**
   * A test parcel.
   *
   * @param number 1 to 12
   */
  record TestParcel(
      int number,
      String parcelNo,
      String currentUse,
      String plannedUse,
      String survey,
      Polygon area) {

    String id() {
      return "P%02d".formatted(number);
    }
  }

  /** P01 … P11; P12 lies beyond the border. */
  static List<TestParcel> parcels() {
    return List.of(
        parcel(1, "1001", "0701", "详细调查", 200, 200),
        parcel(2, "1001", "1001", "详细调查", 1000, 200),
        parcel(3, "0103", "1001", "未调查", 1800, 200),
        parcel(4, "1001", "080403", "未调查", 2600, 200),
        parcel(5, "1001", "0901", "未调查", 200, 1000),
        parcel(6, "0103", "1001", "未调查", 1100, 1000),
        parcel(7, "1001", "1001", "详细调查", 1800, 1000),
        parcel(8, "1001", "0901", "详细调查", 2600, 1000),
        parcel(9, "1001", "0901", "详细调查", 200, 1800),
        parcel(10, "1001", "1001", "详细调查", 1000, 1800),
        parcel(11, "1001", "0901", "详细调查", 1800, 1800));
  }

  /** P12, in the neighbouring county. */
  static TestParcel neighbour() {
    return new TestParcel(
        12,
        County.NEIGHBOUR_ADCODE + "001001GB00012",
        "1001",
        "0901",
        "详细调查",
        square(14_200, 200, 200, 200));
  }

  private static TestParcel parcel(
      int number, String currentUse, String plannedUse, String survey, double east, double north) {
    return new TestParcel(
        number,
        "%s001001GB%05d".formatted(County.ADCODE, number),
        currentUse,
        plannedUse,
        survey,
        square(east, north, 200, 200));
  }

  /** A rectangle by its offsets in the district. */
  static Polygon square(double east, double north, double width, double height) {
    return Plane.rectangle(EAST + east, NORTH + north, width, height);
  }

  /** How far a place is from the district; 0 inside. */
  static double distanceMetres(double east, double north) {
    double dx = Math.max(0, Math.max(EAST - east, east - EAST - WIDTH_METRES));
    double dy = Math.max(0, Math.max(NORTH - north, north - NORTH - HEIGHT_METRES));
    return StrictMath.hypot(dx, dy);
  }

  /** Whether things drawn by chance may stand at the block of quads. */
  static boolean leavesFree(int i, int j) {
    var middle = County.middle(i, j, 1);
    return distanceMetres(Plane.WEST + middle.x, Plane.SOUTH + middle.y) > KEPT_FREE_METRES + 400;
  }

  /** Land use of a block in the district, null outside. */
  static @Nullable String findLandUse(int i, int j) {
    var middle = County.middle(i, j, 2);
    if (distanceMetres(Plane.WEST + middle.x, Plane.SOUTH + middle.y) > 0) {
      return null;
    }
    return FARMLAND.containsKey(List.of(i, j)) ? "0103" : "0601";
  }

  /** Farmland in the district, null elsewhere. */
  static @Nullable Plot findFarmland(int i, int j) {
    return FARMLAND.get(List.of(i, j));
  }
}
