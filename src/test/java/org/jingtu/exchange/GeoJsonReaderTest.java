package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jingtu.geo.CrsProposal;
import org.jingtu.geo.DatumNeedsParameters;
import org.jingtu.geo.Ellipsoid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;

class GeoJsonReaderTest {

  private static final String POINT = "\"geometry\":{\"type\":\"Point\",\"coordinates\":[117,40]}";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "zone39.geojson, EPSG:4527, ''",
    "meridian114.geojson, EPSG:4547, ''",
    "geographic.geojson, EPSG:4490, ''",
    "rfc7946.geojson, EPSG:4490, ''",
    "lines.geojsonl, EPSG:4490, ''",
    "separated.geojsons, EPSG:4490, ''"
  })
  void readsWhatGdalWrites(String file, String crs, String codes) {
    Fixtures.Reading reading = Sources.read(Fixtures.file(file));

    assertThat(reading.info().format()).isEqualTo("geojson");
    assertThat(reading.info().crs().code()).isEqualTo(crs);
    assertThat(reading.info().expectedRows()).isEqualTo(4);
    assertThat(reading.info().fields())
        .extracting(FieldDef::name, FieldDef::type)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("DKMC", FieldDef.Type.TEXT),
            org.assertj.core.groups.Tuple.tuple("XH", FieldDef.Type.INTEGER),
            org.assertj.core.groups.Tuple.tuple("TBMJ", FieldDef.Type.DECIMAL),
            org.assertj.core.groups.Tuple.tuple("RQ", FieldDef.Type.TEXT));
    assertThat(reading.rows()).extracting(SourceRow::record).containsExactly(1L, 2L, 3L, 4L);
    assertThat(reading.rows().get(0).values())
        .containsExactly("有洞的地块", 1L, new BigDecimal("9900.0"), "2026-01-02");
    assertThat(reading.codes()).isEmpty();
    // 100 m × 100 m - 10 m × 10 m; the ring with an island 10,000 - 6,400 + 400
    assertArea(reading, 0, 9_900);
    assertArea(reading, 1, 4_000);
    assertThat((Object) reading.rows().get(2).geometry()).isNull();
    assertThat(reading.rows().get(3).geometry().isValid()).isFalse();
  }

  /** GDAL writes seven decimals of a degree: 11 mm, so 400 m of boundary give some m². */
  private static void assertArea(Fixtures.Reading reading, int row, double squareMetres) {
    Geometry lonLat =
        Fixtures.SYSTEMS.toStorage(reading.rows().get(row).geometry(), reading.info().crs());
    assertThat(Ellipsoid.areaSquareMetres(lonLat)).isCloseTo(squareMetres, within(8.0));
  }

  @Test
  void takesMembersInAnyOrder() {
    Fixtures.Reading reading =
        Sources.read(
            folder,
            "a.geojson",
            """
            {"features":[{"geometry":{"coordinates":[39500000,4500000,12.5],"type":"Point"},
            "id":7,"type":"Feature","properties":{"名称":"甲"},"bbox":[1,2,{"x":[]}]}],
            "name":"x","crs":{"properties":{"name":"EPSG:4527"},"type":"name"},
            "type":"FeatureCollection"}
            """);
    assertThat(reading.info().crs().code()).isEqualTo("EPSG:4527");
    assertThat(reading.info().fields()).extracting(FieldDef::name).containsExactly("名称", "id");
    assertThat(reading.rows().get(0).values()).containsExactly("甲", 7L);
    assertThat(reading.rows().get(0).geometry().toText()).isEqualTo("POINT (39500000 4500000)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "urn:ogc:def:crs:EPSG::4527",
        "EPSG:4527",
        "http://www.opengis.net/def/crs/EPSG/0/4527"
      })
  void understandsTheCrsOfOldFiles(String name) {
    assertThat(crs("{\"type\":\"name\",\"properties\":{\"name\":\"" + name + "\"}}").info().crs())
        .isEqualTo(Sources.crs("EPSG:4527"));
  }

  private Fixtures.Reading crs(String member) {
    String text = "{\"type\":\"Point\",\"crs\":" + member + ",\"coordinates\":[39500000,4500000]}";
    return Sources.read(folder, "a.json", text);
  }

  @Test
  void understandsTheOldestCrsAndCrs84() {
    assertThat(crs("{\"type\":\"EPSG\",\"properties\":{\"code\":4527}}").info().crs().code())
        .isEqualTo("EPSG:4527");
    Fixtures.Reading reading =
        crs("{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:OGC:1.3:CRS84\"}}");
    assertThat(reading.codes()).containsExactly("WGS84_AS_CGCS2000");
  }

  @Test
  void refusesWhatHasNoKnownCrs() {
    assertThatThrownBy(() -> crs("null")).hasMessage("CRS_MISSING");
    assertThatThrownBy(() -> crs("{\"type\":\"link\",\"properties\":{\"href\":\"x\"}}"))
        .isInstanceOfSatisfying(
            CrsNotStated.class,
            refused ->
                assertThat(refused.proposals())
                    .extracting(CrsProposal::crs)
                    .containsExactly(Sources.crs("EPSG:4527")));
    assertThatThrownBy(() -> crs("{\"type\":\"EPSG\",\"properties\":{\"code\":2363}}"))
        .isInstanceOf(DatumNeedsParameters.class);
    String metres = "{\"type\":\"Point\",\"coordinates\":[39500000,4500000]}";
    assertThatThrownBy(() -> Sources.read(folder, "a.json", metres)).hasMessage("CRS_MISSING");
    Fixtures.Reading reading =
        Sources.read(folder, "a.json", metres, StandardCharsets.UTF_8, Sources.in("EPSG:4527"));
    assertThat(reading.codes()).isEmpty();
  }

  @Test
  void theStatedCrsWinsAndSaysSo() throws Exception {
    Fixtures.Reading reading =
        Sources.read(Fixtures.file("zone39.geojson"), Sources.in("EPSG:4526"));
    assertThat(reading.info().crs().code()).isEqualTo("EPSG:4526");
    assertThat(reading.codes()).containsExactly("CRS_OVERRIDES_PRJ");
  }

  @Test
  void refusesTwoCrs() {
    String feature =
        "{\"type\":\"Feature\",\"crs\":{\"properties\":{\"name\":\"EPSG:%s\"}}," + POINT + "}\n";
    assertThatThrownBy(
            () -> Sources.read(folder, "a.json", feature.formatted(4527) + feature.formatted(4490)))
        .hasMessage("GEOJSON_SEVERAL_CRS");
  }

  @Test
  void keepsTypesAndNestedValues() {
    Fixtures.Reading reading =
        Sources.read(
            folder,
            "a.json",
            """
            {"type":"FeatureCollection","features":[
            {"type":"Feature",%1$s,"properties":{"a":1,"b":1,"c":true,"d":{"x":[1,"二"]},"e":1,"f":1e400,"g":null,"h":""}},
            {"type":"Feature",%1$s,"properties":{"a":2,"b":2.50,"c":false,"d":null,"e":"x","f":NaN,"i":12345678901234567890}}
            ]}"""
                .formatted(POINT));
    assertThat(reading.info().fields())
        .extracting(FieldDef::type)
        .containsExactly(
            FieldDef.Type.INTEGER,
            FieldDef.Type.DECIMAL,
            FieldDef.Type.BOOLEAN,
            FieldDef.Type.TEXT,
            FieldDef.Type.TEXT,
            FieldDef.Type.DECIMAL,
            FieldDef.Type.TEXT,
            FieldDef.Type.TEXT,
            FieldDef.Type.DECIMAL);
    assertThat(reading.rows().get(0).values())
        .containsExactly(
            1L, BigDecimal.ONE, true, "{\"x\":[1,\"二\"]}", "1", null, null, null, null);
    assertThat(reading.rows().get(1).values())
        .containsExactly(
            2L,
            new BigDecimal("2.50"),
            false,
            null,
            "x",
            null,
            null,
            null,
            new BigDecimal("12345678901234567890"));
    assertThat(reading.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("NUMBER_MALFORMED");
              assertThat(problem.field()).isEqualTo("f");
              assertThat(problem.value()).isEqualTo("1e400");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,1]]]}|RING_NOT_CLOSED",
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[0,0]]]}|RING_TOO_FEW_POINTS",
        "{\"type\":\"Polygon\",\"coordinates\":[[0,0],[1,0],[0,0]]}|GEOJSON_COORDINATES",
        "{\"type\":\"Point\",\"coordinates\":[1,null]}|GEOJSON_COORDINATES",
        "{\"type\":\"Point\",\"coordinates\":[\"1\",\"2\"]}|GEOJSON_COORDINATES",
        "{\"type\":\"Point\",\"coordinates\":[1e999,2]}|COORDINATE_NOT_FINITE",
        "{\"type\":\"Point\"}|GEOJSON_COORDINATES",
        "{\"type\":\"Curve\",\"coordinates\":[1,2]}|SHAPE_TYPE_UNKNOWN",
        "{\"type\":\"LineString\",\"coordinates\":[[1,2]]}|RING_TOO_FEW_POINTS",
        "{\"type\":\"Point\",\"coordinates\":[[[[[[1,2]]]]]]}|GEOJSON_COORDINATES",
        "{\"type\":\"GeometryCollection\",\"geometries\":[7]}|GEOJSON_COORDINATES",
        "{}|SHAPE_TYPE_UNKNOWN",
        "[1,2]|GEOJSON_COORDINATES",
        "12|GEOJSON_COORDINATES"
      })
  void aBadGeometryIsAProblemOfItsRow(String geometry, String code) {
    Fixtures.Reading reading =
        Sources.read(
            folder,
            "a.json",
            "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":"
                + geometry
                + ",\"properties\":{\"a\":1}},{\"type\":\"Feature\","
                + POINT
                + "}]}");
    assertThat(reading.codes()).containsExactly(code);
    assertThat(reading.rows()).hasSize(2);
    assertThat(reading.rows().get(0).values()).containsExactly(1L);
    assertThat((Object) reading.rows().get(1).geometry()).isNotNull();
  }

  @Test
  void aBrokenLineOfASequenceIsAProblemOfItsRow() throws Exception {
    Path file = Files.copy(Fixtures.file("lines.geojsonl"), folder.resolve("lines.geojsonl"));
    List<String> lines = Files.readAllLines(file);
    Files.write(file, List.of(lines.get(0), "{\"type\":\"Feature\",,", "", lines.get(1), "[1]"));
    Fixtures.Reading reading = Sources.read(file);
    assertThat(reading.codes()).containsExactly("GEOJSON_TEXT_BROKEN", "GEOJSON_NOT_A_FEATURE");
    assertThat(reading.rows()).hasSize(4);
    assertThat((Object) reading.rows().get(2).geometry()).isNotNull();
  }

  @Test
  void endlessBrokenLinesComeToAnEnd() {
    Fixtures.Reading reading =
        Sources.read(folder, "a.geojsonl", "{\"type\":\"Feature\"}\n{}\n" + "{x\n".repeat(50_000));
    assertThat(reading.rows()).hasSizeLessThan(1_010);
    assertThat(reading.fileProblems()).extracting(RowProblem::code).containsExactly("GEOJSON_CUT");
  }

  @Test
  void readsUtf8WithMarkAndGbk() {
    String text = "{\"type\":\"Feature\"," + POINT + ",\"properties\":{\"名称\":\"净土\"}}";
    Fixtures.Reading marked = Sources.read(folder, "a.json", "\uFEFF" + text);
    assertThat(marked.rows().get(0).values()).containsExactly("净土");
    Fixtures.Reading gbk = Sources.read(folder, "a.json", text, Charsets.GB18030, ReadOptions.NONE);
    assertThat(gbk.rows().get(0).values()).containsExactly("净土");
    assertThat(gbk.codes()).containsExactly("CHARSET_BY_CONTENT");
  }

  @Test
  void refusesTooManyFields() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 2_001; i++) {
      text.append("{\"type\":\"Feature\",\"properties\":{\"f").append(i).append("\":1}}\n");
    }
    assertThatThrownBy(() -> Sources.read(folder, "a.json", text.toString()))
        .hasMessage("TOO_MANY_FIELDS");
  }

  @Test
  void nestsNoDeeperThanItsStack() {
    String open = "{\"type\":\"GeometryCollection\",\"geometries\":[";
    assertThat(Sources.read(folder, "a.json", open.repeat(20) + "]}".repeat(20)).codes())
        .containsExactly("GEOJSON_COORDINATES");
    assertThatThrownBy(() -> Sources.read(folder, "a.json", "{\"a\":" + "[".repeat(100_000)))
        .hasMessage("GEOJSON_BROKEN");
  }

  @Test
  void givesUpATooLargeGeometryAndGoesOn() {
    String text =
        "{\"type\":\"Feature\",\"geometry\":{\"type\":\"LineString\",\"coordinates\":["
            + "[1,2],".repeat(2_000_001)
            + "[1,2]]}}\n{\"type\":\"Feature\","
            + POINT
            + "}";
    Fixtures.Reading reading = Sources.read(folder, "a.json", text);
    assertThat(reading.codes()).containsExactly("SHAPE_TOO_MANY_POINTS");
    assertThat(reading.rows()).hasSize(2);
  }

  @Test
  void aCutFileNeverPassesForAShorterOne() throws Exception {
    Path file = Files.copy(Fixtures.file("zone39.geojson"), folder.resolve("a.geojson"));
    int length = (int) Files.size(file);
    // only the line end after the last bracket may be missing
    assertThat(Sources.listCutsThatPass(file, ReadOptions.NONE)).containsExactly(length - 1);
  }

  @Test
  void neverFailsWhateverBytesAreChanged() throws Exception {
    for (String name : List.of("zone39.geojson", "separated.geojsons")) {
      Path file = Files.copy(Fixtures.file(name), folder.resolve(name));
      Sources.flipBytes(file, ReadOptions.NONE, 1_500);
    }
  }
}
