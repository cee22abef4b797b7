package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.jingtu.support.Staff;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Bulk imports meet the same guards as steps and publications. County 139954. */
@JourneyTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistryImportJourneyTest {

  @LocalServerPort int port;
  private Http http;
  private ImportClient client;
  private String editor;
  private String officer;

  @BeforeAll
  void hire() {
    http = new Http(port);
    client = new ImportClient(port);
    Staff staff = new Staff(port);
    editor = staff.hire("ri-editor", "ECOLOGY", "READER", "EDITOR");
    officer = staff.hire("ri-officer", "ECOLOGY", "READER", "OFFICER");
  }

  /** The targets must be met before a site leaves the list, whichever way that is registered. */
  @Test
  void anImportedRemovalWithoutMetTargetsIsAProblemOfTheRow() {
    String code = "RI-REMOVED";
    String created = site(code, "UNDER_REMEDIATION", false);
    String removed = site(code, "DELISTED", false);
    load("contaminated-sites", "append", created);

    JsonNode refused = job("contaminated-sites", "upsert", removed);

    assertThat(refused.path("state").asString()).isEqualTo("REJECTED");
    assertThat(ImportClient.codes(refused)).contains("SITE_TARGET_NOT_MET");
  }

  @Test
  void anImportedStateIsHeldAgainstTheLifeAndTheTimelineNamesTheJob() {
    String first = load("contaminated-sites", "append", site("SUSPECTED", "2026-01-10"));
    JsonNode jump = job("contaminated-sites", "upsert", site("UNDER_REMEDIATION", "2026-02-10"));
    String second = load("contaminated-sites", "upsert", site("CONFIRMED", "2026-03-10"));

    assertThat(jump.path("state").asString()).isEqualTo("REJECTED");
    assertThat(ImportClient.codes(jump)).contains("SITE_TRANSITION_NOT_ALLOWED");
    JsonNode timeline = client.get("/api/sites/RI-1").json().path("timeline");
    assertThat(timeline).hasSize(2);
    assertThat(timeline.path(0).path("origin").asString()).isEqualTo("IMPORT");
    assertThat(timeline.path(0).path("importJob").asString()).isEqualTo(second);
    assertThat(timeline.path(1).path("importJob").asString()).isEqualTo(first);
    // the date of the source counts, not the day of the import
    assertThat(timeline.path(0).path("day").asString()).isEqualTo("2026-03-10");
    assertThat(timeline.path(0).path("document").isNull()).isTrue();
  }

  @Test
  void announcedZonesAreImportedButAPublicationIsNotOverwritten() {
    String id = publish("RI-Z1");

    JsonNode ends = job("control-zones", "replace&coverage=139954", zone("RI-Z2", "围挡"));
    JsonNode changes = job("control-zones", "upsert", zone("RI-Z1", "别的措施"));
    load("control-zones", "append", zone("RI-Z3", "围挡"));

    assertThat(ends.path("state").asString()).isEqualTo("REJECTED");
    assertThat(ImportClient.codes(ends)).containsExactly("ZONES_KEPT_BY_PUBLICATION");
    assertThat(ends.path("problems").path(0).path("message").asString()).contains("RI-Z1");
    assertThat(changes.path("state").asString()).isEqualTo("REJECTED");
    assertThat(ImportClient.codes(changes)).contains("ZONE_KEPT_BY_PUBLICATION");
    assertThat(
            http.postJson(
                    "/api/zones/" + id + "/withdraw",
                    "{\"reason\":\"测试结束\"}",
                    "Authorization",
                    officer)
                .status())
        .isEqualTo(200);
  }

  @Test
  void unitsAreListedByTheirDates() {
    String body =
        "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[117.4,40.4]},\"properties\":{\"code\":\"RI-U1\",\"adcode\":\"139954\",\"kind\":\"SOIL\",\"enteredOn\":\"2024-01-01\",\"leftOn\":\"%s\",\"closedOn\":\"2026-02-01\"}}";
    String path = "/api/collections/supervised-units/features";
    Http.Answer reversed =
        http.postJson(path, body.formatted("2023-12-31"), "Authorization", editor);
    Http.Answer entered =
        http.postJson(path, body.formatted("2026-06-30"), "Authorization", editor);

    assertThat(reversed.json().path("problems").path(0).path("code").asString())
        .isEqualTo("LIST_DATES_REVERSED");
    assertThat(entered.status()).as(entered.response().body()).isEqualTo(201);
    String listed = path + "?filter=adcode%3D%27139954%27%20AND%20closedOn%20";
    assertThat(client.get(listed + "IS%20NOT%20NULL").json().path("features")).hasSize(1);
    assertThat(client.get(listed + "IS%20NULL").json().path("features")).isEmpty();
  }

  private String publish(String code) {
    JsonNode draft =
        http.postJson(
                "/api/zones",
                "{\"collection\":\"control-zones\",\"geometry\":%s,\"properties\":{\"code\":\"%s\",\"adcode\":\"139954\"}}"
                    .formatted(square(117.41), code),
                "Authorization",
                editor)
            .json();
    String id = draft.path("id").asString();
    act(id, "submit", "", editor);
    act(
        id,
        "approve",
        "{\"document\":{\"title\":\"批复\",\"number\":\"1号\",\"date\":\"2026-01-01\",\"unit\":\"县政府\"}}",
        officer);
    act(
        id,
        "publish",
        "{\"announcementNo\":\"2号\",\"text\":\"公告\",\"inForceFrom\":\"%s\"}"
            .formatted(LocalDate.now(ZoneId.of("Asia/Shanghai"))),
        officer);
    return id;
  }

  private void act(String id, String act, String body, String as) {
    Http.Answer answer = http.postJson("/api/zones/" + id + "/" + act, body, "Authorization", as);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
  }

  private JsonNode job(String collection, String mode, String feature) {
    String file = "{\"type\":\"FeatureCollection\",\"features\":[" + feature + "]}";
    Http.Answer accepted =
        http.postParts(
            "/api/imports?collection=" + collection + "&mode=" + mode,
            List.of(
                new Http.Part(
                    "file",
                    "rows.geojson",
                    "application/geo+json",
                    file.getBytes(StandardCharsets.UTF_8))),
            "Authorization",
            Http.admin());
    assertThat(accepted.status()).as(accepted.response().body()).isEqualTo(202);
    return client.end(accepted.json().path("id").asString());
  }

  private String load(String collection, String mode, String feature) {
    JsonNode job = job(collection, mode, feature);
    assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("COMMITTED");
    return job.path("id").asString();
  }

  private static String site(String code, String status, boolean targetMet) {
    return "{\"type\":\"Feature\",\"geometry\":%s,\"properties\":{\"code\":\"%s\",\"adcode\":\"139954\",\"status\":\"%s\",\"targetMet\":%s,\"sourceDate\":\"2026-04-01\"}}"
        .formatted(square(117.44), code, status, targetMet);
  }

  private static String site(String status, String sourceDate) {
    return "{\"type\":\"Feature\",\"geometry\":%s,\"properties\":{\"code\":\"RI-1\",\"adcode\":\"139954\",\"status\":\"%s\",\"sourceDate\":\"%s\"}}"
        .formatted(square(117.40), status, sourceDate);
  }

  private static String zone(String code, String measures) {
    return "{\"type\":\"Feature\",\"geometry\":%s,\"properties\":{\"code\":\"%s\",\"adcode\":\"139954\",\"announcementNo\":\"9号\",\"inForceFrom\":\"2026-01-01\",\"measures\":\"%s\"}}"
        .formatted(square(117.42), code, measures);
  }

  private static String square(double west) {
    return "{\"type\":\"Polygon\",\"coordinates\":[[[%s,40.4],[%s,40.4],[%s,40.401],[%s,40.401],[%s,40.4]]]}"
        .formatted(west, west + 0.001, west + 0.001, west, west);
  }
}
