package org.jingtu.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jingtu.geo.Ellipsoid;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

class SeamsTest {

  @Test
  void aSinglePolygonKeepsItsPerimeter() {
    // its left edge lies on a meridian, its lower on a parallel
    assertAsUnited("POLYGON ((117 41, 117.002 41, 117.003 41.002, 117 41.003, 117 41))");
  }

  @Test
  void theCutBetweenTwoPiecesIsNotBorder() {
    assertAsUnited(
        "POLYGON ((117 41, 117.002 41.0001, 117.002 41.002, 117 41.0021, 117 41))",
        "POLYGON ((117.002 41.0001, 117.004 41.0003, 117.003 41.0022, 117.002 41.002, 117.002 41.0001))");
  }

  @Test
  void piecesOfDifferentSizesMeetAlongPartOfACut() {
    // One large piece, two small ones on its right with another cut between them, which leave the
    // upper third of its edge free; the lower one reaches below it.
    assertAsUnited(
        "POLYGON ((117 41, 117.002 41, 117.002 41.003, 117 41.003, 117 41))",
        "POLYGON ((117.002 40.9995, 117.003 40.9996, 117.003 41.001, 117.002 41.001, 117.002 40.9995))",
        "POLYGON ((117.002 41.001, 117.003 41.001, 117.0031 41.002, 117.002 41.002, 117.002 41.001))");
  }

  @Test
  void roundingOfACutDoesNotMatter() {
    double oneUpwards = Math.nextUp(117.002);
    Geometry pieces =
        collection(
            "POLYGON ((117 41, 117.002 41.0001, 117.002 41.002, 117 41.0021, 117 41))",
            "POLYGON ((%s 41.0001, 117.004 41.0003, 117.003 41.0022, 117.002 41.002, %s 41.0001))"
                .formatted(oneUpwards, oneUpwards));
    Geometry whole =
        read(
            "POLYGON ((117 41, 117.002 41.0001, 117.004 41.0003, 117.003 41.0022, 117.002 41.002, 117 41.0021, 117 41))");
    assertThat(Seams.perimeterMetres(pieces))
        .isCloseTo(Ellipsoid.perimeterMetres(whole), within(1e-6));
  }

  @Test
  void aPieceOfSeveralPartsMeetsItsNeighbourAlongAllOfThem() {
    assertAsUnited(
        "MULTIPOLYGON (((117 41, 117.002 41, 117.002 41.001, 117 41)), ((117 41.002, 117.002 41.002, 117.002 41.003, 117 41.002)))",
        "POLYGON ((117.002 41, 117.004 41, 117.004 41.003, 117.002 41.003, 117.002 41))");
  }

  @Test
  void aHoleCutInHalfIsBorder() {
    assertAsUnited(
        "POLYGON ((117 41, 117.002 41, 117.002 41.001, 117.001 41.0011, 117.001 41.0019, 117.002 41.002, 117.002 41.003, 117 41.003, 117 41))",
        "POLYGON ((117.002 41, 117.004 41, 117.004 41.003, 117.002 41.003, 117.002 41.002, 117.003 41.0019, 117.003 41.0011, 117.002 41.001, 117.002 41))");
  }

  private static void assertAsUnited(String... pieces) {
    Geometry all = collection(pieces);
    assertThat(Seams.perimeterMetres(all))
        .isCloseTo(Ellipsoid.perimeterMetres(OverlayNGRobust.union(all)), within(1e-6));
  }

  private static Geometry collection(String... pieces) {
    return read("GEOMETRYCOLLECTION (" + String.join(", ", pieces) + ")");
  }

  private static Geometry read(String wkt) {
    try {
      return new WKTReader().read(wkt);
    } catch (ParseException e) {
      throw new IllegalArgumentException(wkt, e);
    }
  }
}
