package org.jingtu.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.densify.Densifier;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** PostGIS figures are of PostGIS 3.3.2 with PROJ 9.1.1, geometries in SRID 4490. */
class EllipsoidTest {

  private static final Percentage ONE_IN_A_HUNDRED_MILLION = Percentage.withPercentage(1e-6);

  /** CGCS2000 (GB/T 33177): b = 6,356,752.31414 m, e² = 0.00669438002290. */
  @Test
  void hasTheConstantsOfCgcs2000() {
    assertThat(Ellipsoid.SEMI_MINOR_METRES).isCloseTo(6_356_752.31414, within(1e-5));
    assertThat(Ellipsoid.FLATTENING * (2 - Ellipsoid.FLATTENING))
        .isCloseTo(0.00669438002290, within(1e-14));
  }

  /** select ST_Area(g::geography), ST_Perimeter(g::geography) */
  @Test
  void measuresAParcelWithAHoleAsPostgisDoes() {
    Geometry parcel =
        wkt(
            "POLYGON ((117 40, 117.001 40, 117.001 40.002, 117 40.002, 117 40),"
                + "(117.0002 40.0005, 117.0004 40.0005, 117.0004 40.001, 117.0002 40.001,"
                + " 117.0002 40.0005))");
    assertThat(Ellipsoid.areaSquareMetres(parcel))
        .isCloseTo(18_014.92041362822, ONE_IN_A_HUNDRED_MILLION);
    assertThat(Ellipsoid.perimeterMetres(parcel))
        .isCloseTo(760.1156457606505, ONE_IN_A_HUNDRED_MILLION);
    assertThat(Ellipsoid.areaSquareMetres(parcel.reverse()))
        .isCloseTo(18_014.92041362822, ONE_IN_A_HUNDRED_MILLION);
  }

  /** select ST_Area(ST_Segmentize(g, 0.001)::geography), the same of ST_Perimeter */
  @Test
  void measuresACountyAsPostgisDoesOnDensifiedEdges() {
    Geometry county = wkt("POLYGON ((110 20, 111 20, 111.5 21, 110 21, 110 20))");
    assertThat(Ellipsoid.areaSquareMetres(county))
        .isCloseTo(14_432_404_587.092752, ONE_IN_A_HUNDRED_MILLION);
    assertThat(Ellipsoid.perimeterMetres(county))
        .isCloseTo(493_694.12052057526, ONE_IN_A_HUNDRED_MILLION);
  }

  /** select ST_Area(ST_Segmentize(g, 0.0005)::geography) */
  @Test
  void measuresInTheFarNorth() {
    assertThat(Ellipsoid.areaSquareMetres(wkt("POLYGON ((120 53, 120.2 53, 120.1 53.1, 120 53))")))
        .isCloseTo(74_657_374.83694476, ONE_IN_A_HUNDRED_MILLION);
  }

  @Test
  void areasOfPartsAddUp() {
    Geometry whole = wkt("POLYGON ((117 40, 117.05 40.01, 117.04 40.06, 116.98 40.04, 117 40))");
    Geometry left =
        whole.intersection(wkt("POLYGON ((116 39, 117.02 39, 117.02 41, 116 41, 116 39))"));
    double parts =
        Ellipsoid.areaSquareMetres(left) + Ellipsoid.areaSquareMetres(whole.difference(left));
    assertThat(parts).isCloseTo(Ellipsoid.areaSquareMetres(whole), Percentage.withPercentage(1e-9));
    assertThat(Ellipsoid.areaSquareMetres(Densifier.densify(whole, 0.001)))
        .isCloseTo(Ellipsoid.areaSquareMetres(whole), Percentage.withPercentage(1e-9));
  }

