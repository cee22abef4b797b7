package org.jingtu.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.jingtu.support.Staff;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Sites are moved through their life over HTTP. Everything lies in the made-up county 139951. */
@JourneyTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SiteLifeJourneyTest {

  private static final String REPORT =
      "\"document\":{\"title\":\"调查报告\",\"date\":\"2026-03-01\",\"unit\":\"某环境科技公司\",\"result\":\"PASSED\"}";
  private static final String DECISION =
      "\"document\":{\"title\":\"关于更新名录的公告\",\"number\":\"冀环土〔2026〕9号\",\"date\":\"2026-05-10\",\"unit\":\"河北省生态环境厅\"}";

  @LocalServerPort int port;
  @Autowired JdbcTemplate jdbc;
  private Http http;
  private String editor;
  private String planner;

  @BeforeAll
  void hire() {
    http = new Http(port);
    Staff staff = new Staff(port);
    editor = staff.hire("life-editor", "ECOLOGY", "READER", "EDITOR");
    planner = staff.hire("life-planner", "NATURAL_RESOURCES", "READER", "EDITOR", "OFFICER");
  }

  @Test
  void aCodeWithSlashAndPerCentSignIsFound() {
    register("SL/9 50%", square(117.19, 40.19), "SUSPECTED", "2026-01-15");

    Http.Answer site = http.get("/api/sites/SL%2F9%2050%25", "Authorization", editor);

    assertThat(site.status()).isEqualTo(200);
    assertThat(site.json().path("code").asString()).isEqualTo("SL/9 50%");
  }

  @Test
  void aSiteGoesThroughItsLifeAndEveryStepNamesItsDocument() {
    register("SL-1", square(117.10, 40.10), "SUSPECTED", "2026-01-15");

    JsonNode listed = null;
    step("SL-1", "\"to\":\"CONFIRMED\"," + REPORT);
    step("SL-1", "\"step\":\"DETAILED_SURVEY\"," + REPORT);
    listed = step("SL-1", "\"to\":\"LISTED\"," + DECISION);
    assertThat(listed.path("listed").asBoolean()).isTrue();
    step("SL-1", "\"to\":\"UNDER_REMEDIATION\",\"attributes\":{\"measure\":\"异位热脱附\"}," + REPORT);
    JsonNode refused = refusal("SL-1", "\"to\":\"DELISTED\"," + DECISION);
    step("SL-1", "\"step\":\"EFFECT_EVALUATION\"," + REPORT);
    JsonNode end =
        step("SL-1", "\"to\":\"DELISTED\",\"attributes\":{\"aftercare\":true}," + DECISION);

    assertThat(refused.path("code").asString()).isEqualTo("SITE_TRANSITION_REFUSED");
    assertThat(refused.path("detail").asString()).contains("治理修复中", "移出名录", "EFFECT_EVALUATION");
    assertThat(refused.path("possible").valueStream().map(p -> p.path("step").asString()))
        .contains("EFFECT_EVALUATION", "CONTROL_START");
    assertThat(end.path("status").path("status").asString()).isEqualTo("DELISTED");
    assertThat(end.path("listed").asBoolean()).isFalse();
    // registered by hand, then six steps
    assertThat(end.path("timeline")).hasSize(7);
    JsonNode removal = end.path("timeline").path(0);
    assertThat(removal.path("document").path("number").asString()).isEqualTo("冀环土〔2026〕9号");
    assertThat(removal.path("recordedBy").asString()).isEqualTo("life-editor");
    assertThat(removal.path("day").asString()).isEqualTo("2026-05-10");
    JsonNode begin = end.path("timeline").path(6);
    assertThat(begin.path("origin").asString()).isEqualTo("EDIT");
    assertThat(begin.path("day").asString()).isEqualTo("2026-01-15");
    // the aftercare plan is due six months after the removal
    assertThat(end.path("due").path(0).path("deadline").asString()).isEqualTo("AFTERCARE_PLAN");
    assertThat(end.path("due").path(0).path("dueOn").asString()).isEqualTo("2026-11-10");
    assertThat(end.path("due").path(0).path("source").asString()).startsWith("默认值");
    JsonNode filed = step("SL-1", "\"step\":\"AFTERCARE_PLAN\"," + REPORT);
    assertThat(filed.path("due")).isEmpty();
    JsonNode reopened = step("SL-1", "\"to\":\"SUSPECTED\"," + REPORT);
    assertThat(reopened.path("due").path(0).path("deadline").asString()).isEqualTo("SURVEY");
  }

  @Test
  void aStepWithoutASufficientDocumentChangesNothing() {
    register("SL-2", square(117.11, 40.10), "SUSPECTED", "2026-01-15");

    Http.Answer unreviewed =
        post("SL-2", "\"to\":\"CONFIRMED\"," + REPORT.replace("\"PASSED\"", "\"FAILED\""), editor);
    Http.Answer untitled =
        post("SL-2", "\"to\":\"CONFIRMED\"," + REPORT.replace("调查报告", " "), editor);
    Http.Answer early =
        post("SL-2", "\"to\":\"CONFIRMED\"," + REPORT.replace("2026-03-01", "2999-01-01"), editor);
    Http.Answer stranger = post("SL-2", "\"to\":\"CONFIRMED\"," + REPORT, planner);
    Http.Answer stale =
        http.postJson(
            "/api/sites/SL-2/transitions",
            "{\"to\":\"CONFIRMED\"," + REPORT + "}",
            "Authorization",
            editor,
            "If-Match",
            "\"999999\"");

    assertThat(unreviewed.json().path("field").asString()).isEqualTo("document.result");
    assertThat(untitled.json().path("field").asString()).isEqualTo("document.title");
    assertThat(early.code()).isEqualTo("SITE_DOCUMENT_INSUFFICIENT");
    assertThat(stranger.code()).isEqualTo("WRITE_NOT_PERMITTED");
    assertThat(stale.code()).isEqualTo("FEATURE_CHANGED_MEANWHILE");
    assertThat(get("/api/sites/SL-2").path("timeline")).hasSize(1);
  }

  @Test
  void aHeldSiteNeedsAControlZoneInForce() {
    String longAgo = LocalDate.now().minusMonths(7).toString();
    register("SL-3", square(117.12, 40.10), "CONFIRMED", LocalDate.now().toString());
    step("SL-3", "\"step\":\"HOLD\"," + DECISION.replace("2026-05-10", longAgo));

    // six months from the decision, which is seven months old
    assertThat(codes("overdue=true&adcode=139951")).contains("SL-3");
    assertThat(due("SL-3")).contains("CONTROL_ZONE");

    feature(
        "control-zones",
        "SL-Z3",
        square(117.12, 40.10),
        "\"siteCode\":\"SL-3\",\"announcementNo\":\"公告2号\",\"inForceFrom\":\"2026-01-01\"");
    assertThat(due("SL-3")).doesNotContain("CONTROL_ZONE");
  }

  @Test
  void sitesWithoutBoundaryAreMarkedAndFoundByRadius() {
    register("SL-4", "null", "SUSPECTED", LocalDate.now().toString());
    register(
        "SL-5",
        "{\"type\":\"Point\",\"coordinates\":[117.2,40.2]}",
        "SUSPECTED",
        LocalDate.now().toString());

    assertThat(codes("boundary=MISSING&adcode=139951")).contains("SL-4").doesNotContain("SL-5");
    assertThat(codes("boundary=POINT&adcode=139951")).contains("SL-5");
    // 0.01° of latitude at 40° N is 1,110.4 m
    assertThat(codes("near=117.2,40.21&radius=1105&adcode=139951")).doesNotContain("SL-5");
    JsonNode near =
        get("/api/sites?near=117.2,40.21&radius=1115&adcode=139951").path("sites").path(0);
    assertThat(near.path("code").asString()).isEqualTo("SL-5");
    assertThat(near.path("distanceMetres").asDouble()).isCloseTo(1110.4, within(0.1));
    assertThat(due("SL-4")).contains("SURVEY", "BOUNDARY");
  }

  /** An edit may correct what a site is called, not where it stands. */
  @Test
  void anEditWithoutADocumentDoesNotMoveASite() {
    register("SL-7", square(117.14, 40.10), "SUSPECTED", "2026-01-15");
    String id = get("/api/sites/SL-7").path("featureId").asString();

    Http.Answer moved = edit(id, "\"status\":\"CONFIRMED\"");
    Http.Answer skipped = edit(id, "\"status\":\"DELISTED\"");
    Http.Answer held = edit(id, "\"status\":\"SUSPECTED\",\"heldUndeveloped\":true");
    Http.Answer named = edit(id, "\"status\":\"SUSPECTED\",\"targetMet\":false,\"name\":\"原机械厂\"");

    assertThat(moved.status()).isEqualTo(409);
    assertThat(moved.code()).isEqualTo("SITE_CHANGES_BY_TRANSITION");
    assertThat(moved.json().path("detail").asString()).contains("/api/sites/SL-7/transitions");
    assertThat(moved.json().path("transitions").asString())
        .isEqualTo("/api/sites/SL-7/transitions");
    JsonNode fault = skipped.json().path("problems").path(0);
    assertThat(fault.path("code").asString()).isEqualTo("SITE_TRANSITION_NOT_ALLOWED");
    assertThat(fault.path("message").asString()).contains("请按环节办理");
    assertThat(held.json().path("field").asString()).isEqualTo("heldUndeveloped");
    assertThat(named.status()).as(named.response().body()).isEqualTo(200);
    String item = "/ogc/collections/contaminated-sites/items/" + id;
    Http.Answer patched =
        http.send(
            "PATCH",
            item,
            "{\"type\":\"Feature\",\"properties\":{\"status\":\"CONFIRMED\"}}",
            "Content-Type",
            "application/merge-patch+json",
            "If-Match",
            http.get(item, "Authorization", editor).header("ETag").orElseThrow(),
            "Authorization",
            editor);
    assertThat(patched.status()).as(patched.response().body()).isEqualTo(409);
    assertThat(get("/api/sites/SL-7").path("timeline")).hasSize(2);
  }

  private Http.Answer edit(String feature, String properties) {
    String path = "/api/collections/contaminated-sites/features/" + feature;
    return http.send(
        "PUT",
        path,
        "{\"type\":\"Feature\",\"geometry\":%s,\"properties\":{\"code\":\"SL-7\",\"adcode\":\"139951\",\"sourceDate\":\"2026-01-15\",%s}}"
            .formatted(square(117.14, 40.10), properties),
        "Content-Type",
        "application/json",
        "If-Match",
        http.get(path, "Authorization", editor).header("ETag").orElseThrow(),
        "Authorization",
        editor);
  }

  @Test
  void filesAreJudgedByContentAndHandedOutToBeSaved() {
    register("SL-6", square(117.13, 40.10), "SUSPECTED", "2026-01-15");
    byte[] pdf = "%PDF-1.7 contents".getBytes(StandardCharsets.UTF_8);

    Http.Answer attached = attach("SL-6", "../../报告;<b>.exe", pdf, editor);
    Http.Answer html = attach("SL-6", "a.pdf", "<html>".getBytes(StandardCharsets.UTF_8), editor);
    Http.Answer stranger = attach("SL-6", "a.pdf", pdf, planner);

    assertThat(attached.status()).as(attached.response().body()).isEqualTo(201);
    assertThat(attached.json().path("fileName").asString()).isEqualTo("报告b.pdf");
    // printf '%%PDF-1.7 contents' | sha256sum
    assertThat(attached.json().path("sha256").asString())
        .isEqualTo("b2608077aac8c08898590862a61d5481fddc6635544930732ce3c8eebe3d7b88");
    assertThat(html.code()).isEqualTo("SITE_DOCUMENT_KIND");
    assertThat(stranger.code()).isEqualTo("WRITE_NOT_PERMITTED");
    Http.Answer saved =
        http.get(attached.header("Location").orElseThrow(), "Authorization", planner);
    assertThat(saved.response().body()).isEqualTo("%PDF-1.7 contents");
    assertThat(saved.header("Content-Disposition").orElse("")).startsWith("attachment");
    assertThat(saved.header("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(http.get(attached.header("Location").orElseThrow()).status()).isEqualTo(401);
  }

  @Test
  void stepsAndFilesCannotBeChangedInTheDatabase() {
    for (String table : List.of("site_document", "site_transition cascade")) {
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> jdbc.execute("truncate " + table))
          .hasMessageContaining("append-only");
    }
  }

  private Http.Answer attach(String code, String name, byte[] content, String as) {
    return http.postParts(
        "/api/sites/" + code + "/documents",
        List.of(new Http.Part("file", name, "application/octet-stream", content)),
        "Authorization",
        as);
  }

  private List<String> due(String code) {
    return get("/api/sites/" + code)
        .path("due")
        .valueStream()
        .map(d -> d.path("deadline").asString())
        .toList();
  }

  private List<String> codes(String query) {
    return get("/api/sites?limit=1000&" + query)
        .path("sites")
        .valueStream()
        .map(s -> s.path("code").asString())
        .toList();
  }

  private JsonNode get(String path) {
    Http.Answer answer = http.get(path, "Authorization", planner);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  private JsonNode step(String code, String members) {
    Http.Answer answer = post(code, members, editor);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  private JsonNode refusal(String code, String members) {
    Http.Answer answer = post(code, members, editor);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(409);
    return answer.json();
  }

  private Http.Answer post(String code, String members, String as) {
    return http.postJson(
        "/api/sites/" + code + "/transitions", "{" + members + "}", "Authorization", as);
  }

  private void register(String code, String geometry, String status, String sourceDate) {
    feature(
        "contaminated-sites",
        code,
        geometry,
        "\"status\":\"%s\",\"sourceDate\":\"%s\"".formatted(status, sourceDate));
  }

  private void feature(String collection, String code, String geometry, String properties) {
    Http.Answer answer =
        http.postJson(
            "/api/collections/" + collection + "/features",
            "{\"type\":\"Feature\",\"geometry\":%s,\"properties\":{\"code\":\"%s\",\"adcode\":\"139951\",%s}}"
                .formatted(geometry, code, properties),
            "Authorization",
            editor);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
  }

  private static String square(double west, double south) {
    double e = west + 0.001;
    double n = south + 0.001;
    return "{\"type\":\"Polygon\",\"coordinates\":[[[%s,%s],[%s,%s],[%s,%s],[%s,%s],[%s,%s]]]}"
        .formatted(west, south, e, south, e, n, west, n, west, south);
  }
}
