package org.jingtu.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jingtu.database.JourneyTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Conflicts open, change and close with the data, and officers deal with them, over HTTP. */
@JourneyTest
class ConflictsJourneyTest {

  private static final double AT_100 = 0.01; // figures are given to two decimals

  @LocalServerPort private int port;

  private Squares at(String county, double north) {
    squares = new Squares(port, county, north);
    return squares;
  }

  private Squares squares;

  @BeforeEach
  void noSheetYet() {
    squares = new Squares(port, "139960", 4_000_000);
  }

  @Test
  void aSiteThatComesMovesAndGoesOpensChangesAndClosesAConflictWithItsHistory() {
    at("139961", 4_001_000);
    // housing planned on 100 m × 100 m; the listed site covers its right half: 50 × 100 = 5,000 m²
    squares.create("plan-land-use", squares.row("CF-P1", 0, 0, 100, 100, housing()));
    String site =
        squares.create("contaminated-sites", squares.row("CF-S1", 50, 0, 100, 100, listed()));

    JsonNode opened = conflict("139961", "plan-over-site");
    assertThat(opened.path("state").asString()).isEqualTo("OPEN");
    assertThat(opened.path("severity").asString()).isEqualTo("PROHIBITED");
    assertThat(opened.at("/feature/code").asString()).isEqualTo("CF-P1");
    assertThat(opened.at("/against/code").asString()).isEqualTo("CF-S1");
    assertThat(Squares.area(opened)).isCloseTo(5_000, within(AT_100));
    assertThat(opened.at("/overlap/percentOfFeature").asDouble()).isCloseTo(50, within(0.01));
    assertThat(found("139961"))
        .containsEntry("listed-site-sensitive-use", "PROHIBITED")
        .containsEntry("consult-ecology", "CONDITIONAL");

    // moved 25 m to the east: 25 × 100 = 2,500 m² are left
    squares.replace("contaminated-sites", site, squares.row("CF-S1", 75, 0, 100, 100, listed()));
    assertThat(Squares.area(conflict("139961", "plan-over-site"))).isCloseTo(2_500, within(AT_100));

    // touching is not overlapping
    squares.replace("contaminated-sites", site, squares.row("CF-S1", 100, 0, 100, 100, listed()));
    JsonNode closed = conflict("139961", "plan-over-site");
    assertThat(closed.path("state").asString()).isEqualTo("CLOSED");

    squares.replace("contaminated-sites", site, squares.row("CF-S1", 50, 0, 100, 100, listed()));
    squares.remove("contaminated-sites", site);
    JsonNode whole = squares.get("/api/conflicts/" + closed.path("id").asLong());
    assertThat(kinds(whole)).containsExactly("OPENED", "CHANGED", "CLOSED", "REOPENED", "CLOSED");
    JsonNode first = whole.path("history").path(0);
    assertThat(first.path("cause").asString()).isEqualTo("EDIT");
    assertThat(first.path("collection").asString()).isEqualTo("contaminated-sites");
    assertThat(first.path("dataVersion").asLong()).isPositive();
    assertThat(first.path("actor").asString()).isEqualTo("admin");
    assertThat(first.path("areaSquareMetres").asDouble()).isCloseTo(5_000, within(AT_100));
    assertThat(whole.path("geometry").path("type").asString()).isEqualTo("Polygon");
  }

  @Test
  void aParcelIsWatchedAtTheStepThatComesNextUntilItIsBuilt() {
    at("139962", 4_002_000);
    squares.create(
        "contaminated-sites", squares.row("CF-S2", 0, 0, 100, 100, "\"status\":\"SUSPECTED\""));
    String parcel = squares.create("parcels", parcel("PLANNED"));
    assertThat(found("139962")).isEqualTo(Map.of("risk-unknown", "SUSPENDED"));
    assertThat(conflict("139962", "risk-unknown").path("stage").asString()).isEqualTo("SUPPLY");

    squares.replace("parcels", parcel, parcel("SUPPLIED"));
    assertThat(conflict("139962", "risk-unknown").path("stage").asString())
        .isEqualTo("CONSTRUCTION");

    squares.replace("parcels", parcel, parcel("BUILT"));
    assertThat(found("139962")).isEmpty();
  }

