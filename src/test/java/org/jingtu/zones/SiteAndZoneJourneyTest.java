package org.jingtu.zones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * Three departments and the public play one site from suspicion to delisting, with a control zone
 * in between. Drawn in metres in zone 39 (EPSG:4527): the site is the square from (0, 0) to (100,
 * 100), the parcel that from (120, 0) to (220, 100), at (39,470,000, 4,690,000).
 */
@JourneyTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SiteAndZoneJourneyTest extends ZoneOffice {

  private static final String PARCEL = "139952001001GB00001";
  private static final String SITE = "WR139952A01";
  private static final String SITE_NAME = "原城南电镀厂地块";
  private static final String PLAN_CONFLICTS =
      "/api/conflicts?adcode=139952&collection=plan-land-use";

  SiteAndZoneJourneyTest() {
    super("139952", "sz");
  }

  @Test
  void oneSiteFromSuspicionToDelistingWithAZoneInBetween() {
    // 生态环境 registers a suspected site, 自然资源 a parcel 20 m beside it
    post(
        ecology,
        features("contaminated-sites"),
        feature(
            square(0, 0),
            SITE,
            "\"name\":\""
                + SITE_NAME
                + "\",\"status\":\"SUSPECTED\",\"sourceDate\":\"2026-01-01\""),
        201);
    post(
        land,
        features("parcels"),
        feature(
            square(120, 0),
            PARCEL,
            "\"parcelNo\":\""
                + PARCEL
                + "\",\"supplyState\":\"PLANNED\",\"surveyState\":\"DETAILED\""),
        201);
    assertThat(check(null).path("verdict").asString()).isEqualTo("CLEAR");

    // every department reads it, none but 生态环境 moves it, the public does not know of it
    assertThat(http.get("/api/sites/" + SITE, "Authorization", farming).status()).isEqualTo(200);
    assertThat(move(land, "\"to\":\"CONFIRMED\"," + REPORT).code())
        .isEqualTo("WRITE_NOT_PERMITTED");
    assertThat(move(farming, "\"to\":\"CONFIRMED\"," + REPORT).code())
        .isEqualTo("WRITE_NOT_PERMITTED");
    assertThat(http.get("/api/sites/" + SITE).status()).isEqualTo(401);
    assertThat(http.get("/ogc/collections/contaminated-sites/items").response().body())
        .doesNotContain(SITE);
    awaitTold(farming, "SITES", SITE, "ENTERED");
    assertThat(move(ecology, "\"to\":\"CONFIRMED\"," + REPORT).status()).isEqualTo(200);
    assertThat(move(ecology, "\"step\":\"HOLD\"," + DECISION).status()).isEqualTo(200);

    // a zone is proposed: 50 m round the site of 100 m × 100 m
    JsonNode proposal =
        post(
            ecology,
            "/api/zones/proposals",
            "{\"siteCode\":\"" + SITE + "\",\"widthMetres\":50}",
            200);
    // 10,000 + 4 · 100 · 50 + π · 50² = 37,854 m²; the arcs of 16 chords lose 0.16 % of 7,854 = 13
    // m²
    assertThat(proposal.path("areaSquareMetres").asDouble()).isCloseTo(37_854, within(20.0));
    String zone = draft(proposal);

    // the draft is nowhere public; its effect on the parcel is foreseen
    assertThat(publicZones()).doesNotContain("GK139952A");
    assertThat(http.get("/api/public/zones/" + zone).status()).isEqualTo(404);
    assertThat(
            get(land, "/api/collections/control-zones/features?bbox=116,42,118,43")
                .path("features")
                .toString())
        .doesNotContain("GK139952A");
    JsonNode impact = get(land, "/api/zones/" + zone + "/impact");
    assertThat(impact.path("parcels")).hasSize(1);
    JsonNode change = impact.path("parcels").path(0).path("change");
    assertThat(change.path("before").path("verdict").asString()).isEqualTo("CLEAR");
    assertThat(change.path("after").path("verdict").asString()).isEqualTo("PROHIBITED");
    JsonNode added = change.path("added").path(0);
    assertThat(added.path("rule").asString()).isEqualTo("control-zone");
    // the zone reaches 30 m into the parcel over its whole height of 100 m
    assertThat(added.path("areaSquareMetres").asDouble()).isCloseTo(3_000, within(1.0));
    assertThat(change.at("/after/title").asString()).isEqualTo("禁止");
    JsonNode english =
        http.get("/api/zones/" + zone + "/impact", "Accept-Language", "en", "Authorization", land)
            .json()
            .at("/parcels/0/change");
    assertThat(english.at("/after/title").asString()).isEqualTo("Prohibited");
    assertThat(english.at("/added/0/title").asString()).isEqualTo("Inside a control zone in force");
    assertThat(english.at("/added/0/action").asString()).startsWith("Follow the announcement");
    assertThat(english.at("/added/0/responsible").asString())
        .isEqualTo("Ecology department, local government");

    // submitted; not approved by 自然资源, approved by the head, tasks go with it
    act(ecology, zone, "submit", "", 200);
    assertThat(tasks(ecologyHead)).contains("ZONE_APPROVE");
    assertThat(tasks(land)).isEmpty();
    act(land, zone, "approve", APPROVAL, 403);
    act(ecology, zone, "approve", APPROVAL, 403);
    act(ecologyHead, zone, "approve", APPROVAL, 200);

    // the site is not in the published list yet: an announcement must not name it
    assertThat(act(ecologyHead, zone, "publish", announcement(), 409).path("code").asString())
        .isEqualTo("ZONE_NAMES_UNPUBLISHED_SITE");
    assertThat(move(ecology, "\"to\":\"LISTED\"," + DECISION).status()).isEqualTo(200);
    assertThat(check(null).path("verdict").asString()).isEqualTo("CLEAR");
    JsonNode inForce = act(ecologyHead, zone, "publish", announcement(), 200);
    assertThat(inForce.path("state").asString()).isEqualTo("IN_FORCE");

    // the parcel turns to PROHIBITED; the public reads the notice, and no person in it
    JsonNode prohibited = check(null);
    assertThat(prohibited.path("verdict").asString()).isEqualTo("PROHIBITED");
    // in the same step the conflicts of the parcel on its way are brought up to date
    JsonNode conflict =
        get(land, "/api/conflicts?adcode=139952&rule=control-zone&state=OPEN").at("/conflicts/0");
    assertThat(conflict.at("/feature/code").asString()).isEqualTo(PARCEL);
    assertThat(
            get(land, "/api/conflicts/" + conflict.path("id").asLong())
                .at("/history/0/collection")
                .asString())
        .isEqualTo("control-zones");
    Instant during = Instant.parse(prohibited.path("evaluatedAt").asString());
    assertThat(publicZones()).contains("GK139952A", "县公告5号").doesNotContain("sz-");
    assertThat(publicItems()).contains("GK139952A");
    awaitTold(land, "ZONES", "GK139952A", "ENTERED");
    JsonNode notice = http.get("/api/public/zones/" + zone).json().path("properties");
    assertThat(notice.path("siteCode").asString()).isEqualTo(SITE);
    String page = http.get("/api/public/zones/" + zone + "/notice.html").response().body();
    assertThat(page)
        .contains("县公告5号", "&lt;b&gt;")
        .doesNotContain("<script", "<b>", "style=", "sz-", "县政字");
    assertThat(http.get("/api/public/zones/feed.atom").response().body())
        .contains(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\">", "urn:jingtu:zone:" + zone, "&lt;b&gt;");
    assertThat(http.get("/api/public/zones/feed.json").json().path("items").toString())
        .contains("urn:jingtu:zone:" + zone);
    assertThat(due()).doesNotContain("CONTROL_ZONE");
    assertThat(get(land, "/api/zones/" + zone + "/history")).hasSize(5);

    // remediated, the zone withdrawn: CLEAR again, and PROHIBITED as of then
    assertThat(move(ecology, "\"to\":\"UNDER_REMEDIATION\"," + REPORT).status()).isEqualTo(200);
    assertThat(move(ecology, "\"step\":\"EFFECT_EVALUATION\"," + REPORT).status()).isEqualTo(200);
    act(land, zone, "withdraw", "{\"reason\":\"修复完成\"}", 403);
    act(ecologyHead, zone, "withdraw", "{\"reason\":\"修复完成\"}", 200);
    assertThat(get(land, "/api/conflicts/" + conflict.path("id").asLong()).path("state").asString())
        .isEqualTo("CLOSED");
    assertThat(check(null).path("verdict").asString()).isEqualTo("CLEAR");
    assertThat(check(during).path("verdict").asString()).isEqualTo("PROHIBITED");
    assertThat(publicZones()).doesNotContain("GK139952A");
    assertThat(publicItems()).doesNotContain("GK139952A");
    awaitTold(land, "ZONES", "GK139952A", "ENTERED", "ENDED");

    // delisted; and reopened: the notice of then no longer names the site
    assertThat(move(ecology, "\"to\":\"DELISTED\"," + DECISION).status()).isEqualTo(200);
    assertThat(http.get("/api/public/zones/" + zone).response().body()).contains(SITE_NAME);
    assertThat(move(ecology, "\"to\":\"SUSPECTED\"," + REPORT).status()).isEqualTo(200);
    for (String form : List.of("", "/notice.html")) {
      assertThat(http.get("/api/public/zones/" + zone + form).response().body())
          .contains("县公告5号")
          .doesNotContain(SITE)
          .doesNotContain(SITE_NAME);
    }
    JsonNode life = get(farming, "/api/sites/" + SITE);
    assertThat(life.path("timeline")).hasSize(8);
    assertThat(
            jdbc.queryForList(
                "select action from audit_entry where subject = 'zones/" + zone + "' order by id",
                String.class))
        .containsExactly(
            "ZONE_CREATED",
            "ZONE_SUBMITTED",
            "ZONE_APPROVED",
            "ZONE_PUBLISHED",
            "ZONE_TOOK_EFFECT",
            "ZONE_WITHDRAWN");
  }

  /** Each step of a site brings the conflicts of the plan above it in step, in the same request. */
  @Test
  void aConflictOpensAndClosesByTheStepsOfASite() {
    post(
        ecology,
        features("contaminated-sites"),
        feature(square(3000, 0), "WR139952-STEPS", "\"name\":\"甲\",\"status\":\"SUSPECTED\""),
        201);
    post(
        land,
        features("plan-land-use"),
        feature(square(3000, 0), "GH139952-STEPS", "\"landUse\":\"0701\""),
        201);
    List<String> open =
        List.of("consult-ecology CONDITIONAL OPEN", "plan-over-site PROHIBITED OPEN");
    assertThat(conflictsOfPlan()).isEqualTo(open);

    // surveyed, and not contaminated: no rule speaks of it any more
    assertThat(move("WR139952-STEPS", ecology, "\"to\":\"NOT_CONTAMINATED\"," + REPORT).status())
        .isEqualTo(200);
    assertThat(conflictsOfPlan())
        .containsExactly("consult-ecology CONDITIONAL CLOSED", "plan-over-site PROHIBITED CLOSED");
    assertThat(move("WR139952-STEPS", ecology, "\"to\":\"SUSPECTED\"," + REPORT).status())
        .isEqualTo(200);
    assertThat(conflictsOfPlan()).isEqualTo(open);
    long id = get(land, PLAN_CONFLICTS).at("/conflicts/0/id").asLong();
    JsonNode history = get(land, "/api/conflicts/" + id).path("history");
    assertThat(history.valueStream().map(e -> e.path("kind").asString()))
        .containsExactly("OPENED", "CLOSED", "REOPENED");
    assertThat(history.at("/0/collection").asString()).isEqualTo("plan-land-use");
    assertThat(history.at("/1/collection").asString()).isEqualTo("contaminated-sites");
    assertThat(history.at("/2/collection").asString()).isEqualTo("contaminated-sites");
  }

  /** Rule, severity and state of each conflict of the plan above the site. */
  private List<String> conflictsOfPlan() {
    return get(land, PLAN_CONFLICTS)
        .path("conflicts")
        .valueStream()
        .map(
            c ->
                c.path("rule").asString()
                    + " "
                    + c.path("severity").asString()
                    + " "
                    + c.path("state").asString())
        .sorted()
        .toList();
  }

  private String draft(JsonNode proposal) {
    String body =
        "{\"collection\":\"control-zones\",\"crs\":%s,\"geometry\":%s,\"derivedFrom\":%s,\"properties\":{\"code\":\"GK139952A\",\"name\":\"%s管控区域\",\"adcode\":\"%s\",\"siteCode\":\"%s\",\"measures\":\"不得开发\"},\"monitoring\":[{\"medium\":\"GROUNDWATER\",\"frequency\":\"每季度一次\"}]}"
            .formatted(
                proposal.path("crs"),
                proposal.path("geometry"),
                proposal.path("derivedFrom"),
                SITE_NAME,
                county,
                SITE);
    return post(ecology, "/api/zones", body, 201).path("id").asString();
  }

  private static String announcement() {
    return "{\"announcementNo\":\"县公告5号\",\"text\":\"划定%s管控区域。<b>\",\"inForceFrom\":\"%s\"}"
        .formatted(SITE_NAME, TODAY);
  }

  private String publicZones() {
    Http.Answer answer = http.get("/api/public/zones");
    assertThat(answer.status()).isEqualTo(200);
    return answer.response().body();
  }

  /** What the standard clients of the public see of the zones there. */
  private String publicItems() {
    Http.Answer answer =
        http.get("/ogc/collections/control-zones/items?limit=1000&adcode=" + county);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.response().body();
  }

  /** Returns once a department was told exactly this of the site or its zone. */
  private void awaitTold(String as, String topic, String code, String... kinds) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                get(as, "/api/feeds/" + topic + "?limit=500&adcode=" + county)
                    .path("events")
                    .valueStream()
                    .filter(e -> e.at("/data/code").asString("").equals(code))
                    .map(e -> e.path("kind").asString())
                    .toList(),
            List.of(kinds)::equals);
  }

  private List<String> tasks(String as) {
    return get(as, "/api/tasks?adcode=" + county)
        .path("tasks")
        .valueStream()
        .map(t -> t.path("kind").asString())
        .toList();
  }

  private List<String> due() {
    return get(land, "/api/sites/" + SITE)
        .path("due")
        .valueStream()
        .map(d -> d.path("deadline").asString())
        .toList();
  }

  private JsonNode check(Instant asOf) {
    return post(
        land,
        "/api/checks",
        "{\"parcel\":{\"parcelNo\":\"%s\"},\"stage\":\"SUPPLY\",\"currentUse\":\"1001\",\"plannedUse\":\"1001\",\"project\":{\"key\":false,\"unavoidable\":false,\"remediation\":false,\"industry\":\"C13\"}%s}"
            .formatted(PARCEL, asOf == null ? "" : ",\"asOf\":\"" + asOf + "\""),
        201);
  }

  private Http.Answer move(String as, String members) {
    return move(SITE, as, members);
  }
}
