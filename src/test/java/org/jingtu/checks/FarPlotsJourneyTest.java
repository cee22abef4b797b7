package org.jingtu.checks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Plots in a zone that is not theirs: mostly a slip, and degrees are not exact there. */
@JourneyTest
class FarPlotsJourneyTest {

  /** 117.597° to 117.599° E, 40.887° to 40.8885° N in the zone of 111° E, by gdaltransform. */
  private static final String FAR =
      """
      {"type":"Polygon","coordinates":[[[38056162.987,4549032.510],[38056331.704,4549045.284],
      [38056319.077,4549212.019],[38056150.365,4549199.244],[38056162.987,4549032.510]]]}""";

  /** 100 m wide, on the meridian itself. */
  private static final String NEAR =
      """
      {"type":"Polygon","coordinates":[[[37499950,4549000],[37500050,4549000],[37500050,4549100],
      [37499950,4549100],[37499950,4549000]]]}""";

  @LocalServerPort private int port;

  private Http.Answer check(String geometry, String... headers) {
    String request =
        "{\"parcel\":{\"geometry\":%s,\"crs\":\"EPSG:4525\",\"adcode\":\"139943\"},\"stage\":\"SUPPLY\",\"plannedUse\":\"0701\"}"
            .formatted(geometry);
    List<String> all = new ArrayList<>(List.of("Authorization", Http.admin()));
    all.addAll(List.of(headers));
    return new Http(port).postJson("/api/checks", request, all.toArray(String[]::new));
  }

  @Test
  void oneIsRefusedWithTheWayOut() {
    Http.Answer answer = check(FAR);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.code()).isEqualTo("PARCEL_FAR_FROM_MERIDIAN");
    // 117.6 - 111
    assertThat(answer.json().path("detail").asString()).contains("EPSG:4525", "约 7 度", "EPSG:4490");
    assertThat(check(FAR, "Accept-Language", "en").json().path("detail").asString())
        .contains("about 7 degrees");
    assertThat(check(NEAR).status()).isEqualTo(201);
  }

  @Test
  void inABatchItsRowAloneIsRefused() {
    String file =
        """
        {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4525"}},
        "features":[{"type":"Feature","properties":{},"geometry":%s},
        {"type":"Feature","properties":{},"geometry":%s}]}"""
            .formatted(FAR, NEAR);
    BatchClient client = new BatchClient(port);

    JsonNode batch =
        client.run(
            "far.geojson",
            file.getBytes(UTF_8),
            "{\"parcel\":{\"adcode\":\"139943\"},\"stage\":\"SUPPLY\",\"plannedUse\":\"0701\"}");

    assertThat(batch.path("failed").asInt()).as(batch.toString()).isEqualTo(1);
    List<JsonNode> rows = client.results(batch);
    assertThat(rows.get(0).at("/problem/code").asString()).isEqualTo("PARCEL_FAR_FROM_MERIDIAN");
    assertThat(rows.get(1).has("problem") && !rows.get(1).path("problem").isNull()).isFalse();
  }
}
