package org.jingtu.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.WKTReader;
import org.locationtech.jts.operation.valid.IsValidOp;

class SimpleRingTest {

  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0))", // crosses itself
        "POLYGON ((0 0, 4 0, 4 4, 2 0, 0 4, 0 0))", // a vertex on an edge
        "POLYGON ((0 0, 9 0, 9 9, 9 12, 9 9, 0 9, 0 0))", // a spike
        "POLYGON ((0 0, 9 0, 12 0, 9 0, 9 9, 0 0))", // a spike along the first edge
        "POLYGON ((0 0, 4 0, 2 2, 4 4, 0 4, 2 2, 0 0))", // two triangles that share a vertex
        "POLYGON ((0 0, 9 0, 9 0, 9 9, 0 0))", // a repeated point: valid, but not certain
        "POLYGON ((3 0, -2 2, 1 -3, 1 3, -2 -2, 3 0))", // two turns around its middle
        "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 2 1, 2 2, 1 1))" // a hole
      })
  void whatIsNotCertainIsLeftToTheFullTest(String wkt) throws Exception {
    assertThat(SimpleRing.isCertain(new WKTReader().read(wkt))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POLYGON ((0 0, 9 0, 9 9, 0 0))",
        "POLYGON ((0 0, 5 0, 9 0, 9 9, 0 9, 0 0))", // three vertices in a line
        "POLYGON ((0 0, 0 9, 9 9, 0 0))", // the other way around
        "POLYGON ((0 0, 9 0, 9 9, 8 9, 8 1, 0 1, 0 0))", // its middle lies outside
        "MULTIPOLYGON (((0 0, 9 0, 9 9, 5 4, 0 9, 0 0)))"
      })
  void plainRingsAreCertain(String wkt) throws Exception {
    assertThat(SimpleRing.isCertain(new WKTReader().read(wkt))).isTrue();
  }

  /** On a grid of 6 × 6 vertices meet, edges cross and lie on each other all the time. */
  @Test
  void nothingCertainIsInvalid() {
    Random random = new Random(6);
    int certain = 0;
    for (int i = 0; i < 20_000; i++) {
      Coordinate[] ring = new Coordinate[4 + random.nextInt(5)];
      for (int k = 0; k < ring.length - 1; k++) {
        ring[k] = new Coordinate(random.nextInt(6), random.nextInt(6));
      }
      ring[ring.length - 1] = ring[0].copy();
      Polygon polygon = GEOMETRIES.createPolygon(ring);
      if (SimpleRing.isCertain(polygon)) {
        certain++;
        assertThat(new IsValidOp(polygon).isValid()).as(polygon::toText).isTrue();
      }
    }
    assertThat(certain).isGreaterThan(1000);
  }
}
