package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** The report of an import: as a layer, as a page, as it happens. */
@JourneyTest
@TestPropertySource(properties = "jingtu.test.database=imports")
class ImportReportsJourneyTest {

  private static final String FARMLAND = "collection=farmland-classes";

  @LocalServerPort private int port;
  @TempDir private Path folder;
  private ImportClient client;

  @BeforeEach
  void openClient() {
    client = new ImportClient(port);
  }

  private JsonNode faulty(String county) {
    byte[] file =
        new JsonRows("EPSG:4527")
            .add(
                "<b>1</b>",
                county,
                JsonRows.square(39560000, 4660000, 100),
                ",\"NOTE\":\"<script>\"")
            .add(
                "BAD-2",
                county,
                "[[[39560200,4660000],[39560300,4660100],[39560300,4660000],[39560200,4660100],[39560200,4660000]]]")
            .add("<b>1</b>", county, JsonRows.square(39560400, 4660000, 100))
            .bytes();
    return client.load(FARMLAND, file);
  }

  @Test
  void theErrorLayerOpensInAGis() throws Exception {
    JsonNode job = faulty("320221");
    assertThat(job.at("/problemCounts/RING_SELF_INTERSECTION").asLong()).isEqualTo(1);
    assertThat(job.at("/problemCounts/DUPLICATE_CODE_IN_FILE").asLong()).isEqualTo(1);

    byte[] layer = client.bytes("/api/imports/" + job.path("id").asString() + "/problems?f=gpkg");

    List<JsonNode> features = Ogr.read(Files.write(folder.resolve("problems.gpkg"), layer));
    assertThat(features.stream().map(f -> f.at("/properties/code").asString()))
        .containsExactly("RING_SELF_INTERSECTION", "DUPLICATE_CODE_IN_FILE");
    assertThat(features.get(0).at("/geometry/type").asString()).isEqualTo("Point");
    assertThat(features.get(0).at("/properties/record").asLong()).isEqualTo(2);
    assertThat(features.get(1).at("/properties/message").asString()).contains("与第 1 条记录重复");
  }

  /**
   * 250 rows 200 m apart, five kinds of fault in turn; the first row with the code twice is good.
   */
  @Test
  void everyFormatHasAllOfTheProblemsNotOnlyTheFirstHundred() throws Exception {
    JsonRows rows = new JsonRows("EPSG:4527");
    for (int i = 0; i < 250; i++) {
      int x = 39560000 + 200 * (i % 50);
      int y = 4670000 + 200 * (i / 50);
      String square = JsonRows.square(x, y, 100);
      switch (i % 5) {
        case 0 -> rows.add("MANY-" + i, "320226", bowTie(x, y));
        case 1 -> rows.add("MANY-" + i, "32", square);
        case 2 -> rows.add("", "320226", square);
        case 3 -> rows.add("MANY-TWICE", "320226", square);
        default -> rows.add("MANY-" + i, "320226", flat(x, y));
      }
    }
    Map<String, Long> expected =
        Map.of(
            "RING_SELF_INTERSECTION", 50L,
            "VALUE_PATTERN_MISMATCH", 50L,
            "ATTRIBUTE_REQUIRED", 50L,
            "DUPLICATE_CODE_IN_FILE", 49L,
            "ZERO_AREA", 50L);

    JsonNode job = client.load(FARMLAND, rows.bytes());

    assertThat(job.path("rejected").asLong()).isEqualTo(249);
    assertThat(job.path("problems")).hasSize(100);
    assertThat(job.at("/problemTitles/DUPLICATE_CODE_IN_FILE").asString()).isEqualTo("编号重复");
    Map<String, Long> counts = new TreeMap<>();
    job.path("problemCounts")
        .properties()
        .forEach(e -> counts.put(e.getKey(), e.getValue().asLong()));
    assertThat(counts).isEqualTo(expected);
    String problems = "/api/imports/" + job.path("id").asString() + "/problems?f=";
    List<String> geojson = new ArrayList<>();
    client
        .get(problems + "geojson")
        .json()
        .path("features")
        .forEach(f -> geojson.add(f.at("/properties/code").asString()));
    assertThat(counted(geojson.stream())).isEqualTo(expected);
    List<JsonNode> layer =
        Ogr.read(Files.write(folder.resolve("all.gpkg"), client.bytes(problems + "gpkg")));
    assertThat(counted(layer.stream().map(f -> f.at("/properties/code").asString())))
        .isEqualTo(expected);
    assertThat(layer.stream().map(f -> f.at("/properties/record").asLong()).distinct())
        .hasSize(249);
    String csv = client.get(problems + "csv").response().body();
    assertThat(counted(csv.lines().skip(1).map(line -> line.split(",")[1].replace("\"", ""))))
        .isEqualTo(expected);
  }

