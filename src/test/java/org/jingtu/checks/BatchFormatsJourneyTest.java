package org.jingtu.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jingtu.database.JourneyTest;
import org.jingtu.exchange.Ogr;
import org.jingtu.sample.SampleFiles;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * Batches of plots in files that ogr2ogr wrote, and in a coordinates file: the square of P01 of the
 * sample county, drawn again; a bow-tie; a row without stage; and a plot whose name looks like a
 * formula.
 */
@JourneyTest
@TestPropertySource(properties = "jingtu.test.database=sample-county")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BatchFormatsJourneyTest {

  private static final String REQUEST =
      """
      {"parcel": {"adcode": "130899"}, "currentUse": "1001", "survey": "DETAILED",
       "columns": {"stage": "STEP", "name": "LABEL"},
       "project": {"industry": "C1391", "key": false, "remediation": false}}""";

  @LocalServerPort private int port;
  @TempDir private static Path folder;
  private BatchClient client;

  @BeforeAll
  void loadCounty() throws Exception {
    SampleFiles.load(port);
    client = new BatchClient(port);
    Files.writeString(
        folder.resolve("plots.geojson"),
        """
        {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4527"}},"features":[
        %s,
        %s,
        %s,
        %s]}
        """
            .formatted(
                feature(
                    "一号",
                    "SUPPLY",
                    "[39550200,4528200],[39550400,4528200],[39550400,4528400],[39550200,4528400],[39550200,4528200]"),
                feature(
                    "bow",
                    "SUPPLY",
                    "[39551000,4531000],[39551100,4531100],[39551100,4531000],[39551000,4531100],[39551000,4531000]"),
                feature(
                    "no stage",
                    "{0",
                    "[39551000,4531000],[39551100,4531000],[39551100,4531100],[39551000,4531100],[39551000,4531000]"),
                feature(
                    "=1+1",
                    "供应",
                    "[39551000,4531000],[39551100,4531000],[39551100,4531100],[39551000,4531100],[39551000,4531000]")));
  }

  private static String feature(String label, String step, String ring) {
    return """
        {"type":"Feature","properties":{"LABEL":"%s","STEP":"%s","GHYTDM":"0701"},
         "geometry":{"type":"Polygon","coordinates":[[%s]]}}"""
        .formatted(label, step, ring);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GeoJSON", "GPKG", "ESRI Shapefile", "CSV"})
  void everyRowOfTheFileHasItsResult(String format) throws IOException {
    // a CSV does not say its CRS
    String request =
        format.equals("CSV")
            ? REQUEST.replace("{\"adcode\"", "{\"crs\": \"EPSG:4527\", \"adcode\"")
            : REQUEST;
    JsonNode batch = client.run(name(format), write(format), request);

    assertThat(batch.path("state").asString()).as(batch.toString()).isEqualTo("DONE");
    assertThat(batch.path("total").asInt()).isEqualTo(4);
    assertThat(batch.path("done").asInt()).isEqualTo(2);
    assertThat(batch.path("failed").asInt()).isEqualTo(2);
    List<JsonNode> rows = client.results(batch);
    requireP01(rows.get(0));
    JsonNode flaw = rows.get(1).path("problem");
    assertThat(flaw.path("message").asString()).contains("自相交");
    // the diagonals of the square of 100 m cross in its middle
    assertThat(flaw.at("/location/x").asDouble()).isCloseTo(39_551_050, within(0.01));
    assertThat(flaw.at("/location/y").asDouble()).isCloseTo(4_531_050, within(0.01));
    assertThat(flaw.at("/location/longitude").asDouble()).isBetween(117.0, 118.0);
    assertThat(rows.get(2).at("/problem/code").asString()).isEqualTo("FACT_NOT_UNDERSTOOD");
    assertThat(rows.get(2).at("/problem/field").asString()).isEqualTo("stage");
    assertThat(rows.get(2).at("/problem/message").asString())
        .contains("{0", "PLANNING 规划编制、RESERVE 收储、");
    assertThat(rows.get(3).path("verdict").asString()).isNotEmpty();
  }

  /** The sample's first plot: the listed site takes its east half, 100 m × 200 m. */
  private static void requireP01(JsonNode row) {
    JsonNode p01 = SampleFiles.expectedChecks().at("/checks/0");
    assertThat(row.path("name").asString()).isEqualTo("一号");
    assertThat(row.path("verdict").asString()).isEqualTo("PROHIBITED");
    assertThat(row.path("areaSquareMetres").asDouble())
        .isCloseTo(p01.path("parcelAreaSquareMetres").asDouble(), within(0.05));
    assertThat(row.at("/collections/contaminated-sites").asDouble())
        .isCloseTo(p01.at("/findings/0/areaSquareMetres").asDouble(), within(0.05));
  }

  /** Coordinates as land surveys hand them over, northing first: P01 and a square of 100 m. */
  @Test
  void aCoordinatesFileIsJudgedPlotByPlot() throws Exception {
    String text =
        """
        [属性描述]
        坐标系=2000国家大地坐标系
        几度分带=3
        投影类型=高斯克吕格
        计量单位=米
        带号=39
        [地块坐标]
        5,4.0000,1,一号,面,,住宅,0701,@
        J1,1,4528200.000,39550200.000
        J2,1,4528200.000,39550400.000
        J3,1,4528400.000,39550400.000
        J4,1,4528400.000,39550200.000
        J1,1,4528200.000,39550200.000
        5,1.0000,2,二号,面,,住宅,0701,@
        J1,1,4531000.000,39551000.000
        J2,1,4531000.000,39551100.000
        J3,1,4531100.000,39551100.000
        J4,1,4531100.000,39551000.000
        J1,1,4531000.000,39551000.000
        """;
    String request =
        REQUEST.replaceFirst(
            "\"columns\": \\{[^}]*}", "\"stage\": \"SUPPLY\", \"plannedUse\": \"0701\"");

    JsonNode batch = client.run("plots.txt", text.getBytes(Charset.forName("GBK")), request);

    assertThat(batch.path("state").asString()).as(batch.toString()).isEqualTo("DONE");
    assertThat(batch.path("done").asInt()).isEqualTo(2);
    List<JsonNode> rows = client.results(batch);
    requireP01(rows.get(0));
    // 100 m × 100 m; 51 km from the meridian a metre of the map is 0.99997 m on the ground
    assertThat(rows.get(1).path("areaSquareMetres").asDouble()).isCloseTo(10_000, within(1.0));
  }

  @Test
  void csvIsForSpreadsheetsAndGeoJsonForMaps() throws Exception {
    JsonNode batch = client.run("plots.geojson", write("GeoJSON"), REQUEST);

    String csv = new String(client.file(batch, "csv"), StandardCharsets.UTF_8);
    assertThat(csv).startsWith("\uFEFF\"记录号\",\"宗地代码\"");
    assertThat(csv.lines()).hasSize(5);
    assertThat(csv).contains(",\"'=1+1\",").doesNotContain("\"=1+1\"");
    Path map = Files.write(folder.resolve("results.geojson"), client.file(batch, "geojson"));
    List<JsonNode> features = Ogr.read(map, "-sql", "select * from results");
    assertThat(features).hasSize(4);
    assertThat(features.get(0).at("/geometry/type").asString()).isEqualTo("MultiPolygon");
    assertThat(features.get(0).at("/properties/verdict").asString()).isEqualTo("PROHIBITED");
    assertThat(features.get(1).at("/geometry/type").asString()).isEqualTo("Point");
    JsonNode prohibited =
        client.get(BatchClient.path(batch, "json") + "&verdict=PROHIBITED").json();
    assertThat(prohibited).hasSize(1);
  }

  private static String name(String format) {
    return switch (format) {
      case "GPKG" -> "plots.gpkg";
      case "GeoJSON" -> "plots.geojson";
      case "CSV" -> "plots.csv";
      default -> "plots.zip";
    };
  }

  private static byte[] write(String format) throws IOException {
    Path source = folder.resolve("plots.geojson");
    if (format.equals("GeoJSON")) {
      return Files.readAllBytes(source);
    }
    Path target = folder.resolve(format.equals("ESRI Shapefile") ? "plots.shp" : name(format));
    List<String> command =
        new ArrayList<>(
            List.of("ogr2ogr", "-overwrite", "-f", format, target.toString(), source.toString()));
    command.addAll(List.of("-nln", "plots"));
    if (format.endsWith("Shapefile")) {
      command.addAll(List.of("-lco", "ENCODING=GBK"));
    }
    if (format.equals("CSV")) {
      command.addAll(List.of("-lco", "GEOMETRY=AS_WKT"));
    }
    Ogr.run("", command);
    return format.endsWith("Shapefile") ? zip() : Files.readAllBytes(target);
  }

  private static byte[] zip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes);
        Stream<Path> files = Files.list(folder)) {
      for (Path file :
          files.filter(f -> f.getFileName().toString().startsWith("plots.")).toList()) {
        if (!file.toString().matches(".*\\.(geojson|gpkg|csv)")) {
          zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
          zip.write(Files.readAllBytes(file));
        }
      }
    }
    return bytes.toByteArray();
  }
}
