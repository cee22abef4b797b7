package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.UUID;
import org.jingtu.database.JourneyTest;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.WebMapOffset;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Rows against each other, stated areas, shifts, the preview, another mapping. */
@JourneyTest
@TestPropertySource(properties = "jingtu.test.database=imports")
class ImportChecksJourneyTest {

  private static final String FARMLAND = "collection=farmland-classes";
  private static final CoordinateSystems SYSTEMS = Fixtures.SYSTEMS;

  @Autowired private WorkFolders folders;
  @LocalServerPort private int port;
  private ImportClient client;

  @BeforeEach
  void openClient() {
    client = new ImportClient(port);
  }

  /** A and B share a strip of 10 m × 100 m; B and C leave a strip of 0.4 m between them. */
  private static byte[] strips(String code, String county, double y) {
    return new JsonRows("EPSG:4527")
        .add(code + "-A", county, JsonRows.box(39520000, y, 39520110, y + 100))
        .add(code + "-B", county, JsonRows.box(39520100, y, 39520200, y + 100))
        .add(code + "-C", county, JsonRows.box(39520200.4, y, 39520300, y + 100))
        .add(code + "-D", county, JsonRows.box(39520300, y, 39520400, y + 100))
        .shapefile();
  }

  @Test
  void overlapsAndGapsBetweenRowsAreTold() {
    JsonNode job = client.load(FARMLAND, strips("COV", "320211", 4650000));

    assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("COMMITTED");
    assertThat(ImportClient.codes(job)).containsExactly("ROWS_OVERLAP", "ROWS_GAP");
    JsonNode overlap = job.path("problems").get(0);
    assertThat(overlap.path("record").asLong()).isEqualTo(2);
    // 10 m × 100 m = 1,000 m² in the plane, 2·A/P = 2,000 / 220 = 9.091 m
    assertThat(overlap.path("message").asString())
        .startsWith("与第 1 条记录重叠 99")
        .endsWith("平均宽 9.091 米");
    assertThat(job.path("problems").get(1).path("message").asString())
        .isEqualTo("与第 2 条记录之间有缝隙，最宽 0.4 米（窄于 1 米的列为问题）");
    JsonNode problems =
        client.get("/api/imports/" + job.path("id").asString() + "/problems?f=geojson").json();
    assertThat(problems.at("/features/0/geometry/type").asString()).isEqualTo("Polygon");
    assertThat(problems.at("/features/1/geometry/type").asString()).endsWith("LineString");
  }

  @Test
  void strictRefusesOverlapsAndOffDoesNotLook() {
    byte[] file = strips("STR", "320212", 4651000);

    JsonNode strict = client.load(FARMLAND + "&coverageCheck=strict&gapTolerance=0.2", file);
    JsonNode off = client.load(FARMLAND + "&coverageCheck=off", file);

    assertThat(strict.path("state").asString()).isEqualTo("REJECTED");
    assertThat(ImportClient.codes(strict)).containsExactly("ROWS_OVERLAP");
    assertThat(strict.path("rejected").asLong()).isEqualTo(1);
    assertThat(off.path("state").asString()).as(off.toString()).isEqualTo("COMMITTED");
    assertThat(off.path("problems")).isEmpty();
  }