  private static Map<String, Long> counted(Stream<String> codes) {
    return codes.collect(Collectors.groupingBy(code -> code, TreeMap::new, Collectors.counting()));
  }

  private static String bowTie(int x, int y) {
    return "[[[%d,%d],[%d,%d],[%d,%d],[%d,%d],[%d,%d]]]"
        .formatted(x, y, x + 100, y + 100, x + 100, y, x, y + 100, x, y);
  }

  private static String flat(int x, int y) {
    return "[[[%d,%d],[%d,%d],[%d,%d],[%d,%d]]]".formatted(x, y, x + 50, y, x + 100, y, x, y);
  }

  @Test
  void theReportIsAPageWithoutScripts() {
    JsonNode job = faulty("320222");

    Http.Answer page = client.get("/api/imports/" + job.path("id").asString() + "/report.html");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type").orElseThrow()).startsWith("text/html");
    assertThat(page.header("Content-Security-Policy").orElseThrow()).contains("default-src 'none'");
    assertThat(page.response().body())
        .contains("导入检查报告", "有错误，退回，一行也没有入库", "边界自相交", "&lt;b&gt;1&lt;/b&gt;")
        .contains("/page/import-report.css")
        .doesNotContain("<script", "<b>", "style=");
    assertThat(client.get("/page/import-report.css").status()).isEqualTo(200);
    String english =
        client
            .get(
                "/api/imports/" + job.path("id").asString() + "/report.html",
                "Accept-Language",
                "en")
            .response()
            .body();
    assertThat(english).contains("Import report", "rejected, nothing was registered");
  }

  @Test
  void whoeverWatchesIsToldUntilTheEnd() {
    String id = client.accept(FARMLAND, Plots.zip(Plots.row("EVT", "320223", 3000)));

    // the answer ends by itself when the job has ended
    Http.Answer basic = client.get("/api/imports/" + id + "/events");

    assertThat(basic.status()).isEqualTo(200);
    assertThat(basic.header("Content-Type").orElseThrow()).startsWith("text/event-stream");
    assertThat(basic.response().body()).contains("event:progress", "event:end", "COMMITTED");
    Http session = new Http(port);
    session.signIn("admin", org.jingtu.database.TestDatabaseInitializer.ADMIN_PASSWORD);
    assertThat(session.get("/api/imports/" + id + "/events").response().body())
        .contains("event:end");
    String token =
        new Http(port)
            .postJson("/api/tokens", "{\"title\":\"watch\"}", "Authorization", Http.admin())
            .json()
            .path("token")
            .asString();
    assertThat(
            new Http(port)
                .get("/api/imports/" + id + "/events", "Authorization", "Bearer " + token)
                .response()
                .body())
        .contains("event:end");
    assertThat(new Http(port).get("/api/imports/" + id + "/events").status()).isEqualTo(401);
  }

  @Test
  void theListGoesOnWhereItStopped() {
    for (int i = 0; i < 3; i++) {
      client.load(FARMLAND, Plots.zip(Plots.row("LST-" + i, "320224", 1)));
    }
    JsonNode first = client.get("/api/imports?limit=2").json();
    String last = first.get(1).path("id").asString();

    JsonNode next = client.get("/api/imports?limit=1&before=" + last).json();

    assertThat(next).hasSize(1);
    assertThat(next.get(0).path("createdAt").asString())
        .isLessThan(first.get(1).path("createdAt").asString());
  }

  @Test
  void progressIsToldInRowsAndBytes() {
    byte[] file = Plots.zip(Plots.row("BYT", "320225", 10));
    JsonNode job = client.load(FARMLAND, file);
    assertThat(job.path("read").asLong()).isEqualTo(10);
    // .shp: a header of 100 bytes, ten records of 8 + 44 + 4 + 5 · 16 bytes
    assertThat(job.path("bytesTotal").asLong()).isEqualTo(1460);
    assertThat(job.path("bytesRead").asLong()).isEqualTo(1460);
  }
}
