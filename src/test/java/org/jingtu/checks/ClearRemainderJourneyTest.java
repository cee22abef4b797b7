package org.jingtu.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jingtu.database.JourneyTest;
import org.jingtu.geo.Ellipsoid;
import org.jingtu.geo.GeoJson;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.locationtech.jts.geom.Geometry;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** What remains of a plot is given out as it was when the plot was checked. */
@JourneyTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClearRemainderJourneyTest {

  private static final String FACTS =
      "\"plannedUse\":\"0701\",\"currentUse\":\"1001\",\"survey\":\"DETAILED\"";

  @LocalServerPort int port;
  private final JdbcTemplate jdbc;
  private Http http;
  private Squares sheet;

  @Autowired
  ClearRemainderJourneyTest(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @BeforeAll
  void draw() {
    http = new Http(port);
    sheet = new Squares(port, "139983", 4_780_000);
    // two sites that overlap one another, one in the middle of another plot
    sheet.load(
        "contaminated-sites",
        sheet.row("CR-1", 0, 0, 50, 50, "\"status\":\"LISTED\",\"listed\":true"),
        sheet.row("CR-2", 25, 0, 50, 50, "\"status\":\"LISTED\",\"listed\":true"),
        sheet.row("CR-HOLE", 1_040, 40, 20, 20, "\"status\":\"LISTED\",\"listed\":true"));
  }

  @Test
  void theRemainderHasTheAreaThatWasAnsweredAndStaysWhenTheDataChange() {
    String more =
        sheet.create(
            "contaminated-sites",
            sheet.row("CR-3", 0, 90, 100, 10, "\"status\":\"LISTED\",\"listed\":true"));
    JsonNode answer = sheet.check(sheet.rectangle(0, 0, 100, 100), "SUPPLY", FACTS);
    // 100 m × 100 m less 75 m × 50 m of the first two less 100 m × 10 m = 5,250 m²
    assertThat(answer.path("clearAreaSquareMetres").asDouble()).isCloseTo(5_250, within(0.05));

    Geometry remainder = remainder(answer);
    sheet.remove("contaminated-sites", more);

    assertThat(Ellipsoid.areaSquareMetres(remainder))
        .isCloseTo(
            answer.path("clearAreaSquareMetres").asDouble(), within(0.03)); // 0.2 mm on 100 m
    assertThat(remainder.isValid()).isTrue();
    assertThat(remainder(answer)).isEqualTo(remainder);
    // an L of six corners: no vertex is left where sites were cut or edges followed
    assertThat(remainder.getNumPoints()).isEqualTo(7);
  }

  @Test
  void coordinateTextGoesBackInWithTheSameArea() {
    JsonNode answer = sheet.check(sheet.rectangle(1_000, 0, 100, 100), "SUPPLY", FACTS);

    Http.Answer text = get(answer, "?f=txt&crs=EPSG:4527");

    assertThat(text.header("Content-Disposition").orElseThrow()).contains(".txt");
    // ring 1 is the plot, ring 2 the hole; X is the northing: 4,780,040 m, Y with prefix 39
    assertThat(text.response().body())
        .contains(
            "[属性描述]", "带号=39", ",1,4780000.0000,39501000.0000", ",2,4780040.0000,39501040.0000");
    JsonNode again = checkFile("remainder.txt", text.response().body());
    double area = answer.path("clearAreaSquareMetres").asDouble();
    // 100 m × 100 m less 20 m × 20 m
    assertThat(area).isCloseTo(9_600, within(0.05));
    assertThat(again.at("/parcel/areaSquareMetres").asDouble()).isCloseTo(area, within(0.05));
    assertThat(again.path("clearAreaSquareMetres"))
        .isEqualTo(again.at("/parcel/areaSquareMetres")); // nothing lies on it
  }

  @Test
  void otherFormatsAndRefusals() {
    JsonNode answer = sheet.check(sheet.rectangle(0, 0, 100, 100), "SUPPLY", FACTS);
    assertThat(get(answer, "?f=shp").header("Content-Type").orElseThrow())
        .isEqualTo("application/zip");
    assertThat(get(answer, "?f=gpkg").status()).isEqualTo(200);
    assertThat(get(answer, "?f=doc").code()).isEqualTo("BAD_PARAMETER");
    assertThat(get(answer, "?f=txt&crs=EPSG:4490").code()).isEqualTo("BAD_PARAMETER");

    JsonNode taken = sheet.check(sheet.rectangle(10, 10, 20, 20), "SUPPLY", FACTS);
    assertThat(get(taken, "").json().path("features")).isEmpty();
    assertThat(get(taken, "?f=txt").code()).isEqualTo("CLEAR_REMAINDER_EMPTY");
    assertThat(
            http.get("/api/checks/nothing/clear-remainder", "Authorization", Http.admin()).code())
        .isEqualTo("CHECK_NOT_FOUND");
  }

  @Test
  void aRemainderThatDoesNotComeOutAsAnsweredIsRefused() {
    JsonNode answer = sheet.check(sheet.rectangle(0, 0, 100, 100), "SUPPLY", FACTS);
    // forged behind the service's back: a copy with another clear area
    String forged =
        jdbc.queryForObject(
            """
            insert into parcel_check
            select gen_random_uuid(), created_at, actor, department, parcel_no, adcode, stage, verdict,
              incomplete, pack, pack_version, pack_digest, data_versions, hash, request,
              regexp_replace(answer::text, '"clearAreaSquareMetres":[0-9.]+',
                '"clearAreaSquareMetres":7.5')::json, geom
            from parcel_check where id = ?::uuid returning id::text
            """,
            String.class,
            answer.path("id").asString());

    Http.Answer refused =
        http.get("/api/checks/" + forged + "/clear-remainder", "Authorization", Http.admin());

    assertThat(refused.code()).isEqualTo("CLEAR_REMAINDER_DIFFERS");
    assertThat(refused.json().path("detail").asString()).contains("7.5");
  }

  private Http.Answer get(JsonNode answer, String query) {
    return http.get(
        "/api/checks/" + answer.path("id").asString() + "/clear-remainder" + query,
        "Authorization",
        Http.admin());
  }

  private Geometry remainder(JsonNode answer) {
    Http.Answer given = get(answer, "");
    assertThat(given.status()).as(given.response().body()).isEqualTo(200);
    return GeoJson.readGeometry(given.json().at("/features/0/geometry"));
  }

  private JsonNode checkFile(String name, String text) {
    Http.Part file =
        new Http.Part("file", name, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    String request =
        String.format(
            Locale.ROOT, "{\"stage\":\"SUPPLY\",%s,\"parcel\":{\"adcode\":\"139983\"}}", FACTS);
    Http.Part asked =
        new Http.Part("request", "", "application/json", request.getBytes(StandardCharsets.UTF_8));
    Http.Answer given =
        http.postParts("/api/checks", List.of(file, asked), "Authorization", Http.admin());
    assertThat(given.status()).as(given.response().body()).isEqualTo(201);
    return given.json();
  }
}
