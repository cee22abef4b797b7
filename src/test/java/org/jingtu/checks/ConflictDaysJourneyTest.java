package org.jingtu.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jingtu.database.JourneyTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Days pass, nothing is written, and conflicts come and go. */
@JourneyTest
class ConflictDaysJourneyTest {

  private static final double AT_100 = 0.01; // figures are given to two decimals

  @LocalServerPort private int port;
  @Autowired private ConflictCalendar calendar;

  private Squares squares;

  private void at(String county, double north) {
    squares = new Squares(port, county, north);
  }

  @Test
  void aZoneComesIntoForceAndExpiresWithoutAnyWrite() {
    at("139963", 4_003_000);
    LocalDate today = LocalDate.now(Judging.CHINA);
    LocalDate begins = today.plusDays(1);
    LocalDate ends = today.plusDays(3);
    squares.create(
        "parcels",
        squares.row(
            "CF-L3",
            0,
            0,
            100,
            100,
            "\"parcelNo\":\"139963001001GB00001\",\"plannedUse\":\"1001\",\"surveyState\":\"DETAILED\",\"supplyState\":\"PLANNED\""));
    squares.create(
        "control-zones",
        squares.row(
            "CF-K3",
            20,
            0,
            100,
            100,
            "\"inForceFrom\":\"%s\",\"inForceTo\":\"%s\"".formatted(begins, ends)));
    assertThat(listConflicts("139963", "control-zone")).isEmpty();

    calendar.bringUpTo(today, begins);
    // 80 m × 100 m of the parcel
    JsonNode conflict = conflict("139963", "control-zone");
    assertThat(conflict.path("severity").asString()).isEqualTo("PROHIBITED");
    assertThat(Squares.area(conflict)).isCloseTo(8_000, within(AT_100));

    calendar.bringUpTo(begins, ends);
    assertThat(conflict("139963", "control-zone").path("state").asString()).isEqualTo("OPEN");
    calendar.bringUpTo(ends, ends.plusDays(1));
    JsonNode whole =
        squares.get("/api/conflicts/" + conflict("139963", "control-zone").path("id").asLong());
    assertThat(kinds(whole)).containsExactly("OPENED", "CLOSED");
    assertThat(whole.at("/history/0/cause").asString()).isEqualTo("DATE");
    calendar.bringUpTo(ends.plusDays(1), today);
  }

  /**
   * A supervised unit counts at supply in 济源 (plan 18), a closed enterprise at construction in 江苏:
   * until the day before they leave their list, and no more from that day on.
   */
  @Test
  void unitsThatLeaveTheirListCeaseToCountOnThatDay() {
    LocalDate today = LocalDate.now(Judging.CHINA);
    LocalDate leaves = today.plusDays(2);
    String unit = "\"kind\":\"SOIL\",\"industry\":\"C2614\",\"inOperation\":%s,\"leftOn\":\"%s\"";
    at("419001077", 4_006_000);
    squares.create(
        "supervised-units", squares.row("CF-U6", 0, 0, 40, 50, unit.formatted(true, leaves)));
    squares.create("parcels", leavingParcel("419001001001GB00777", "1001", "NONE", "PLANNED"));
    at("320199", 4_007_000);
    squares.create(
        "supervised-units", squares.row("CF-U7", 0, 0, 40, 50, unit.formatted(false, leaves)));
    squares.create("parcels", leavingParcel("320199001001GB00777", "0701", "DETAILED", "SUPPLIED"));
    Map<String, String> rules =
        Map.of("419001077", "plan-stage-deadline", "320199", "eia-on-closed-enterprise-land");

    rules.forEach(
        (county, rule) -> {
          JsonNode conflict = conflict(county, rule);
          assertThat(conflict.path("state").asString()).isEqualTo("OPEN");
          assertThat(Squares.area(conflict)).isCloseTo(2_000, within(AT_100)); // 40 m × 50 m
        });
    calendar.bringUpTo(today, leaves.minusDays(1));
    rules.forEach(
        (county, rule) ->
            assertThat(conflict(county, rule).path("state").asString()).isEqualTo("OPEN"));
    calendar.bringUpTo(leaves.minusDays(1), leaves);
    rules.forEach(
        (county, rule) -> {
          JsonNode whole =
              squares.get("/api/conflicts/" + conflict(county, rule).path("id").asLong());
          assertThat(kinds(whole)).containsExactly("OPENED", "CLOSED");
          assertThat(whole.at("/history/1/cause").asString()).isEqualTo("DATE");
        });
    calendar.bringUpTo(leaves, today);
  }

  private Squares.Row leavingParcel(String number, String use, String survey, String state) {
    return squares.row(
        "CF-L" + squares.county(),
        0,
        0,
        100,
        50,
        "\"parcelNo\":\"%s\",\"currentUse\":\"1001\",\"plannedUse\":\"%s\",\"surveyState\":\"%s\",\"supplyState\":\"%s\""
            .formatted(number, use, survey, state));
  }

  private JsonNode listConflicts(String adcode, String rule) {
    return squares.get("/api/conflicts?adcode=" + adcode + "&rule=" + rule).path("conflicts");
  }

  private JsonNode conflict(String adcode, String rule) {
    JsonNode conflicts = listConflicts(adcode, rule);
    assertThat(conflicts).hasSize(1);
    return conflicts.path(0);
  }

  private static List<String> kinds(JsonNode conflict) {
    return conflict
        .path("history")
        .valueStream()
        .map(event -> event.path("kind").asString())
        .toList();
  }
}