  @Test
  void parcelsThatAreReplacedWithTheirCountyAreWatchedAndLeftAloneOnceBuilt() {
    at("139948", 3_948_000);
    squares.create(
        "contaminated-sites",
        squares.row("CF-S139948", 0, 0, 100, 100, "\"status\":\"SUSPECTED\""));
    squares.load("replace", "parcels", parcel("BUILT"));
    assertThat(found("139948")).isEmpty();

    squares.load("replace", "parcels", parcel("PLANNED"));
    assertThat(found("139948")).isEqualTo(Map.of("risk-unknown", "SUSPENDED"));

    squares.load("replace", "parcels", parcel("BUILT"));
    assertThat(found("139948")).isEmpty();
  }

  private Squares.Row parcel(String state) {
    return squares.row(
        "CF-L" + squares.county(),
        0,
        0,
        50,
        50,
        "\"parcelNo\":\""
            + squares.county()
            + "001001GB00001\",\"plannedUse\":\"1001\",\"surveyState\":\"DETAILED\",\"supplyState\":\"%s\""
                .formatted(state));
  }

  @Test
  void whatLiesOutsideALayerIsAConflictOnlyWhereTheLayerIsKnown() {
    at("139964", 4_004_000);
    squares.load(
        "farmland-classes",
        squares.row(
            "CF-F4", 0, 0, 100, 100, "\"soilClass\":\"PRIORITY_PROTECTION\",\"township\":\"东乡\""));
    assertThat(found("139964")).isEmpty();

    // 60 m × 100 m of it are permanent basic farmland; 40 m × 100 m = 4,000 m² lie outside
    squares.load("permanent-basic-farmland", squares.row("CF-B4", 0, 0, 60, 100, ""));
    JsonNode conflict = conflict("139964", "priority-farmland-not-permanent");
    assertThat(Squares.area(conflict)).isCloseTo(4_000, within(AT_100));
    assertThat(conflict.at("/against/featureId").isNull()).isTrue();
    assertThat(conflict.at("/feature/township").asString()).isEqualTo("东乡");
    JsonNode counts = squares.get("/api/conflicts/counts?state=OPEN&adcode=139964");
    assertThat(counts.path("total").asLong()).isEqualTo(1);
    assertThat(counts.at("/byTownship/东乡").asLong()).isEqualTo(1);
    assertThat(counts.at("/byRule/priority-farmland-not-permanent").asLong()).isEqualTo(1);
    assertThat(counts.at("/bySeverity/NOTICE").asLong()).isEqualTo(1);

    String named = URLEncoder.encode("东乡", StandardCharsets.UTF_8);
    assertThat(list("adcode=139964&township=" + named).path("conflicts")).hasSize(1);
    assertThat(list("adcode=139964&township=139964001").path("conflicts")).isEmpty();

    // a replacing import that covers all of it
    squares.load("replace", "permanent-basic-farmland", squares.row("CF-B4", 0, 0, 100, 100, ""));
    JsonNode whole = squares.get("/api/conflicts/" + conflict.path("id").asLong());
    assertThat(kinds(whole)).containsExactly("OPENED", "CLOSED");
    assertThat(whole.at("/history/1/cause").asString()).isEqualTo("IMPORT");
    assertThat(whole.at("/history/1/importJob").asString()).isNotBlank();
  }

