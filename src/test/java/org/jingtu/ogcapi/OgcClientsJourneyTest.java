package org.jingtu.ogcapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jingtu.database.JourneyTest;
import org.jingtu.database.TestDatabaseInitializer;
import org.jingtu.exchange.Ogr;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** GDAL's OAPIF driver as a client: what it reads is what the export gives. */
@JourneyTest
class OgcClientsJourneyTest {

  @LocalServerPort private int port;
  private Http http;
  private String source;

  @BeforeEach
  void make() {
    http = new Http(port);
    new OgcPlaces(http, "139901").make(25);
    source = "OAPIF:http://127.0.0.1:" + port + "/ogc";
  }

  private static List<String> command(String program, String... options) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(
        List.of(
            "--config", "GDAL_HTTP_USERPWD", "admin:" + TestDatabaseInitializer.ADMIN_PASSWORD));
    command.addAll(List.of("--config", "GDAL_HTTP_AUTH", "BASIC"));
    command.addAll(List.of(options));
    return command;
  }

  private List<JsonNode> read(String... options) {
    List<String> all =
        command(
            "ogr2ogr",
            "-f",
            "GeoJSON",
            "-lco",
            "COORDINATE_PRECISION=15",
            "-lco",
            "SIGNIFICANT_FIGURES=17");
    all.addAll(List.of("/vsistdout/", source, "sensitive-places"));
    // 10 a page: 25 places of this county alone take three pages
    all.addAll(List.of("-oo", "PAGE_SIZE=10"));
    all.addAll(List.of(options));
    List<JsonNode> features = new ArrayList<>();
    JsonMapper.shared().readTree(Ogr.run("", all)).path("features").forEach(features::add);
    return features;
  }

  @Test
  void listsTheCollections() {
    String said = Ogr.run("", command("ogrinfo", "-ro", source));
    assertThat(said).contains("sensitive-places", "contaminated-sites", "parcels");
    String anonymous = Ogr.run("", List.of("ogrinfo", "-ro", source));
    assertThat(anonymous)
        .contains("sensitive-places")
        .doesNotContain("contaminated-sites", "parcels");
  }

  @Test
  void readsThroughThePagesWhatTheExportGives() {
    Map<String, JsonNode> exported = new TreeMap<>();
    http.get("/api/exports/sensitive-places?f=geojson", "Authorization", Http.admin())
        .json()
        .path("features")
        .forEach(f -> exported.put(f.path("properties").path("code").asString(), f));
    Map<String, JsonNode> read = new TreeMap<>();
    read().forEach(f -> read.put(f.path("properties").path("code").asString(), f));

    assertThat(read.keySet()).isEqualTo(exported.keySet());
    assertThat(read.size()).isGreaterThanOrEqualTo(25);
    exported.forEach((code, feature) -> requireSame(read.get(code), feature));
  }

  private static void requireSame(JsonNode read, JsonNode exported) {
    for (String name : List.of("code", "name", "adcode", "kind")) {
      assertThat(read.path("properties").path(name).asString(""))
          .isEqualTo(exported.path("properties").path(name).asString(""));
    }
    assertThat(read.path("properties").path("sourceDate").asString("").replace('/', '-'))
        .isEqualTo(exported.path("properties").path("sourceDate").asString(""));
    List<Double> a = numbers(read.path("geometry").path("coordinates"), new ArrayList<>());
    List<Double> b = numbers(exported.path("geometry").path("coordinates"), new ArrayList<>());
    assertThat(a).hasSameSizeAs(b);
    for (int i = 0; i < a.size(); i++) {
      assertThat(a.get(i)).isCloseTo(b.get(i), within(1e-12));
    }
  }

  private static List<Double> numbers(JsonNode node, List<Double> found) {
    if (node.isNumber()) {
      found.add(node.doubleValue());
    }
    node.forEach(child -> numbers(child, found));
    return found;
  }

  @Test
  void filtersByAttributeAndByBox() {
    List<JsonNode> schools = read("-where", "adcode = '139901' AND kind = 'SCHOOL'");
    assertThat(schools).hasSize(13); // 1, 3 … 25
    List<JsonNode> near =
        read("-where", "adcode = '139901'", "-spat", "119.0295", "41.9", "119.0405", "42.1");
    assertThat(near).hasSize(2); // the third and the fourth
  }

  /** GDAL and QGIS learn types from the first values: a whole one would cut off the others. */
  @Test
  void whatMayHaveDecimalsIsNoColumnOfWholeNumbers() {
    String code = "139901001001GB%05d".formatted(System.nanoTime() % 100_000);
    String parcel =
        """
        {"type":"Feature","properties":{"code":"%1$s","parcelNo":"%1$s","name":"x","adcode":"139901","registeredAreaSquareMetres":40000},
         "geometry":%2$s}"""
            .formatted(code, OgcPlaces.square(7));
    String items = "/ogc/collections/parcels/items";
    Http.Answer made = http.postJson(items, parcel, "Authorization", Http.admin());
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    String item = made.header("Location").orElseThrow();
    String page = "http://127.0.0.1:" + port + items + "?code=" + code;

    assertThat(Ogr.run("", command("ogrinfo", "-ro", "-so", "-al", page)))
        .contains("Feature Count: 1", "registeredAreaSquareMetres: Real");
    http.send(
        "DELETE",
        item.replaceFirst("^http://[^/]+", ""),
        "",
        "Authorization",
        Http.admin(),
        "If-Match",
        made.header("ETag").orElseThrow());
  }
}
