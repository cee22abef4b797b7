package org.jingtu.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/**
 * A plot is checked over HTTP. Everything is drawn in squares of zone 39 (EPSG:4527, easting first)
 * with its lower left corner at (39,460,000 + x, 4,700,000 + y); lengths in metres. At 40 km from
 * the central meridian the plane is enlarged by y²/(2R²) = 40²/(2·6371²) = 1.97e-5 in length, so an
 * area of A m² in the plane is A·(1 − 3.9e-5) m² on the ellipsoid.
 */
@JourneyTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckJourneyTest {

  private static final String COUNTY = "139971";

  @LocalServerPort int port;
  private final JdbcTemplate jdbc;
  private Http http;

  CheckJourneyTest(@org.springframework.beans.factory.annotation.Autowired JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @BeforeAll
  void draw() {
    http = new Http(port);
    // A listed site: 100 m × 100 m at (0, 0); a suspected one beside it, touching, at (100, 0).
    create(
        "contaminated-sites",
        "CJ-LISTED",
        square(0, 0, 100),
        "\"status\":\"LISTED\",\"listed\":true,\"sourceDate\":\"2026-09-01\"");
    create(
        "contaminated-sites",
        "CJ-SUSPECTED",
        square(100, 0, 100),
        "\"status\":\"SUSPECTED\",\"sourceDate\":\"2026-09-01\"");
    // Two groundwater zones that overlap each other by 50 m × 100 m over the plot at (0, 1000).
    create(
        "groundwater-zones",
        "CJ-G1",
        rectangle(0, 1000, 60, 100),
        "\"scheme\":\"A\",\"zoneClass\":\"CONTROL_LEVEL_1\"");
    create(
        "groundwater-zones",
        "CJ-G2",
        rectangle(10, 1000, 60, 100),
        "\"scheme\":\"A\",\"zoneClass\":\"CONTROL_LEVEL_2\"");
    for (String collection :
        List.of("contaminated-sites", "control-zones", "groundwater-zones", "farmland-classes")) {
      jdbc.update(
          "insert into dataset_coverage (collection, since, adcode, source_date) values (?, 1, ?, current_date)",
          collection,
          COUNTY);
    }
  }

  @Test
  void housingOnAListedSiteIsProhibitedWithAreaAndBasis() {
    // The plot is 100 m × 100 m at (50, 0): half of it, 50 m × 100 m = 5,000 m², lies on each site.
    JsonNode answer = check(square(50, 0, 100), "SUPPLY", "0701", "DETAILED");

    assertThat(answer.path("verdict").asString()).isEqualTo("PROHIBITED");
    JsonNode finding = finding(answer, "listed-site-sensitive-use");
    assertThat(finding.path("featureCode").asString()).isEqualTo("CJ-LISTED");
    assertThat(finding.path("overlap").path("areaSquareMetres").asDouble())
        .isCloseTo(5_000 * (1 - 3.9e-5), within(0.1));
    assertThat(finding.path("overlap").path("areaMu").asDouble()).isCloseTo(7.5, within(0.001));
    assertThat(finding.path("overlap").path("percentOfParcel").asDouble())
        .isCloseTo(50, within(0.01));
    assertThat(finding.path("basis").toString()).contains("名录");
    assertThat(finding.path("action").asString()).isNotBlank();
    assertThat(finding(answer, "risk-unknown").path("featureCode").asString())
        .isEqualTo("CJ-SUSPECTED");
    assertThat(answer.path("clearAreaSquareMetres").asDouble()).isCloseTo(0, within(0.1));
    assertThat(collection(answer, "contaminated-sites").path("state").asString())
        .isEqualTo("CONCERNED");
    assertThat(collection(answer, "contaminated-sites").path("unionAreaSquareMetres").asDouble())
        .isCloseTo(10_000 * (1 - 3.9e-5), within(0.1));
  }

  @Test
  void touchingIsNotOverlapping() {
    // The plot at (0, 100) shares its whole lower edge with the listed site.
    JsonNode answer = check(square(0, 100, 100), "SUPPLY", "1001", "DETAILED");

    assertThat(answer.path("verdict").asString()).isEqualTo("CLEAR");
    assertThat(answer.path("findings")).isEmpty();
    assertThat(answer.path("ignored")).isEmpty();
    assertThat(collection(answer, "contaminated-sites").path("state").asString())
        .isEqualTo("NOT_CONCERNED");
    assertThat(answer.path("clearAreaSquareMetres").asDouble())
        .isCloseTo(10_000 * (1 - 3.9e-5), within(0.1));
  }

  @Test
  void aSliverStaysListedAsIgnoredWithFigureAndReason() {
    // The plot at (-99.98, 0) reaches 0.02 m into the listed site: 0.02 m × 100 m = 2 m².
    JsonNode answer = check(square(-99.98, 0, 100), "SUPPLY", "1001", "DETAILED");

    assertThat(answer.path("verdict").asString()).isEqualTo("CLEAR");
    JsonNode ignored = answer.path("ignored").path(0);
    assertThat(ignored.path("featureCode").asString()).isEqualTo("CJ-LISTED");
    assertThat(ignored.path("areaSquareMetres").asDouble()).isCloseTo(2, within(0.05));
    // mean width 2A/P = 2 · 2 / (2 · 100.02) = 0.02 m
    assertThat(ignored.path("meanWidthMetres").asDouble()).isCloseTo(0.02, within(0.005));
    assertThat(ignored.path("reason").asString()).isNotBlank();
  }

  @Test
  void theUnionOfACollectionCountsNothingTwice() {
    // Zones [0,60] and [10,70] over the plot [0,100]: 60 + 60 − 50 = 70 m wide, 7,000 m²; 3,000 m²
    // are clear.
    JsonNode answer = check(square(0, 1000, 100), "CONSTRUCTION", "1001", "DETAILED");

    assertThat(collection(answer, "groundwater-zones").path("unionAreaSquareMetres").asDouble())
        .isCloseTo(7_000 * (1 - 3.9e-5), within(0.1));
    assertThat(answer.path("clearAreaSquareMetres").asDouble())
        .isCloseTo(3_000 * (1 - 3.9e-5), within(0.1));
  }

  /** 100 m × 100 m; 40 km from the meridian k = 1.0000197, so 10,000 / k² = 9,999.61 m². */
  @Test
  void theRegisteredAreaIsKeptBesideTheMeasuredOneAndADifferenceIsFlagged() {
    // (9,999.61 − 10,150) / 10,150 = −1.48 %; (9,999.61 − 10,050) / 10,050 = −0.50 %
    JsonNode off = registered("139971001001GB00001", 2_000, "10150");
    assertThat(off.path("areaSquareMetres").asDouble()).isCloseTo(9_999.61, within(0.02));
    assertThat(off.path("registeredAreaSquareMetres").asDouble()).isEqualTo(10_150);
    assertThat(off.path("areaDifferencePercent").asDouble()).isEqualTo(-1.48);
    assertThat(off.path("areaDiffers").asBoolean()).isTrue();
    JsonNode near = registered("139971001001GB00002", 2_200, "10050");
    assertThat(near.path("areaDifferencePercent").asDouble()).isEqualTo(-0.5);
    assertThat(near.path("areaDiffers").asBoolean()).isFalse();
    Http.Answer nothing =
        feature("parcels", "CJ-P3", square(0, 2_400, 100), parcel("139971001001GB00003", "0"));
    assertThat(nothing.code()).isEqualTo("FEATURE_INVALID");
    assertThat(nothing.response().body()).contains("VALUE_NOT_POSITIVE", "应大于 0");
    JsonNode unknown = registered("139971001001GB00004", 2_600, "null");
    assertThat(unknown.path("areaDiffers").isNull()).isTrue();
  }

  private JsonNode registered(String parcelNo, double north, String area) {
    create("parcels", parcelNo, square(0, north, 100), parcel(parcelNo, area));
    return post("{\"parcel\":{\"parcelNo\":\"%s\"},\"stage\":\"SUPPLY\"}".formatted(parcelNo))
        .json()
        .path("parcel");
  }

  @Test
  void whereNothingWasLoadedTheAnswerIsIncompleteAndSaysSo() {
    JsonNode answer = check(square(5_000, 5_000, 100), "SUPPLY", "0701", "DETAILED", "139972");

    assertThat(answer.path("incomplete").asBoolean()).isTrue();
    assertThat(collection(answer, "contaminated-sites").path("state").asString())
        .isEqualTo("NO_DATA");
    assertThat(collection(answer, "contaminated-sites").path("needed").asBoolean()).isTrue();
  }

  @Test
  void oldDataIsStaleAndMakesTheAnswerIncomplete() {
    jdbc.update(
        "insert into dataset_coverage (collection, since, adcode, source_date) values ('contaminated-sites', 1, '139973', date '2015-01-01')");
    JsonNode answer = check(square(5_000, 6_000, 100), "SUPPLY", "0701", "DETAILED", "139973");

    assertThat(collection(answer, "contaminated-sites").path("state").asString())
        .isEqualTo("STALE");
    assertThat(collection(answer, "contaminated-sites").path("sourceDate").asString())
        .isEqualTo("2015-01-01");
    assertThat(answer.path("incomplete").asBoolean()).isTrue();
  }

  @Test
  void theAnswerIsStoredAndReadAgainAndTheSameQuestionHasTheSameHash() {
    Http.Answer given = post(request(square(50, 0, 100), "SUPPLY", "0701", "DETAILED", COUNTY));
    JsonNode first = given.json();
    JsonNode second = check(square(50, 0, 100), "SUPPLY", "0701", "DETAILED");
    JsonNode other = check(square(51, 0, 100), "SUPPLY", "0701", "DETAILED");

    Http.Answer again =
        http.get("/api/checks/" + first.path("id").asString(), "Authorization", Http.admin());
    assertThat(again.response().body()).isEqualTo(given.response().body());
    assertThat(second.path("hash")).isEqualTo(first.path("hash"));
    assertThat(other.path("hash")).isNotEqualTo(first.path("hash"));
  }

  @Test
  void aSelfIntersectingPlotIsRefusedWithTheLocation() {
    String bowTie =
        "{\"type\":\"Polygon\",\"coordinates\":[[[39460000,4700000],[39460100,4700100],[39460100,4700000],[39460000,4700100],[39460000,4700000]]]}";
    Http.Answer answer = post(request(bowTie, "SUPPLY", "0701", "DETAILED", COUNTY));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.code()).isEqualTo("PARCEL_GEOMETRY_INVALID");
    // the two edges cross in the middle of the square
    assertThat(answer.json().path("location").path(0).asDouble())
        .isCloseTo(39_460_050, within(0.01));
    assertThat(answer.json().path("location").path(1).asDouble())
        .isCloseTo(4_700_050, within(0.01));
    assertThat(answer.json().path("detail").asString()).contains("自相交");
  }

  @Test
  void anUnknownStageAndAnUnknownParcelAreNamed() {
    Http.Answer stage = post(request(square(0, 0, 100), "BUY", "0701", "NONE", COUNTY));
    assertThat(stage.code()).isEqualTo("FACT_NOT_UNDERSTOOD");
    assertThat(stage.json().path("detail").asString()).contains("SUPPLY");
    Http.Answer parcel =
        post("{\"parcel\":{\"parcelNo\":\"130899001001GB99999\"},\"stage\":\"SUPPLY\"}");
    assertThat(parcel.status()).isEqualTo(404);
    assertThat(parcel.code()).isEqualTo("PARCEL_NOT_FOUND");
  }

  private JsonNode check(String geometry, String stage, String plannedUse, String survey) {
    return check(geometry, stage, plannedUse, survey, COUNTY);
  }

  private JsonNode check(
      String geometry, String stage, String plannedUse, String survey, String adcode) {
    Http.Answer answer = post(request(geometry, stage, plannedUse, survey, adcode));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return answer.json();
  }

  private Http.Answer post(String body) {
    return http.postJson("/api/checks", body, "Authorization", Http.admin());
  }

  private static String request(
      String geometry, String stage, String use, String survey, String adcode) {
    return """
        {"parcel":{"geometry":%s,"crs":"EPSG:4527","adcode":"%s"},"stage":"%s","currentUse":"1001","plannedUse":"%s",
         "survey":"%s","project":{"key":false,"unavoidable":false,"remediation":false,"industry":"C13"}}
        """
        .formatted(geometry, adcode, stage, use, survey);
  }

  private static String parcel(String parcelNo, String area) {
    return "\"parcelNo\":\"%s\",\"registeredAreaSquareMetres\":%s".formatted(parcelNo, area);
  }

  private void create(String collection, String code, String geometry, String properties) {
    Http.Answer answer = feature(collection, code, geometry, properties);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
  }

  private Http.Answer feature(String collection, String code, String geometry, String properties) {
    return http.postJson(
        "/api/collections/" + collection + "/features?crs=EPSG:4527",
        "{\"type\":\"Feature\",\"geometry\":%s,\"properties\":{\"code\":\"%s\",\"adcode\":\"%s\",%s}}"
            .formatted(geometry, code, COUNTY, properties),
        "Authorization",
        Http.admin());
  }

  private static JsonNode finding(JsonNode answer, String rule) {
    for (JsonNode finding : answer.path("findings")) {
      if (finding.path("rule").asString().equals(rule)) {
        return finding;
      }
    }
    throw new AssertionError("no finding " + rule + " in " + answer.path("findings"));
  }

  private static JsonNode collection(JsonNode answer, String id) {
    List<JsonNode> all = new ArrayList<>();
    answer.path("collections").forEach(all::add);
    return all.stream()
        .filter(c -> c.path("collection").asString().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static String square(double x, double y, double side) {
    return rectangle(x, y, side, side);
  }

  private static String rectangle(double x, double y, double width, double height) {
    double w = 39_460_000 + x;
    double s = 4_700_000 + y;
    double e = w + width;
    double n = s + height;
    return "{\"type\":\"Polygon\",\"coordinates\":[[[%s,%s],[%s,%s],[%s,%s],[%s,%s],[%s,%s]]]}"
        .formatted(w, s, e, s, e, n, w, n, w, s);
  }
}
