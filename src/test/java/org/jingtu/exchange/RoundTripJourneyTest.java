package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * What is exported and loaded again is what is registered: exactly the same attributes and extra
 * values, the same vertices to 0.1 mm. The features were drawn in zone 39 (EPSG:4527).
 */
@JourneyTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoundTripJourneyTest {

  private static final String SITES = "contaminated-sites";

  @LocalServerPort int port;
  @TempDir Path folder;

  private ExportClient client;

  @BeforeAll
  void create() {
    client = new ExportClient(port, "RTX-");
    // a part with a hole, and a second part
    client.create(
        SITES,
        "1",
        """
        {"type":"MultiPolygon","coordinates":[
          [[[39560000.123,4533000.456],[39560200,4533000],[39560200,4533200],[39560000,4533200],[39560000.123,4533000.456]],
           [[39560050,4533050],[39560050,4533100],[39560100,4533100],[39560100,4533050],[39560050,4533050]]],
          [[[39561000,4533000],[39561100,4533000],[39561100,4533100],[39561000,4533000]]]]}
        """,
        """
        ,"name":"一厂, 甲\\"区\\"","sourceDate":"2026-03-01","status":"LISTED","pollutionLevel":"SEVERE",
        "pollutants":"镉；砷","industry":"C2631","formerUse":"=1+1","plannedUse":"0701","investigation":"DETAILED",
        "riskAssessment":"COMPLETED","listed":true,"listedOn":"1999-12-31","measure":"第一行\\n第二行","targetMet":false,
        "heldUndeveloped":true,"aftercare":false,"responsibleParty":"'=A1","土地使用权取得方式":"出让","土地使用权取得日期":"2001-02-03",
        "备注":"-5 克","数量":12.5,"是否":true,"序号":7,"一个很长很长的中文字段名称":"朱镕"
        """);
    client.create(
        SITES,
        "2",
        "{\"type\":\"Polygon\",\"coordinates\":[[[39562000.5,4533000.25],[39562100,4533000],[39562050,4533100],[39562000.5,4533000.25]]]}",
        ",\"status\":\"SUSPECTED\",\"数量\":0.001,\"是否\":false");
    client.create(
        SITES,
        "3",
        "{\"type\":\"Point\",\"coordinates\":[39563000.5,4533000.25]}",
        ",\"status\":\"SUSPECTED\",\"name\":\"只有点\"");
    client.create(SITES, "4", "null", ",\"status\":\"CONFIRMED\",\"name\":\"无图形\",\"序号\":8");
  }

  @ParameterizedTest
  @CsvSource({
    "geojson, EPSG:4490, UTF-8, export.geojson",
    "geojson, EPSG:4527, UTF-8, export.geojson",
    "geojson, EPSG:4548, UTF-8, export.geojson",
    "gpkg, EPSG:4490, UTF-8, export.gpkg",
    "gpkg, EPSG:4527, UTF-8, export.gpkg",
    "gpkg, EPSG:4528, UTF-8, export.gpkg",
    "csv, EPSG:4490, UTF-8, export.csv",
    "csv, EPSG:4527, GBK, export.csv",
    "shp, EPSG:4490, UTF-8, export.zip",
    "shp, EPSG:4527, GBK, export.zip",
    "shp, EPSG:4548, UTF-8, export.zip"
  })
  void comesBackAsItWas(String format, String crs, String encoding, String name) throws Exception {
    Map<String, JsonNode> before = client.registered(SITES);
    assertThat(before).hasSize(4);
    Path file =
        client.fetch(folder, SITES, "?f=" + format + "&crs=" + crs + "&encoding=" + encoding);

    String stated = format.equals("csv") ? "&crs=" + crs : ""; // a CSV does not say its CRS
    String layers = format.equals("shp") ? "&layer=" + SITES : "";
    int loaded = load(name, Files.readAllBytes(file), stated + layers);
    if (format.equals("shp")) { // points are a layer of their own
      loaded += load(name, Files.readAllBytes(file), "&layer=" + SITES + "-points");
    }
    assertThat(loaded).isEqualTo(4);
    assertSame(before, client.registered(SITES));
  }

  /**
   * In the CRS it was drawn in, nothing of an export is new: neither the last digits of a
   * coordinate that was in degrees between, nor the other way round of a shapefile's rings.
   */
  @ParameterizedTest
  @CsvSource({"geojson, export.geojson", "gpkg, export.gpkg", "csv, export.csv", "shp, export.zip"})
  void whatWasExportedIsUnchangedWhenLoadedAgain(String format, String name) throws Exception {
    Path own = client.fetch(folder, SITES, "?f=gpkg&crs=EPSG:4527");
    load("own.gpkg", Files.readAllBytes(own), ""); // whatever CRS another test left
    Path file = client.fetch(folder, SITES, "?f=" + format + "&crs=EPSG:4527");
    byte[] bytes = Files.readAllBytes(file);
    String stated = format.equals("csv") ? "&crs=EPSG:4527" : "";
    List<String> layers =
        format.equals("shp")
            ? List.of("&layer=" + SITES, "&layer=" + SITES + "-points")
            : List.of("");
    int unchanged = 0;
    for (String layer : layers) {
      JsonNode job = loaded(name, bytes, stated + layer);
      assertThat(job.path("updated").asInt()).as(job.toPrettyString()).isZero();
      unchanged += job.path("unchanged").asInt();
    }
    assertThat(unchanged).isEqualTo(4);
  }

  /** A shapefile holds 254 bytes of a text; the others any text, with characters beyond GBK. */
  @ParameterizedTest
  @CsvSource({"geojson, long.geojson", "gpkg, long.gpkg", "csv, long.csv"})
  void longAndRareTextsComeBack(String format, String name) throws Exception {
    ExportClient rare = new ExportClient(port, "RTL-");
    if (rare.registered(SITES).isEmpty()) {
      rare.create(
          SITES,
          "1",
          "{\"type\":\"Point\",\"coordinates\":[39564000.5,4533000.25]}",
          ",\"status\":\"SUSPECTED\",\"name\":\"𠮷田𠀀厂\",\"pollutants\":\"%s\",\"说明\":\"%s\",\"旧号\":\"007\",\"真\":\"true\""
              .formatted("镉、砷、铅；".repeat(80), "𪚥\\n长文本，\\\"引号\\\"\\t。".repeat(300)));
    }
    Map<String, JsonNode> before = rare.registered(SITES);
    assertThat(before.get("RTL-1").at("/properties/pollutants").asString()).hasSize(480); // 6 · 80
    Path file = rare.fetch(folder, SITES, "?f=" + format + "&crs=EPSG:4527");

    assertThat(load(name, Files.readAllBytes(file), format.equals("csv") ? "&crs=EPSG:4527" : ""))
        .isEqualTo(1);

    assertSame(before, rare.registered(SITES));
  }

  /** Extra values may be called what a format calls its geometry, its key or its coordinates. */
  @ParameterizedTest
  @CsvSource({"geojson, named.geojson", "csv, named.csv", "shp, named.zip"})
  void extraValuesOfAnyNameComeBack(String format, String name) throws Exception {
    ExportClient named = new ExportClient(port, "RTN-");
    if (named.registered(SITES).isEmpty()) {
      named.create(
          SITES,
          "1",
          "{\"type\":\"Polygon\",\"coordinates\":%s}"
              .formatted(JsonRows.square(39566000, 4533000, 100)),
          """
          ,"status":"SUSPECTED","wkt":"POINT(1 2)","WKT":"POINT(3 4)","geom":"无","geometry":"有","fid":"7","id":"A",
          "ogc_fid":"8","x":"1","y":"2","经度":"118","纬度":"41","FID":"9"
          """);
    }
    Map<String, JsonNode> before = named.registered(SITES);
    assertThat(before.get("RTN-1").path("extra").size()).isGreaterThan(8);
    Path file = named.fetch(folder, SITES, "?f=" + format + "&crs=EPSG:4527");
    assertThat(load(name, Files.readAllBytes(file), format.equals("csv") ? "&crs=EPSG:4527" : ""))
        .isEqualTo(1);
    assertSame(before, named.registered(SITES));
  }

  /** What GBK has not is refused by the feature and the field, and never written as "?". */
  @ParameterizedTest
  @ValueSource(strings = {"shp", "csv", "txt"})
  void whatGbkHasNotIsRefused(String format) throws Exception {
    ExportClient rare = new ExportClient(port, "RTG-");
    if (rare.registered(SITES).isEmpty()) {
      rare.create(
          SITES,
          "1",
          "{\"type\":\"Polygon\",\"coordinates\":%s}"
              .formatted(JsonRows.square(39565000, 4533000, 100)),
          ",\"status\":\"SUSPECTED\",\"name\":\"𠮷田厂\"");
    }
    var refused = rare.ask(SITES, "?f=" + format + "&encoding=GBK&crs=EPSG:4527");
    assertThat(new String(refused.body(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("EXPORT_TEXT_NOT_IN_CHARSET", "RTG-1", "𠮷田厂");
    assertThat(rare.ask(SITES, "?f=" + format + "&crs=EPSG:4527").statusCode()).isEqualTo(200);
  }

  /** A text holds the geometry, the code and the name. */
  @Test
  void boundaryTextComesBackAsAPlot() throws Exception {
    Path file = client.fetch(folder, SITES, "?f=txt&encoding=GBK&crs=EPSG:4527");
    Path named = Files.copy(file, folder.resolve("boundary.txt"));
    Fixtures.Reading reading = Sources.read(named);
    assertThat(reading.info().crs().code()).isEqualTo("EPSG:4527");
    assertThat(reading.problems()).noneMatch(p -> p.severity() == Severity.ERROR);
    Map<String, JsonNode> registered = client.registered(SITES);
    assertThat(reading.rows()).hasSize(3); // all that have a geometry
    List<String> fields = reading.info().fields().stream().map(FieldDef::name).toList();
    for (SourceRow row : reading.rows()) {
      String code = String.valueOf(row.values().get(fields.indexOf("地块编号")));
      var expected = org.jingtu.geo.GeoJson.readGeometry(registered.get(code).path("geometry"));
      var read = Fixtures.SYSTEMS.toStorage(row.geometry(), reading.info().crs());
      assertThat(read.symDifference(expected).getArea()).isLessThan(1e-12);
      assertThat(read.getNumPoints()).isEqualTo(expected.getNumPoints());
    }
  }

  /** Loads by upsert, which must end no feature and make no new one; the number of rows. */
  private int load(String name, byte[] file, String more) {
    JsonNode job = loaded(name, file, more);
    return job.path("updated").asInt() + job.path("unchanged").asInt();
  }

  private JsonNode loaded(String name, byte[] file, String more) {
    Http.Answer accepted =
        new Http(port)
            .postParts(
                "/api/imports?collection=" + SITES + "&mode=upsert" + more,
                List.of(new Http.Part("file", name, "application/octet-stream", file)),
                "Authorization",
                Http.admin());
    assertThat(accepted.status()).as(accepted.response().body()).isEqualTo(202);
    JsonNode job = new ImportClient(port).end(accepted.json().path("id").asString());
    assertThat(job.path("state").asString()).as(job.toPrettyString()).isEqualTo("COMMITTED");
    assertThat(job.path("inserted").asInt()).isZero();
    assertThat(job.path("ended").asInt()).isZero();
    return job;
  }

  private static void assertSame(Map<String, JsonNode> before, Map<String, JsonNode> after) {
    assertThat(after.keySet()).isEqualTo(before.keySet());
    before.forEach(
        (code, feature) -> {
          JsonNode read = after.get(code);
          ExportClient.assertSameGeometry(read, feature);
          assertThat(values(read, "properties")).as(code).isEqualTo(values(feature, "properties"));
          assertThat(values(read, "extra")).as(code).isEqualTo(values(feature, "extra"));
        });
  }

  private static Map<String, String> values(JsonNode feature, String member) {
    Map<String, String> values = new TreeMap<>(new HashMap<>());
    feature
        .path(member)
        .properties()
        .forEach(
            p -> {
              JsonNode value = p.getValue();
              if (!value.isNull()) {
                values.put(
                    p.getKey(),
                    value.isNumber()
                        ? value.decimalValue().stripTrailingZeros().toPlainString()
                        : value.toString());
              }
            });
    return values;
  }
}
