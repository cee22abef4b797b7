package org.jingtu.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import java.util.Optional;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * Sites that are known as a point alone, or not at all, in conflicts: possible within 100 m ({@code
 * pointUncertaintyMetres}), certain on the feature, and listed where nobody knows the place.
 */
@JourneyTest
class PointConflictsJourneyTest {

  private static final double CENTI = 0.01;
  private static final double NORTH = 4_486_000;
  private static final String LISTED =
      "\"status\":\"LISTED\",\"listed\":true,\"targetMet\":false,\"riskAssessment\":\"COMPLETED\"";

  @LocalServerPort private int port;

  private static Squares.Row point(String code, double x, double y, String properties) {
    String geometry =
        String.format(
            Locale.ROOT, "{\"type\":\"Point\",\"coordinates\":[%f,%f]}", 39_500_000 + x, NORTH + y);
    return new Squares.Row(code, geometry, properties);
  }

  /**
   * Planned housing on 100 m × 100 m; a listed site beside it in every way that it may be known.
   */
  @Test
  void aSiteIsPossibleByItsPointCertainByItsBoundaryAndListedWithoutPlace() {
    Squares sheet = new Squares(port, "139943", NORTH);
    sheet.load(
        "plan-land-use",
        sheet.row("PC-P", 0, 0, 100, 100, "\"landUse\":\"0701\",\"planStage\":\"DRAFT\""));

    // 60 m east of the plan's edge: what would prohibit suspends
    sheet.load("contaminated-sites", point("PC-S", 160, 50, LISTED));
    JsonNode near = open(sheet, "plan-over-site").orElseThrow();
    assertThat(near.path("severity").asString()).isEqualTo("SUSPENDED");
    assertThat(near.path("possible").asBoolean()).isTrue();
    assertThat(near.path("distanceMetres").asDouble()).isCloseTo(60, within(CENTI));
    assertThat(near.path("action").asString()).startsWith("可能命中，边界缺失");
    JsonNode counts = sheet.get("/api/conflicts/counts?state=OPEN&adcode=139943");
    assertThat(counts.path("possible").asLong()).isEqualTo(counts.path("total").asLong());
    assertThat(sheet.get("/api/conflicts?state=OPEN&adcode=139943&possible=false").at("/conflicts"))
        .isEmpty();

    // 101 m off: further than its boundary may reach
    sheet.load("upsert", "contaminated-sites", point("PC-S", 201, 50, LISTED));
    assertThat(open(sheet, "plan-over-site")).isEmpty();

    // on the plan: certain
    sheet.load("upsert", "contaminated-sites", point("PC-S", 50, 50, LISTED));
    JsonNode on = open(sheet, "plan-over-site").orElseThrow();
    assertThat(on.path("severity").asString()).isEqualTo("PROHIBITED");
    assertThat(on.has("possible")).isFalse();

    // its boundary: x from 60 to 100, 40 m × 100 m
    sheet.load("upsert", "contaminated-sites", sheet.row("PC-S", 60, 0, 100, 100, LISTED));
    JsonNode bounded = open(sheet, "plan-over-site").orElseThrow();
    assertThat(Squares.area(bounded)).isCloseTo(4_000, within(CENTI));
    assertThat(bounded.path("id").asLong()).isEqualTo(near.path("id").asLong());

    // the boundary is withdrawn: the point is all that is known again
    sheet.load("upsert", "contaminated-sites", point("PC-S", 160, 50, LISTED));
    assertThat(open(sheet, "plan-over-site").orElseThrow().path("possible").asBoolean()).isTrue();

    // not even a point: in no conflict, and clear of none
    sheet.load("upsert", "contaminated-sites", new Squares.Row("PC-S", "null", LISTED));
    assertThat(open(sheet, "plan-over-site")).isEmpty();
    JsonNode unlocated = sheet.get("/api/conflicts/unlocated?adcode=139943").path("unlocated");
    assertThat(unlocated).hasSize(1);
    assertThat(unlocated.at("/0/featureCode").asString()).isEqualTo("PC-S");
    assertThat(unlocated.at("/0/worst").asString()).isEqualTo("PROHIBITED");
    assertThat(unlocated.at("/0/rules").toString())
        .contains("plan-over-site", "site-over-water-protection", "listed-site-procedures")
        .doesNotContain("risk-unknown"); // its risk assessment is complete
    assertThat(
            sheet.get("/api/conflicts/counts?adcode=139943&severity=PROHIBITED").path("unlocated"))
        .hasToString("1");
    for (String other :
        new String[] {"severity=NOTICE", "rule=risk-unknown", "collection=farmland-classes"}) {
      assertThat(sheet.get("/api/conflicts/unlocated?adcode=139943&" + other).path("unlocated"))
          .as(other)
          .isEmpty();
    }
  }

