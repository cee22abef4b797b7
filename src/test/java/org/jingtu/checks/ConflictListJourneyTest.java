package org.jingtu.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The list of conflicts over HTTP: filters, pages, the map. */
@JourneyTest
class ConflictListJourneyTest {

  private static final String HOUSING = "\"landUse\":\"0701\",\"planStage\":\"DRAFT\"";

  @LocalServerPort private int port;

  @Test
  void theListIsFilteredPagedAndDrawn() {
    Squares squares = new Squares(port, "139966", 4_006_000);
    squares.load(
        "plan-land-use",
        squares.row("CF-P6", 0, 0, 100, 100, HOUSING),
        squares.row("CF-P7", 300, 0, 100, 100, HOUSING));
    squares.load(
        "contaminated-sites",
        squares.row("CF-S6", 50, 0, 100, 100, "\"status\":\"LISTED\",\"listed\":true"),
        squares.row(
            "CF-S7", 350, 0, 100, 100, "\"status\":\"SUSPECTED\",\"pollutionLevel\":\"LIGHT\""));

    JsonNode first = list(squares, "adcode=139966&rule=plan-over-site&limit=1");
    assertThat(first.path("conflicts")).hasSize(1);
    JsonNode second =
        list(
            squares,
            "adcode=139966&rule=plan-over-site&limit=1&after=" + first.path("next").asLong());
    assertThat(
            List.of(
                first.at("/conflicts/0/severity").asString(),
                second.at("/conflicts/0/severity").asString()))
        .containsExactlyInAnyOrder("PROHIBITED", "SUSPENDED");
    assertThat(list(squares, "adcode=139966&severity=SUSPENDED").path("conflicts")).hasSize(1);
    assertThat(list(squares, "adcode=139966&collection=parcels").path("conflicts")).isEmpty();

    JsonNode map = list(squares, "adcode=139966&rule=plan-over-site&f=geojson");
    double west =
        map.path("features")
            .valueStream()
            .map(f -> f.at("/geometry/coordinates/0"))
            .mapToDouble(
                ring ->
                    ring.valueStream().mapToDouble(p -> p.path(0).asDouble()).min().orElseThrow())
            .max()
            .orElseThrow();
    // 117° E is the central meridian; 350 m east of it at 36° N
    assertThat(west)
        .isCloseTo(117 + 350 / (111_320 * Math.cos(Math.toRadians(36.2))), within(1e-4));
    String box = "%s,36,118,37".formatted(west - 0.0001);
    assertThat(
            list(squares, "adcode=139966&bbox=" + box + "&rule=plan-over-site").path("conflicts"))
        .hasSize(1);
    Http.Answer wrong =
        new Http(port).get("/api/conflicts?state=GONE", "Authorization", Http.admin());
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.code()).isEqualTo("BAD_PARAMETER");
  }

  /**
   * The township is that of the feature's name for it, else the first nine digits of its adcode.
   */
  @Test
  void conflictsAreCountedAndListedByTownship() {
    for (int township = 1; township <= 2; township++) {
      Squares squares = new Squares(port, "13994700" + township, 4_007_000 + 500 * township);
      squares.create("plan-land-use", squares.row("CF-T" + township, 0, 0, 100, 100, HOUSING));
      squares.create(
          "contaminated-sites",
          squares.row("CF-U" + township, 50, 0, 100, 100, "\"status\":\"LISTED\",\"listed\":true"));
    }
    Squares squares = new Squares(port, "139947", 4_009_000);
    JsonNode counts =
        squares.get("/api/conflicts/counts?adcode=139947&rule=plan-over-site").path("byTownship");
    assertThat(counts).hasToString("{\"139947001\":1,\"139947002\":1}");
    JsonNode one = list(squares, "township=139947002&rule=plan-over-site").path("conflicts");
    assertThat(one).hasSize(1);
    assertThat(one.at("/0/feature/code").asString()).isEqualTo("CF-T2");
    assertThat(list(squares, "adcode=139947&township=139947003").path("conflicts")).isEmpty();
  }

  private static JsonNode list(Squares squares, String query) {
    return squares.get("/api/conflicts?" + query);
  }
}
