package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** A square with two holes beside a triangle, in degrees. */
class SameShapeTest {

  private static final String SHAPE =
      "MULTIPOLYGON(((0 0,9 0,9 9,0 9,0 0),(1 1,1 2,2 2,2 1,1 1),(5 5,5 6,6 6,6 5,5 5)),((20 0,21 0,20 1,20 0)))";

  private static Geometry read(String wkt) throws ParseException {
    return new WKTReader().read(wkt);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        SHAPE,
        // rings the other way round
        "MULTIPOLYGON(((0 0,0 9,9 9,9 0,0 0),(1 1,2 1,2 2,1 2,1 1),(5 5,6 5,6 6,5 6,5 5)),((20 0,20 1,21 0,20 0)))",
        // rings that begin elsewhere
        "MULTIPOLYGON(((9 9,0 9,0 0,9 0,9 9),(2 2,2 1,1 1,1 2,2 2),(5 6,6 6,6 5,5 5,5 6)),((20 1,20 0,21 0,20 1)))",
        // holes and parts in another order
        "MULTIPOLYGON(((20 0,21 0,20 1,20 0)),((0 0,9 0,9 9,0 9,0 0),(5 5,5 6,6 6,6 5,5 5),(1 1,1 2,2 2,2 1,1 1)))",
        // last digits: 5e-10 degrees are 0.06 mm
        "MULTIPOLYGON(((0 0.0000000005,9 0,9 9,0 9,0 0.0000000005),(1 1,1 2,2 2,2 1,1 1),(5 5,5 6,6 6,6 5,5 5)),((20 0,21 0,20 1,20 0)))"
      })
  void theWayItIsWrittenIsNoChange(String wkt) throws ParseException {
    assertThat(SameShape.same(read(SHAPE), read(wkt))).isTrue();
    assertThat(SameShape.same(read(wkt), read(SHAPE))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // a vertex moved by 2e-9 degrees, 0.22 mm
        "MULTIPOLYGON(((0 0.000000002,9 0,9 9,0 9,0 0.000000002),(1 1,1 2,2 2,2 1,1 1),(5 5,5 6,6 6,6 5,5 5)),((20 0,21 0,20 1,20 0)))",
        // a vertex less, a vertex more
        "MULTIPOLYGON(((0 0,9 0,9 9,0 0),(1 1,1 2,2 2,2 1,1 1),(5 5,5 6,6 6,6 5,5 5)),((20 0,21 0,20 1,20 0)))",
        "MULTIPOLYGON(((0 0,4 0,9 0,9 9,0 9,0 0),(1 1,1 2,2 2,2 1,1 1),(5 5,5 6,6 6,6 5,5 5)),((20 0,21 0,20 1,20 0)))",
        // the same vertices joined in another order
        "MULTIPOLYGON(((0 0,9 9,9 0,0 9,0 0),(1 1,1 2,2 2,2 1,1 1),(5 5,5 6,6 6,6 5,5 5)),((20 0,21 0,20 1,20 0)))",
        // a hole less, with its vertices as a part
        "MULTIPOLYGON(((0 0,9 0,9 9,0 9,0 0),(1 1,1 2,2 2,2 1,1 1)),((5 5,5 6,6 6,6 5,5 5)),((20 0,21 0,20 1,20 0)))",
        "POINT(0 0)"
      })
  void whatIsElsewhereIsAChange(String wkt) throws ParseException {
    assertThat(SameShape.same(read(SHAPE), read(wkt))).isFalse();
    assertThat(SameShape.same(read(wkt), read(SHAPE))).isFalse();
  }

  @Test
  void pointsAreTheSameToTheTenthOfAMillimetre() throws ParseException {
    Geometry point = read("POINT(117 41)");
    Geometry near = AffineTransformation.translationInstance(5e-10, -5e-10).transform(point);
    assertThat(SameShape.same(point, near)).isTrue();
    assertThat(SameShape.same(point, read("POINT(117 41.000000002)"))).isFalse();
    assertThat(SameShape.same(null, point)).isFalse();
    assertThat(SameShape.same(null, null)).isTrue();
  }
}