  @Test
  void pointsAndLinesHaveNoAreaAndCollectionsAdd() {
    Geometry mixed =
        wkt(
            "GEOMETRYCOLLECTION (POINT (117 40), LINESTRING (117 40, 117.01 40.01),"
                + "MULTIPOLYGON (((117 40, 117.001 40, 117 40.001, 117 40)),"
                + "((118 40, 118.001 40, 118 40.001, 118 40))))");
    double one =
        Ellipsoid.areaSquareMetres(wkt("POLYGON ((117 40, 117.001 40, 117 40.001, 117 40))"));
    assertThat(Ellipsoid.areaSquareMetres(mixed)).isCloseTo(2 * one, within(1e-6));
    assertThat(Ellipsoid.areaSquareMetres(wkt("POLYGON EMPTY"))).isZero();
    assertThat(Ellipsoid.perimeterMetres(wkt("POINT (117 40)"))).isZero();
  }

  /** select ST_Distance(a::geography, b::geography) */
  @Test
  void measuresDistancesAsPostgisDoes() {
    assertDistance("POINT (117 40)", "POINT (117.01 40.01)", 1_400.70546394);
    assertDistance("POINT (110 20)", "POINT (120 45)", 2_922_034.24002226);
    assertDistance(
        "POLYGON ((117 40, 117.001 40, 117.001 40.001, 117 40.001, 117 40))",
        "LINESTRING (117.005 39.999, 117.004 40.0005, 117.005 40.002)",
        256.17970231);
    assertDistance(
        "POLYGON ((117 30, 117.001 30, 117.001 30.001, 117 30.001, 117 30))",
        "POLYGON ((117.002 30.0015, 117.003 30.0015, 117.003 30.0025, 117.002 30.0015))",
        111.27190165);
    // the least of Vincenty's distances to 80,000 points of the line; PostGIS on the line
    // segmentized by
    // 0.00005° says 43.94006601, since it seeks the nearest point on a sphere
    assertDistance("POINT (117.0012 47.0005)", "LINESTRING (117 47, 117.002 47.002)", 43.93987907);
  }

  /**
   * The same with ST_Segmentize(polygon, 0.001): 2° of latitude, the nearest edge far off centre.
   */
  @Test
  void findsTheNearestPointOfAWidePolygon() {
    assertDistance(
        "POINT (117.3 40.2)",
        "POLYGON ((117 39, 117.2 39, 117.25 41, 117 41, 117 39))",
        5_958.95367434);
  }

  @Test
  void touchingOverlappingAndContainedAreAtDistanceZero() {
    Geometry square = wkt("POLYGON ((117 40, 117.01 40, 117.01 40.01, 117 40.01, 117 40))");
    assertThat(Ellipsoid.distanceMetres(square, wkt("POINT (117.005 40.005)"))).isZero();
    assertThat(Ellipsoid.distanceMetres(square, wkt("POINT (117.01 40.005)"))).isZero();
    assertThatThrownBy(() -> Ellipsoid.distanceMetres(square, wkt("POINT EMPTY")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aManyVertexedNeighbourIsMeasuredAlike() {
    Geometry square = wkt("POLYGON ((117 40, 117.01 40, 117.01 40.01, 117 40.01, 117 40))");
    Geometry other = wkt("POLYGON ((117.02 40, 117.03 40, 117.03 40.01, 117.02 40.01, 117.02 40))");
    Geometry many = Densifier.densify(square, 0.00001);
    Geometry manyOther = Densifier.densify(other, 0.00001);
    // 4,000 by 4,000 vertices: the way by index
    assertThat(Ellipsoid.distanceMetres(many, manyOther))
        .isCloseTo(Ellipsoid.distanceMetres(square, other), within(1e-6));
  }

  private static void assertDistance(String a, String b, double metres) {
    assertThat(Ellipsoid.distanceMetres(wkt(a), wkt(b)))
        .isCloseTo(metres, Percentage.withPercentage(1e-4));
    assertThat(Ellipsoid.distanceMetres(wkt(b), wkt(a)))
        .isCloseTo(metres, Percentage.withPercentage(1e-4));
  }

  private static Geometry wkt(String text) {
    try {
      return new WKTReader(new GeometryFactory()).read(text);
    } catch (ParseException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