  @Test
  void statedAreasAreHeldAgainstComputedOnes() {
    // 100 m × 100 m = 10,000 m² = 1 公顷 = 15 亩
    byte[] hectares =
        new JsonRows("EPSG:4527")
            .add("HA-1", "320213", JsonRows.square(39522000, 4652000, 100), ",\"TBMJ\":1")
            .add("HA-2", "320213", JsonRows.square(39522200, 4652000, 100), ",\"TBMJ\":1.0")
            .add("HA-3", "320213", JsonRows.square(39522400, 4652000, 100), ",\"TBMJ\":15")
            .bytes();
    JsonNode job = client.load(FARMLAND, hectares);
    assertThat(ImportClient.codes(job)).containsExactly("AREA_UNIT_SUSPECTED", "AREA_UNIT_OF_ROW");
    assertThat(job.path("problems").get(0).path("message").asString())
        .startsWith("面积字段有 2 行像是以公顷为单位（应为平方米），例如第 1 条记录写 1，按坐标为 9,99");
    assertThat(job.path("problems").get(1).path("message").asString()).contains("15", "亩");
    JsonNode english =
        client
            .get("/api/imports/" + job.path("id").asString(), "Accept-Language", "en")
            .json()
            .path("problems");
    assertThat(english.get(0).path("message").asString())
        .startsWith("2 rows seem to state areas in hectares (expected: square metres)");

    byte[] wrong =
        new JsonRows("EPSG:4527")
            .add("SA-1", "320213", JsonRows.square(39523000, 4652000, 100), ",\"TBMJ\":10000")
            .add("SA-2", "320213", JsonRows.square(39523200, 4652000, 100), ",\"TBMJ\":12000")
            .bytes();
    JsonNode differs = client.load(FARMLAND, wrong);
    assertThat(ImportClient.codes(differs)).containsExactly("STATED_AREA_DIFFERS");
    assertThat(differs.path("problems").get(0).path("record").asLong()).isEqualTo(2);
    // 12,000 / 9,999… − 1
    assertThat(differs.path("problems").get(0).path("message").asString()).contains("20");
  }

  @Test
  void aWebMapOffsetIsSuspectedWhereRegisteredVerticesShowIt() {
    JsonRows right = new JsonRows("EPSG:4490");
    JsonRows moved = new JsonRows("EPSG:4490");
    JsonRows elsewhere = new JsonRows("EPSG:4490");
    for (int i = 0; i < 6; i++) {
      double x = 113.3 + i * 0.002;
      right.add("OFF-" + i, "320214", JsonRows.box(x, 33.3, x + 0.001, 33.301));
      moved.add("OFF-" + i, "320214", shifted(x, 33.3));
      elsewhere.add("ELS-" + i, "320214", JsonRows.box(x, 33.5, x + 0.001, 33.501));
    }
    client.load(FARMLAND + "&mode=upsert", right.bytes());

    JsonNode suspected = client.load(FARMLAND + "&mode=upsert&commit=manual", moved.bytes());
    JsonNode same = client.load(FARMLAND + "&mode=upsert&commit=manual", right.bytes());
    JsonNode other = client.load(FARMLAND + "&mode=upsert&commit=manual", elsewhere.bytes());

    assertThat(ImportClient.codes(suspected)).containsExactly("WEB_MAP_OFFSET_SUSPECTED");
    // four vertices of each of six rows
    assertThat(suspected.path("problems").get(0).path("message").asString())
        .contains("GCJ-02", "抽查 24 个顶点", "按原样有 0 个", "去掉偏移后有 24 个");
    assertThat(ImportClient.codes(same)).isEmpty();
    assertThat(ImportClient.codes(other)).isEmpty();
  }

  /** The square of 0.001° as a web map shows it. */
  private static String shifted(double west, double south) {
    StringBuilder ring = new StringBuilder("[[");
    double[][] corners = {{0, 0}, {0.001, 0}, {0.001, 0.001}, {0, 0.001}, {0, 0}};
    for (double[] corner : corners) {
      double[] shown = WebMapOffset.GCJ_02.of(west + corner[0], south + corner[1]);
      ring.append(ring.length() > 2 ? "," : "").append("[%s,%s]".formatted(shown[0], shown[1]));
    }
    return ring.append("]]").toString();
  }

  @Test
  void theNextZoneIsSuspectedWhereRegisteredVerticesShowIt() {
    JsonRows right = new JsonRows("EPSG:4547"); // meridian 114°, no zone number
    JsonRows wrong = new JsonRows("EPSG:4548"); // the same numbers, stated for 117°
    for (int i = 0; i < 5; i++) {
      right.add("ZS-" + i, "320215", JsonRows.square(430000 + 200 * i, 3700000, 100));
      wrong.add("ZS-" + i, "320215", JsonRows.square(430000 + 200 * i, 3700000, 100));
    }
    client.load(FARMLAND + "&mode=upsert", right.bytes());

    JsonNode job = client.load(FARMLAND + "&mode=upsert&commit=manual", wrong.bytes());

    assertThat(ImportClient.codes(job)).containsExactly("ZONE_SUSPECTED");
    assertThat(job.path("problems").get(0).path("message").asString()).contains("114 度");
  }