  @Test
  void officersTakeNoteAssignAndResolveAndAMaterialChangeReopens() {
    at("139965", 4_005_000);
    squares.create("plan-land-use", squares.row("CF-P5", 0, 0, 100, 100, housing()));
    String site =
        squares.create("contaminated-sites", squares.row("CF-S5", 50, 0, 100, 100, listed()));
    String path = "/api/conflicts/" + conflict("139965", "plan-over-site").path("id").asLong();

    assertThat(act(path + "/acknowledge", "{\"note\":\"已转规划科\"}", 200).path("state").asString())
        .isEqualTo("ACKNOWLEDGED");
    assertThat(act(path + "/assign", "{\"department\":\"MARS\"}", 400).path("code").asString())
        .isEqualTo("BAD_PARAMETER");
    act(path + "/assign", "{\"department\":\"NATURAL_RESOURCES\"}", 200);
    assertThat(list("adcode=139965&department=NATURAL_RESOURCES").path("conflicts")).hasSize(1);
    assertThat(list("adcode=139965&department=ECOLOGY").path("conflicts")).isEmpty();
    assertThat(act(path + "/resolve", "{}", 400).path("code").asString()).isNotBlank();
    JsonNode resolved =
        act(
            path + "/resolve",
            "{\"document\":{\"title\":\"规划调整方案\",\"number\":\"〔2026〕5号\",\"date\":\"2026-10-01\",\"unit\":\"县政府\"}}",
            200);
    assertThat(resolved.path("state").asString()).isEqualTo("RESOLVED");

    // 0.4 m more of 50 m is 0.8 %: the same; 5 m more is 10 %: no longer what was settled
    squares.replace("contaminated-sites", site, squares.row("CF-S5", 49.6, 0, 100, 100, listed()));
    assertThat(squares.get(path).path("state").asString()).isEqualTo("RESOLVED");
    squares.replace("contaminated-sites", site, squares.row("CF-S5", 45, 0, 100, 100, listed()));
    JsonNode whole = squares.get(path);
    assertThat(whole.path("state").asString()).isEqualTo("OPEN");
    assertThat(kinds(whole))
        .containsExactly("OPENED", "ACKNOWLEDGED", "ASSIGNED", "RESOLVED", "CHANGED", "REOPENED");
    assertThat(whole.at("/history/3/details/document/number").asString()).isEqualTo("〔2026〕5号");

    squares.remove("contaminated-sites", site);
    assertThat(act(path + "/acknowledge", "{}", 409).path("code").asString())
        .isEqualTo("CONFLICT_CLOSED");
    assertThat(act("/api/conflicts/x/acknowledge", "{}", 404).path("code").asString())
        .isEqualTo("CONFLICT_NOT_FOUND");
    assertThat(
            squares
                .get("/api/audit?subject=" + path.replace("/api/", ""))
                .path("entries")
                .valueStream()
                .map(e -> e.path("action").asString())
                .filter(action -> action.startsWith("CONFLICT_"))) // readings stand between them
        .containsExactly("CONFLICT_RESOLVED", "CONFLICT_ASSIGNED", "CONFLICT_ACKNOWLEDGED");
  }

  private JsonNode list(String query) {
    return squares.get("/api/conflicts?" + query);
  }

  private JsonNode act(String path, String body, int status) {
    return squares.send("POST", path, body, status);
  }

  private JsonNode conflict(String adcode, String rule) {
    JsonNode conflicts = list("adcode=" + adcode + "&rule=" + rule).path("conflicts");
    assertThat(conflicts).hasSize(1);
    return conflicts.path(0);
  }

  /** What is open, by rule. */
  private Map<String, String> found(String adcode) {
    Map<String, String> found = new TreeMap<>();
    for (JsonNode conflict : list("state=OPEN&adcode=" + adcode).path("conflicts")) {
      found.put(conflict.path("rule").asString(), conflict.path("severity").asString());
    }
    return found;
  }

  private static List<String> kinds(JsonNode conflict) {
    return conflict
        .path("history")
        .valueStream()
        .map(event -> event.path("kind").asString())
        .toList();
  }

  private static String housing() {
    return "\"landUse\":\"0701\",\"planStage\":\"DRAFT\"";
  }

  private static String listed() {
    return "\"status\":\"LISTED\",\"listed\":true";
  }
}
