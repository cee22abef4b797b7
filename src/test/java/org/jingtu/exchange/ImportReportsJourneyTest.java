package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
