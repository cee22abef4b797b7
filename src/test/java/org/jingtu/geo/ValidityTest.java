package org.jingtu.geo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.WKTReader;

class ValidityTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0)) | RING_SELF_INTERSECTION | 5 | 5",
        "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (20 20, 21 20, 20 21, 20 20)) | HOLE_OUTSIDE_SHELL | 20 | 20",
        "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 8 1, 8 8, 1 8, 1 1), (2 2, 7 2, 7 7, 2 2)) | NESTED_HOLES | 2 | 2",
        "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 9, 0 0)), ((1 1, 2 1, 2 2, 1 1))) | NESTED_SHELLS | 1 | 1",
        "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (0 0, 5 5, 9 9, 8 7, 0 0)) | INTERIOR_DISCONNECTED | 9 | 9",
        "POLYGON ((0 0, 5 0, 9 0, 0 0)) | ZERO_AREA | 0 | 0",
        "POLYGON ((1 2, 1 2, 1 2, 1 2)) | ZERO_AREA | 1 | 2",
        "LINESTRING (1 1, 1 1) | RING_TOO_FEW_POINTS | 1 | 1",
        "POLYGON ((0 0, 9 0, 9 NaN, 0 9, 0 0)) | COORDINATE_NOT_FINITE | 9 | NaN"
      })
  void namesTheFlawAndWhereItIs(String wkt, String code, Double x, Double y) throws Exception {
    assertThat(Validity.findFlaw(new WKTReader().read(wkt)))
        .hasValueSatisfying(
            flaw -> {
              assertThat(flaw.code()).isEqualTo(code);
              assertThat(flaw.location().x).isEqualTo(x);
              assertThat(flaw.location().y).isEqualTo(y);
            });
  }

  /** Two squares, of which one is there twice. */
  @Test
  void namesADuplicateRing() throws Exception {
    assertThat(
            Validity.findFlaw(
                new WKTReader()
                    .read("MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0)), ((0 0, 9 0, 9 9, 0 0)))")))
        .map(Flaw::code)
        .hasValueSatisfying(
            code -> assertThat(code).isIn("DUPLICATE_RINGS", "RING_SELF_INTERSECTION"));
  }

  @Test
  void infinityIsNotFinite() {
    Coordinate bad = new Coordinate(Double.POSITIVE_INFINITY, 1);
    assertThat(Validity.findFlaw(new GeometryFactory().createPoint(bad)))
        .map(Flaw::code)
        .contains("COORDINATE_NOT_FINITE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POLYGON EMPTY", "POINT EMPTY", "GEOMETRYCOLLECTION EMPTY"})
  void nothingIsAFlaw(String wkt) throws Exception {
    assertThat(Validity.findFlaw(new WKTReader().read(wkt)))
        .map(Flaw::code)
        .contains("GEOMETRY_EMPTY");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POINT (1 2)",
        "LINESTRING (0 0, 1 1, 0 1, 1 0)",
        "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (0 0, 5 4, 4 5, 0 0))",
        "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((1 1, 2 1, 2 2, 1 1)))",
        "POLYGON ((117 40, 117.00001 40, 117.00001 40.0000001, 117 40))"
      })
  void acceptsWhatIsValid(String wkt) throws Exception {
    assertThat(Validity.findFlaw(new WKTReader().read(wkt))).isEmpty();
  }
}
