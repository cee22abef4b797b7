package org.jingtu.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKTReader;
import tools.jackson.databind.json.JsonMapper;

class GeoJsonTest {

  private final JsonMapper mapper = JsonMapper.builder().build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POINT (117.123456789 40.5)",
        "LINESTRING (0 0, 1 1)",
        "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 1 2, 2 2, 1 1))",
        "MULTIPOINT ((0 0), (1 1))",
        "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3))",
        "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0)), ((20 0, 29 0, 29 9, 20 0)))",
        "GEOMETRYCOLLECTION (POINT (1 2), GEOMETRYCOLLECTION (POINT (3 4)))",
        "POLYGON EMPTY",
        "MULTIPOLYGON EMPTY",
        "POINT EMPTY"
      })
  void writesWhatItReads(String wkt) throws Exception {
    Geometry geometry = new WKTReader().read(wkt);
    Geometry read =
        GeoJson.readGeometry(mapper.readTree(GeoJson.writeGeometry(geometry).toString()));
    assertThat(read.equalsExact(geometry)).as(read.toText()).isTrue();
    assertThat(read.getSRID()).isEqualTo(4490);
  }

  @Test
  void turnsRingsAsTheStandardAsks() throws Exception {
    Geometry clockwise = new WKTReader().read("POLYGON ((0 0, 0 9, 9 9, 0 0))");
    assertThat(GeoJson.writeGeometry(clockwise))
        .hasToString(
            "{\"type\":\"Polygon\",\"coordinates\":"
                + "[[[0.0,0.0],[9.0,9.0],[0.0,9.0],[0.0,0.0]]]}");
  }

  @Test
  void dropsTheThirdOrdinate() {
    Geometry read =
        GeoJson.readGeometry(mapper.readTree("{\"type\":\"Point\",\"coordinates\":[1,2,3,4]}"));
    assertThat(read.getCoordinate().getZ()).isNaN();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "[] | NOT_AN_OBJECT | ''",
        "null | NOT_AN_OBJECT | ''",
        "{} | TYPE_UNKNOWN | /type",
        "{\"type\":\"polygon\"} | TYPE_UNKNOWN | /type",
        "{\"type\":\"Feature\"} | TYPE_UNKNOWN | /type",
        "{\"type\":\"Polygon\"} | NOT_AN_ARRAY | /coordinates",
        "{\"type\":\"Polygon\",\"coordinates\":[[0,0],[1,1]]} | NOT_A_POSITION | /coordinates/0/0",
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[1,0],[0,1]]]} | RING_NOT_CLOSED | /coordinates/0",
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[0,0]]]} | RING_TOO_SHORT | /coordinates/0",
        "{\"type\":\"Polygon\",\"coordinates\":[[],[[0,0],[1,1],[1,0],[0,0]]]} | RING_TOO_SHORT | /coordinates/0",
        "{\"type\":\"LineString\",\"coordinates\":[[0,0]]} | LINE_TOO_SHORT | /coordinates",
        "{\"type\":\"Point\",\"coordinates\":[1]} | NOT_A_POSITION | /coordinates",
        "{\"type\":\"Point\",\"coordinates\":[1,\"2\"]} | NOT_A_NUMBER | /coordinates/1",
        "{\"type\":\"Point\",\"coordinates\":[1,1e999]} | NOT_A_NUMBER | /coordinates/1",
        "{\"type\":\"MultiPoint\",\"coordinates\":[[1,2],[null,2]]} | NOT_A_NUMBER | /coordinates/1/0",
        "{\"type\":\"GeometryCollection\",\"coordinates\":[]} | NOT_AN_ARRAY | /geometries"
      })
  void saysWhereAndWhatIsWrong(String json, String reason, String pointer) {
    assertThatThrownBy(() -> GeoJson.readGeometry(mapper.readTree(json)))
        .isInstanceOfSatisfying(
            MalformedGeoJson.class,
            problem -> {
              assertThat(problem.reason()).isEqualTo(reason);
              assertThat(problem.members()).containsEntry("pointer", pointer);
            });
  }

  @Test
  void refusesDeepNesting() {
    String open = "{\"type\":\"GeometryCollection\",\"geometries\":[";
    String json = open.repeat(20) + "]}".repeat(20);
    assertThatThrownBy(() -> GeoJson.readGeometry(mapper.readTree(json)))
        .isInstanceOfSatisfying(
            MalformedGeoJson.class, problem -> assertThat(problem.reason()).isEqualTo("TOO_DEEP"));
  }
}