  /** The point is on the watched side: sites in water protection, units beside farmland. */
  @Test
  void aPointIsJudgedInTheParcelsPlace() {
    Squares sheet = new Squares(port, "139944", NORTH + 2_000);
    sheet.load(
        "water-source-protection", sheet.row("PC-W", 0, 2000, 100, 100, "\"level\":\"LEVEL_2\""));
    sheet.load(
        "contaminated-sites",
        // the sheet's corner is 2,000 m north of that of the points
        point("PC-IN", 50, 4050, LISTED),
        point("PC-NEAR", 150, 4050, LISTED),
        point("PC-FAR", 201, 4050, LISTED));
    JsonNode conflicts =
        sheet.get("/api/conflicts?state=OPEN&adcode=139944&rule=site-over-water-protection");
    assertThat(conflicts.path("conflicts")).hasSize(2);
    for (JsonNode conflict : conflicts.path("conflicts")) {
      boolean inside = conflict.at("/feature/code").asString().equals("PC-IN");
      assertThat(conflict.path("possible").asBoolean(false)).isEqualTo(!inside);
      // x from 100 to 150
      assertThat(conflict.path("distanceMetres").asDouble())
          .isCloseTo(inside ? 0 : 50, within(CENTI));
    }

    sheet.load("permanent-basic-farmland", sheet.row("PC-F", 0, 4000, 100, 100, ""));
    String works = "\"kind\":\"SOIL\",\"industry\":\"C2614\",\"inOperation\":true";
    // 280 m ≤ 200 m (permanentFarmlandDistanceMetres) + 100 m; 301 m is further
    sheet.load(
        "supervised-units", point("PC-U", 380, 6050, works), point("PC-V", 401, 6050, works));
    JsonNode units =
        sheet.get("/api/conflicts?state=OPEN&adcode=139944&rule=supervised-unit-in-permanent");
    assertThat(units.path("conflicts")).hasSize(1);
    assertThat(units.at("/conflicts/0/feature/code").asString()).isEqualTo("PC-U");
    assertThat(units.at("/conflicts/0/possible").asBoolean()).isTrue();

    // the farmland moves away by 50 m: the unit is out of reach, and nobody touched it
    sheet.load("upsert", "permanent-basic-farmland", sheet.row("PC-F", -50, 4000, 100, 100, ""));
    assertThat(open(sheet, "supervised-unit-in-permanent")).isEmpty();
  }

  @Test
  void aReaderOfEnglishIsToldInEnglish() {
    Squares sheet = new Squares(port, "139945", NORTH + 10_000);
    sheet.load("plan-land-use", sheet.row("PC-E", 0, 0, 100, 100, "\"landUse\":\"0701\""));
    sheet.load("contaminated-sites", sheet.row("PC-T", 50, 0, 100, 100, LISTED));
    JsonNode english =
        new Http(port)
            .get(
                "/api/conflicts?adcode=139945&rule=plan-over-site",
                "Accept-Language",
                "en",
                "Authorization",
                Http.admin())
            .json()
            .at("/conflicts/0");
    assertThat(english.path("title").asString())
        .isEqualTo("Planned housing or public services over a suspected or contaminated site");
    assertThat(english.path("action").asString())
        .startsWith("A listed site may not be land for housing or public services");
    assertThat(english.path("severityTitle").asString()).isEqualTo("Prohibited");
    assertThat(english.path("stateTitle").asString()).isEqualTo("To be dealt with");
    assertThat(open(sheet, "plan-over-site").orElseThrow().path("stateTitle").asString())
        .isEqualTo("待处理");
  }

  private static Optional<JsonNode> open(Squares sheet, String rule) {
    return sheet
        .get("/api/conflicts?state=OPEN&adcode=%s&rule=%s".formatted(sheet.county(), rule))
        .path("conflicts")
        .valueStream()
        .findFirst();
  }
}