  @Test
  void gcjOffsetsAreRemovedAsTheyWerePutOn() {
    for (WebMapOffset offset : WebMapOffset.values()) {
      double[] shown = offset.of(116.4, 39.9);
      double[] back = offset.remove(shown[0], shown[1]);
      assertThat(back[0]).isCloseTo(116.4, within(1e-9));
      assertThat(back[1]).isCloseTo(39.9, within(1e-9));
      // the offset of Beijing is about 550 m for GCJ-02, over 1 km for BD-09
      Coordinate moved = new Coordinate(shown[0], shown[1]);
      double metres = new Coordinate(116.4, 39.9).distance(moved) * 100_000;
      assertThat(metres).isBetween(500.0, 1600.0);
    }
    assertThat(SYSTEMS.storage().srid()).isEqualTo(new GeometryFactory().getSRID() + 4490);
  }

  @Test
  void aRejectedFileIsCheckedAgainWithAnotherMapping() {
    byte[] file = Plots.zip(List.of("NUMMER", "XZQDM", "ZLLB"), Plots.row("REMAP", "320216", 2));
    JsonNode rejected = client.load(FARMLAND, file);
    assertThat(ImportClient.codes(rejected)).containsExactly("ATTRIBUTE_NOT_MAPPED");
    String path = "/api/imports/" + rejected.path("id").asString();

    Http.Answer answer = remap(path + "/remap?commit=manual", "{\"NUMMER\":\"code\"}");

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
    JsonNode checked = client.end(answer.json().path("id").asString());
    assertThat(checked.path("state").asString()).as(checked.toString()).isEqualTo("CHECKED");
    assertThat(checked.path("origin")).isEqualTo(rejected.path("id"));
    assertThat(checked.at("/mapping/NUMMER").asString()).isEqualTo("code");
    // a job that waits gives its file away and is discarded
    String second = "/api/imports/" + checked.path("id").asString();
    JsonNode done =
        client.end(remap(second + "/remap?commit=auto", "").json().path("id").asString());
    assertThat(done.path("state").asString()).as(done.toString()).isEqualTo("COMMITTED");
    assertThat(client.job(checked.path("id").asString()).path("state").asString())
        .isEqualTo("CANCELLED");
    assertThat(remap(second + "/remap", "").code()).isEqualTo("IMPORT_NOT_TO_BE_CHECKED_AGAIN");
  }

  @Test
  void aFileThatIsGoneIsAskedForAgain() {
    byte[] file = Plots.zip(List.of("NUMMER", "XZQDM", "ZLLB"), Plots.row("GONE", "320218", 2));
    String id = client.load(FARMLAND, file).path("id").asString();
    folders.remove(UUID.fromString(id));
    List<UUID> before = folders.list();

    Http.Answer answer = remap("/api/imports/" + id + "/remap", "{\"NUMMER\":\"code\"}");

    assertThat(answer.code()).isEqualTo("IMPORT_FILE_GONE");
    assertThat(folders.list()).containsExactlyInAnyOrderElementsOf(before);
  }

  private Http.Answer remap(String path, String mapping) {
    return new Http(port).postJson(path, mapping, "Authorization", Http.admin());
  }

  @Test
  void theReplacementOfACountyShowsWhatWouldEnd() {
    client.load(FARMLAND, Plots.zip(Plots.row("END", "320217", 3)));

    JsonNode job =
        client.load(
            FARMLAND + "&mode=replace&coverage=320217&commit=manual",
            Plots.zip(Plots.row("END", "320217", 1)));

    assertThat(job.at("/preview/update").asLong()).isEqualTo(1);
    assertThat(job.at("/preview/end").asLong()).isEqualTo(2);
    assertThat(job.at("/preview/rows/0/action").asString()).isEqualTo("update");
  }
}
