package org.jingtu.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.jingtu.support.Staff;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * Whoever has learnt the id of a conflict, a batch or a check of another county gets the answer
 * that is given for one that does not exist.
 */
@JourneyTest
class ElsewhereJourneyTest {

  private static final String OWN = "139938";
  private static final String OTHER = "139939";

  @LocalServerPort private int port;
  private Squares there;
  private String here;

  @BeforeEach
  void openTheSheet(TestInfo test) {
    there = new Squares(port, OTHER, 4_012_000);
    String name = "ew-" + test.getTestMethod().orElseThrow().getName().substring(0, 5);
    here = new Staff(port).hireFor(OWN, name, "NATURAL_RESOURCES", "READER", "OFFICER");
  }

  private void assertAbsent(String method, String path, String body, String unknown) {
    Http http = new Http(port);
    String[] headers = {"Content-Type", "application/json", "Authorization", here};
    Http.Answer hidden = http.send(method, path, body, headers);
    Http.Answer absent = http.send(method, unknown, body, headers);
    assertThat(hidden.status())
        .as("%s %s: %s", method, path, hidden.response().body())
        .isEqualTo(404);
    assertThat(absent.status()).isEqualTo(404);
    assertThat(hidden.code()).as(path).isEqualTo(absent.code());
  }

  @Test
  void conflictsOfAnotherCounty() {
    there.create("plan-land-use", there.row("EW-P1", 0, 0, 100, 100, "\"landUse\":\"0701\""));
    there.create(
        "contaminated-sites",
        there.row("EW-S1", 50, 0, 100, 100, "\"status\":\"LISTED\",\"listed\":true"));
    JsonNode all =
        there.get("/api/conflicts?rule=plan-over-site&adcode=" + OTHER).path("conflicts");
    assertThat(all).hasSize(1);
    String path = "/api/conflicts/" + all.path(0).path("id").asLong();
    String unknown = "/api/conflicts/999999999";
    String document =
        "{\"document\":{\"title\":\"x\",\"number\":\"x\",\"date\":\"2026-01-01\",\"unit\":\"x\"}}";

    assertAbsent("GET", path, "", unknown);
    assertAbsent("POST", path + "/acknowledge", "{}", unknown + "/acknowledge");
    assertAbsent("POST", path + "/assign", "{\"department\":\"ECOLOGY\"}", unknown + "/assign");
    assertAbsent("POST", path + "/resolve", document, unknown + "/resolve");
    assertThat(there.get(path).path("state").asString()).isEqualTo("OPEN");
    JsonNode seen = new Http(port).get("/api/conflicts?limit=1000", "Authorization", here).json();
    assertThat(seen.path("conflicts").isArray()).as(seen.toString()).isTrue();
    assertThat(seen.path("conflicts").findValuesAsString("adcode"))
        .allMatch(adcode -> adcode.startsWith(OWN));
  }

  @Test
  void batchesAndChecksOfAnotherCounty() {
    String officer =
        new Staff(port).hireFor(OTHER, "ew-there", "NATURAL_RESOURCES", "READER", "OFFICER");
    BatchClient batches = new BatchClient(port);
    byte[] file =
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{},\"geometry\":%s}]}"
            .formatted(there.rectangle(200, 0, 100, 100))
            .getBytes(StandardCharsets.UTF_8);
    String request =
        "{\"stage\":\"SUPPLY\",\"plannedUse\":\"1001\",\"parcel\":{\"adcode\":\"%s\",\"crs\":\"EPSG:4527\"}}"
            .formatted(OTHER);
    Http.Answer sent = batches.send("plots.geojson", file, request, "Authorization", officer);
    assertThat(sent.status()).as(sent.response().body()).isEqualTo(202);
    String id = sent.json().path("id").asString();
    JsonNode batch = batches.end(id);
    assertThat(batch.path("done").asInt()).as(batch.toString()).isEqualTo(1);
    String check = batches.results(batch).get(0).path("check").asString();

    String path = "/api/check-batches/" + id;
    String unknown = "/api/check-batches/00000000-0000-4000-8000-000000000000";
    for (String end : List.of("", "/results", "/results?f=xlsx", "/reports.zip")) {
      assertAbsent("GET", path + end, "", unknown + end);
    }
    assertAbsent("DELETE", path, "", unknown);
    String none = "/api/checks/00000000-0000-4000-8000-000000000000";
    for (String end :
        List.of("", "/report.pdf", "/report.html", "/clear-remainder?f=txt", "/overrides")) {
      assertAbsent("GET", "/api/checks/" + check + end, "", none + end);
    }
    assertAbsent("POST", "/api/checks/" + check + "/replay", "", none + "/replay");
    assertThat(
            new Http(port)
                .get("/api/check-batches?limit=500", "Authorization", here)
                .response()
                .body())
        .doesNotContain(id);
    assertThat(batches.get(path).status()).isEqualTo(200);
  }
}
