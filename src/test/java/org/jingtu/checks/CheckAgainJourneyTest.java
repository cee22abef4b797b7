package org.jingtu.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/**
 * An answer is computed again, verified by anybody, and a finding of it is set aside. Drawn in zone
 * 39 (EPSG:4527) with the corner at (39,440,000 + x, 4,720,000 + y); lengths in metres.
 */
@JourneyTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckAgainJourneyTest {

  private static final String COUNTY = "139981";
  private static final String OFFICER = Http.basic("again.officer", "Four eyes see 2 more");
  private static final String READER = Http.basic("again.reader", "Four eyes see 2 more");

  @LocalServerPort int port;
  private final JdbcTemplate jdbc;
  private final PackHistory packHistory;
  private Http http;

  @Autowired
  CheckAgainJourneyTest(JdbcTemplate jdbc, PackHistory packHistory) {
    this.jdbc = jdbc;
    this.packHistory = packHistory;
  }

  @BeforeAll
  void draw() {
    http = new Http(port);
    // a listed site of 100 m × 100 m, one that is only a point, one that is only on the list
    create("AG-LISTED", square(0, 0, 100), "LISTED");
    create("AG-POINT", "{\"type\":\"Point\",\"coordinates\":[39440060,4721000]}", "SUSPECTED");
    for (String collection : List.of("contaminated-sites", "control-zones", "groundwater-zones")) {
      jdbc.update(
          "insert into dataset_coverage (collection, since, adcode, source_date) values (?, 0, ?, current_date)",
          collection,
          COUNTY);
    }
    user("again.officer", "OFFICER");
    user("again.reader", "READER");
  }

  @Test
  void anAnswerIsComputedAgainOnTheDataOfThenThoughTheSiteHasChanged() {
    create("AG-MOVES", square(1_000, 0, 100), "SUSPECTED");
    JsonNode answer = check(square(1_050, 0, 100), "1001");
    assertThat(rules(answer)).contains("risk-unknown");
    JsonNode site = feature("AG-MOVES");
    Http.Answer ended =
        http.send(
            "DELETE",
            "/api/collections/contaminated-sites/features/" + site.path("feature").asString(),
            "",
            "If-Match",
            "\"" + site.path("since").asString() + "\"",
            "Authorization",
            Http.admin());
    assertThat(ended.status()).as(ended.response().body()).isEqualTo(204);
    assertThat(rules(check(square(1_050, 0, 100), "1001"))).isEmpty();

    JsonNode replay = replay(answer);
    JsonNode asOf =
        post(request(square(1_050, 0, 100), "1001", answer.path("evaluatedAt").asString())).json();

    assertThat(replay.path("differences")).isEmpty();
    assertThat(replay.path("same").asBoolean()).isTrue();
    assertThat(replay.path("replayedHash")).isEqualTo(replay.path("hash"));
    assertThat(asOf.path("hash")).isEqualTo(answer.path("hash"));
    assertThat(
            jdbc.queryForObject(
                "select count(*) from audit_entry where action = 'CHECK_REPLAYED' and subject = ?",
                Integer.class,
                "checks/" + answer.path("id").asString()))
        .isEqualTo(1);
  }

  @Test
  void aStoredAnswerThatDoesNotComeOutAgainIsShownPlaceByPlace() {
    JsonNode answer = check(square(50, 0, 100), "0701");
    // forged behind the service's back: a copy with another verdict, figure and hash
    jdbc.update(
        """
        insert into parcel_check
        select gen_random_uuid(), created_at, actor, department, parcel_no, adcode, stage, 'CLEAR', incomplete,
          pack, pack_version, pack_digest, data_versions, 'sha256:' || repeat('0', 64), request,
          replace(replace(answer::text, '"verdict":"PROHIBITED"', '"verdict":"CLEAR"'),
            '"verdictTitle":"禁止"', '"verdictTitle":"未发现冲突"')::json, geom
        from parcel_check where id = ?::uuid
        """,
        answer.path("id").asString());
    String forged =
        jdbc.queryForObject(
            "select id::text from parcel_check where hash = 'sha256:' || repeat('0', 64)",
            String.class);

    String address = "/api/checks/" + forged + "/replay";
    JsonNode replay = http.postJson(address, "", "Authorization", Http.admin()).json();

    assertThat(replay.path("same").asBoolean()).isFalse();
    assertThat(replay.path("replayedHash")).isEqualTo(answer.path("hash"));
    assertThat(replay.path("differences")).hasSize(2);
    assertThat(replay.at("/differences/0/path").asString()).isEqualTo("/verdict");
    assertThat(replay.at("/differences/0/stored").asString()).isEqualTo("CLEAR");
    assertThat(replay.at("/differences/0/replayed").asString()).isEqualTo("PROHIBITED");

    assertThat(replay.at("/differences/1/stored").asString()).isEqualTo("未发现冲突");
    assertThat(replay.at("/differences/1/replayed").asString()).isEqualTo("禁止");

    // a reader of English sees the words in English, at the same places
    JsonNode english =
        http.postJson(address, "", "Accept-Language", "en", "Authorization", Http.admin()).json();
    assertThat(english.path("differences")).hasSize(2);
    assertThat(english.at("/differences/1/path").asString()).isEqualTo("/verdictTitle");
    assertThat(english.at("/differences/1/stored").asString()).isEqualTo("No conflict found");
    assertThat(english.at("/differences/1/replayed").asString()).isEqualTo("Prohibited");
  }

  @Test
  void anUploadedPlotIsComputedAgainWithWhatItsFieldsSaid() {
    String file =
        "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:4527\"}},"
            + "\"features\":[{\"type\":\"Feature\",\"properties\":{\"ZDDM\":\"139981001001GB00007\",\"surveyState\":\"DETAILED\"},"
            + "\"geometry\":%s}]}".formatted(square(50, 0, 100));
    Http.Answer given =
        http.postParts(
            "/api/checks",
            List.of(
                new Http.Part(
                    "file",
                    "plot.geojson",
                    "application/geo+json",
                    file.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                new Http.Part(
                    "request",
                    "",
                    "application/json",
                    "{\"stage\":\"SUPPLY\",\"plannedUse\":\"0701\",\"currentUse\":\"1001\",\"parcel\":{\"adcode\":\"139981\"}}"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))),
            "Authorization",
            Http.admin());
    assertThat(given.status()).as(given.response().body()).isEqualTo(201);
    assertThat(given.json().at("/parcel/parcelNo").asString()).isEqualTo("139981001001GB00007");
    assertThat(given.json().at("/question/surveySource").asString()).isEqualTo("PARCEL");

    assertThat(replay(given.json()).path("same").asBoolean()).isTrue();
    String history = "/api/checks?parcelNo=139981001001GB00007";
    assertThat(get(history).json().at("/checks/0/verdictTitle").asString()).isEqualTo("禁止");
    assertThat(
            http.get(history, "Accept-Language", "en", "Authorization", Http.admin())
                .json()
                .at("/checks/0/verdictTitle")
                .asString())
        .isEqualTo("Prohibited");
  }

  @Test
  void anybodyCanVerifyAnAnswerAndLearnsNothingElse() {
    JsonNode answer = check(square(55, 0, 100), "0701");
    String hash = answer.path("hash").asString();

    Http.Answer verified = new Http(port).get("/verify/" + hash);

    assertThat(verified.status()).isEqualTo(200);
    Set<String> names = new TreeSet<>(verified.json().propertyNames());
    assertThat(names)
        .containsExactly(
            "answeredAt", "hash", "incomplete", "lastAnsweredAt", "verdict", "verdictTitle");
    assertThat(verified.json().path("verdict").asString()).isEqualTo("PROHIBITED");
    assertThat(verified.json().path("answeredAt")).isEqualTo(answer.path("evaluatedAt"));
    Http.Answer english = new Http(port).get("/verify/" + hash, "Accept-Language", "en");
    assertThat(english.json().path("verdictTitle").asString()).isEqualTo("Prohibited");
    assertThat(new Http(port).get("/verify/" + hash.substring(7)).status()).isEqualTo(200);
    String wrong = "0".equals(hash.substring(70)) ? "1" : "0";
    assertThat(new Http(port).get("/verify/" + hash.substring(0, 70) + wrong).code())
        .isEqualTo("ANSWER_NOT_FOUND");
    assertThat(new Http(port).get("/verify/1").status()).isEqualTo(404);
  }

  /** English is put in on the way out: what is stored, and its hash, stay as they are. */
  @Test
  void aReaderOfEnglishIsToldInEnglishAndTheHashIsTheSame() {
    String plot = square(55, 0, 100);
    JsonNode chinese = check(plot, "0701");
    Http http = new Http(port);
    String path = "/api/checks/" + chinese.path("id").asString();
    JsonNode english =
        http.get(path, "Accept-Language", "en", "Authorization", Http.admin()).json();
    assertThat(english.path("hash")).isEqualTo(chinese.path("hash"));
    assertThat(english.path("verdictTitle").asString()).isEqualTo("Prohibited");
    assertThat(english.at("/collections/0/title").asString()).matches("[ -~]+");
    Set<String> words = new TreeSet<>();
    for (JsonNode finding : english.path("findings")) {
      for (String member : new String[] {"title", "action", "responsible", "severityTitle"}) {
        words.add(finding.path(member).asString());
      }
      finding.path("parameters").forEach(p -> words.add(p.path("title").asString()));
      assertThat(finding.at("/basis/0").asString()).contains("》").endsWith("]");
    }
    english.path("missingFacts").forEach(m -> words.add(m.path("question").asString()));
    english.path("incompleteReasons").forEach(r -> words.add(r.path("text").asString()));
    assertThat(words).contains("A listed site may not be used for housing or public services");
    assertThat(words).allMatch(text -> text.matches("[ -~–“”]+"));

    assertThat(http.get(path, "Authorization", Http.admin()).json()).isEqualTo(chinese);
    assertThat(
            http.get(
                    path + "?original=true", "Accept-Language", "en", "Authorization", Http.admin())
                .json())
        .isEqualTo(chinese);
    assertThat(replay(english).path("same").asBoolean()).isTrue();
  }

  @Test
  void aPointMayReachThePlotAndASiteOnTheListMayLieAnywhere() {
    // The point lies 60 m from the western edge of the plot at (120, 950).
    JsonNode answer = check(square(120, 950, 100), "1001");

    JsonNode finding = answer.at("/findings/0");
    assertThat(finding.path("rule").asString()).isEqualTo("risk-unknown");
    assertThat(finding.path("possible").asBoolean()).isTrue();
    assertThat(finding.path("distanceMetres").asDouble()).isBetween(59.9, 60.1);
    assertThat(finding.path("parameters").toString()).contains("pointUncertaintyMetres");
    assertThat(answer.path("incomplete").asBoolean()).isTrue();
    assertThat(answer.at("/incompleteReasons/0/code").asString()).isEqualTo("BOUNDARY_MISSING");
    // 130 m from it nothing is possible: the radius is 100 m
    assertThat(check(square(190, 950, 100), "1001").path("findings")).isEmpty();

    create("AG-NOWHERE", "null", "SUSPECTED", "139982003");
    jdbc.update(
        "insert into dataset_coverage (collection, since, adcode, source_date) values ('contaminated-sites', 0, '139982', current_date)");
    JsonNode unsure = check(square(5_000, 0, 100), "1001", "139982");
    assertThat(unsure.path("verdict").asString()).isEqualTo("CLEAR");
    assertThat(unsure.path("incomplete").asBoolean()).isTrue();
    assertThat(unsure.path("incompleteReasons").toString()).contains("UNLOCATED", "AG-NOWHERE");
    assertThat(unsure.at("/unlocated/0/count").asInt()).isEqualTo(1);
    assertThat(unsure.at("/unlocated/0/features/0/rules/0").asString()).isEqualTo("risk-unknown");
    // the printed opinion says it too
    String opinion =
        new Http(port)
            .get(
                "/api/checks/" + unsure.path("id").asString() + "/report.html",
                "Authorization",
                Http.admin())
            .response()
            .body();
    assertThat(opinion).contains("1 个要素没有位置，不能排除在地块上", "AG-NOWHERE");
    // another township of the county
    assertThat(check(square(5_000, 0, 100), "1001", "139982004").path("unlocated")).isEmpty();
    assertThat(replay(unsure).path("same").asBoolean()).isTrue();
  }

  @Test
  void theLifeOfASiteTellsTheSurveyOfAPlotThatItTakesWhole() {
    JsonNode inside = post(unsurveyed(square(10, 10, 50))).json();
    JsonNode half = post(unsurveyed(square(50, 0, 100))).json();

    // listed: a detailed survey lies behind it
    assertThat(inside.at("/question/survey").asString()).isEqualTo("DETAILED");
    assertThat(inside.at("/question/surveySource").asString()).isEqualTo("SITE");
    assertThat(inside.path("missingFacts").toString()).doesNotContain("parcel.survey");
    assertThat(half.path("missingFacts").toString()).contains("parcel.survey");
  }

  @Test
  void aFindingIsSetAsideByAnotherOfficerAndTheAnswerShowsBoth() {
    Http.Answer given = post(request(square(50, 0, 100), "1001", null));
    JsonNode answer = given.json();
    String address = "/api/checks/" + answer.path("id").asString();
    JsonNode finding = answer.at("/findings/0");
    assertThat(finding.path("rule").asString()).isEqualTo("listed-site-procedures");
    String body =
        """
        {"rule": "listed-site-procedures", "featureId": "%s", "reason": "已移出名录，公告在途",
         "document": {"title": "移出名录的批复", "number": "环土〔2026〕9号", "date": "2026-09-30"}}
        """
            .formatted(finding.path("featureId").asString());

    assertThat(override(address, body, Http.admin()).code()).isEqualTo("OVERRIDE_OF_OWN_CHECK");
    assertThat(override(address, body, READER).code()).isEqualTo("ROLE_MISSING");
    assertThat(override(address, body.replace("已移出名录，公告在途", " "), OFFICER).status()).isEqualTo(400);
    assertThat(override(address, body.replace("listed-site-procedures", "nothing"), OFFICER).code())
        .isEqualTo("FINDING_NOT_FOUND");
    Http.Answer made = override(address, body, OFFICER);
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    assertThat(override(address, body, OFFICER).code()).isEqualTo("FINDING_OVERRIDDEN");

    JsonNode shown = get(address).json();
    assertThat(shown.path("verdict").asString()).isEqualTo("PROHIBITED");
    // what is left: disclosure, a notice
    assertThat(shown.path("effectiveVerdict").asString()).isEqualTo("NOTICE");
    assertThat(shown.at("/findings/0/override/document/number").asString()).isEqualTo("环土〔2026〕9号");
    assertThat(shown.at("/findings/0/override/actor").asString()).isEqualTo("again.officer");
    assertThat(get(address + "?original=true").response().body())
        .isEqualTo(given.response().body());
    assertThat(replay(answer).path("same").asBoolean()).isTrue();

    String id = made.json().path("id").asString();
    String withdraw = address + "/overrides/" + id + "/withdraw";
    Http.Answer withdrawn =
        http.postJson(withdraw, "{\"reason\":\"批复撤销\"}", "Authorization", OFFICER);
    assertThat(withdrawn.json().at("/withdrawal/reason").asString()).isEqualTo("批复撤销");
    assertThat(http.postJson(withdraw, "{\"reason\":\"again\"}", "Authorization", OFFICER).code())
        .isEqualTo("OVERRIDE_WITHDRAWN");
    JsonNode after = get(address).json();
    assertThat(after.path("effectiveVerdict").asString()).isEqualTo("PROHIBITED");
    assertThat(after.at("/findings/0").has("override")).isFalse();
    assertThat(after.path("overrides")).hasSize(1);
    assertThat(
            jdbc.queryForList(
                "select action from audit_entry where subject = ? and action like 'CHECK_%OVERRID%' order by id",
                String.class, address.replace("/api/", "")))
        .containsExactly("CHECK_FINDING_OVERRIDDEN", "CHECK_OVERRIDE_WITHDRAWN");
  }

  @Test
  void theVersionOfThePackThatWasInForceDecidesAboutAFormerDay() {
    Map<String, Object> row =
        jdbc.queryForMap("select version, digest from pack_in_force where pack = 'national'");
    assertThat(row).containsEntry("version", packHistory.choose("national", null, null).version());
    java.time.Instant before = java.time.Instant.parse("2020-01-01T00:00:00Z");
    assertThat(packHistory.choose("national", null, before).digest()).isEqualTo(row.get("digest"));
  }

  /** As of 2020 the pack of then decides, and the answer is computed again by it. */
  @Test
  void aFormerVersionOfAPackAnswersAndIsReplayed() {
    jdbc.update(
        "insert into pack_in_force (pack, version, digest, since) values ('henan-jiyuan', '2026.1', 'of the test', '2020-01-01')");
    String body =
        request(square(50, 0, 100), "0701", "2020-06-01T00:00:00Z")
            .replace("\"stage\"", "\"pack\":\"henan-jiyuan\",\"stage\"");
    JsonNode then = post(body).json();
    assertThat(then.at("/pack/version").asString()).isEqualTo("2026.1");
    JsonNode now = post(body.replace("\"2020-06-01T00:00:00Z\"", "null")).json();
    assertThat(now.at("/pack/version").asString()).isNotEqualTo("2026.1");
    assertThat(replay(then).path("same").asBoolean()).isTrue();
  }

  private JsonNode replay(JsonNode answer) {
    Http.Answer replay =
        http.postJson(
            "/api/checks/" + answer.path("id").asString() + "/replay",
            "",
            "Authorization",
            Http.admin());
    assertThat(replay.status()).as(replay.response().body()).isEqualTo(200);
    return replay.json();
  }

  private Http.Answer override(String address, String body, String who) {
    return http.postJson(address + "/overrides", body, "Authorization", who);
  }

  private Http.Answer get(String address) {
    return http.get(address, "Authorization", Http.admin());
  }

  private JsonNode check(String geometry, String use) {
    return check(geometry, use, COUNTY);
  }

  private JsonNode check(String geometry, String use, String adcode) {
    Http.Answer answer = post(request(geometry, use, null).replace(COUNTY, adcode));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return answer.json();
  }

  private Http.Answer post(String body) {
    return http.postJson("/api/checks", body, "Authorization", Http.admin());
  }

  private static String request(
      String geometry, String use, @org.jspecify.annotations.Nullable String asOf) {
    return """
        {"parcel":{"geometry":%s,"crs":"EPSG:4527","adcode":"%s"},"stage":"TRANSFER","currentUse":"1001",
         "survey":"DETAILED","plannedUse":"%s","asOf":%s}
        """
        .formatted(geometry, COUNTY, use, asOf == null ? "null" : "\"" + asOf + "\"");
  }

  private static String unsurveyed(String geometry) {
    return request(geometry, "0701", null)
        .replace("\"survey\":\"DETAILED\",", "")
        .replace("TRANSFER", "SUPPLY");
  }

  private static List<String> rules(JsonNode answer) {
    return answer.path("findings").valueStream().map(f -> f.path("rule").asString()).toList();
  }

  private JsonNode feature(String code) {
    Map<String, Object> row =
        jdbc.queryForMap(
            "select feature, since from contaminated_sites where code = ? and until is null", code);
    return tools.jackson.databind.json.JsonMapper.shared().valueToTree(row);
  }

  private void create(String code, String geometry, String status) {
    create(code, geometry, status, COUNTY);
  }

  private void create(String code, String geometry, String status, String adcode) {
    Http.Answer answer =
        http.postJson(
            "/api/collections/contaminated-sites/features?crs=EPSG:4527",
            """
            {"type":"Feature","geometry":%s,"properties":{"code":"%s","adcode":"%s","status":"%s"}}
            """
                .formatted(geometry, code, adcode, status),
            "Authorization",
            Http.admin());
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
  }

  private void user(String name, String role) {
    Http.Answer answer =
        http.postJson(
            "/api/users",
            """
            {"username":"%s","displayName":"%s","department":"NATURAL_RESOURCES","roles":["%s"],"password":"Four eyes see 2 more"}
            """
                .formatted(name, name, role),
            "Authorization",
            Http.admin());
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
  }

  private static String square(double x, double y, double side) {
    double w = 39_440_000 + x;
    double s = 4_720_000 + y;
    double e = w + side;
    double n = s + side;
    return "{\"type\":\"Polygon\",\"coordinates\":[[[%s,%s],[%s,%s],[%s,%s],[%s,%s],[%s,%s]]]}"
        .formatted(w, s, e, s, e, n, w, n, w, s);
  }
}
