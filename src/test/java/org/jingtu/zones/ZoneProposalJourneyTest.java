package org.jingtu.zones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Zones proposed round a site and clipped, and zones drawn by a file. */
@JourneyTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ZoneProposalJourneyTest extends ZoneOffice {

  ZoneProposalJourneyTest() {
    super("139940", "zp");
  }

  @Test
  void aProposalIsClippedToAFeatureAndAFileDrawsADraft() {
    post(
        ecology,
        features("contaminated-sites"),
        feature(square(2000, 0), "WR139940A01", "\"status\":\"SUSPECTED\""),
        201);
    post(
        land,
        features("parcels"),
        feature(square(2050, 0), "139940001001GB00001", "\"parcelNo\":\"139940001001GB00001\""),
        201);
    JsonNode clipped =
        post(
            ecology,
            "/api/zones/proposals",
            "{\"siteCode\":\"WR139940A01\",\"widthMetres\":10,\"clipTo\":{\"collection\":\"parcels\",\"code\":\"139940001001GB00001\"}}",
            200);
    // site and 10 m reach from x = -10 to 110, the parcel begins at 50: 60 m × 100 m
    assertThat(clipped.path("areaSquareMetres").asDouble()).isCloseTo(6_000, within(1.0));

    clipsToAnAreaAndToAGivenBoundary();

    byte[] file =
        ("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":"
                + square(3000, 0)
                + ",\"properties\":{\"GKQBM\":\"GK139940F\",\"XZQDM\":\""
                + county
                + "\"}}]}")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Http.Answer drawn =
        http.postParts(
            "/api/zones/files",
            List.of(
                new Http.Part("file", "zone.geojson", "application/geo+json", file),
                new Http.Part(
                    "request",
                    "",
                    "application/json",
                    "{\"collection\":\"control-zones\",\"crs\":\"EPSG:4527\",\"properties\":{\"measures\":\"围挡\"}}"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))),
            "Authorization",
            ecology);
    assertThat(drawn.status()).as(drawn.response().body()).isEqualTo(201);
    assertThat(drawn.json().path("areaSquareMetres").asDouble()).isCloseTo(10_000, within(1.0));
    assertThat(get(land, drawn.header("Location").orElseThrow()).path("code").asString())
        .isEqualTo("GK139940F");
  }

  /** The township ends at x = 2,030: 40 m of site and border lie in it, and 20 m are given. */
  private void clipsToAnAreaAndToAGivenBoundary() {
    String township = county + "201";
    String clip =
        "{\"siteCode\":\"WR139940A01\",\"widthMetres\":10,\"clipTo\":{\"adcode\":\""
            + township
            + "\"}}";
    assertThat(post(ecology, "/api/zones/proposals", clip, 404).path("code").asString())
        .isEqualTo("BOUNDARY_NOT_FOUND");
    String area =
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":%s,\"properties\":{\"XZQDM\":\"%s\",\"XZQMC\":\"城关镇\"}}]}";
    String upTo2030 = square(1930, 0).replace("4690000", "4689900").replace("4690100", "4690200");
    assertThat(
            post(ecology, "/api/boundaries?crs=EPSG:4527", area.formatted("null", township), 400)
                .path("code")
                .asString())
        .isNotEmpty();
    for (int i = 0; i < 2; i++) { // sent again it takes the place of the one before
      post(ecology, "/api/boundaries?crs=EPSG:4527", area.formatted(upTo2030, township), 201);
    }
    assertThat(get(farming, "/api/boundaries?adcode=" + county)).hasSize(1);
    JsonNode boundary = get(farming, "/api/boundaries/" + township);
    assertThat(boundary.path("level").asString()).isEqualTo("TOWNSHIP");
    // 100 m × 300 m
    assertThat(boundary.path("areaSquareMetres").asDouble()).isCloseTo(30_000, within(1.0));

    JsonNode byArea = post(ecology, "/api/zones/proposals", clip, 200);
    // x from 1,990 to 2,030, y from -10 to 110, two corners cut: 40 · 120 - 2 · (100 - 78.4) =
    // 4,757
    assertThat(byArea.path("areaSquareMetres").asDouble()).isCloseTo(4_757, within(2.0));
    assertThat(byArea.at("/derivedFrom/clippedTo").asString()).isEqualTo("boundaries/" + township);
    JsonNode byGiven =
        post(
            ecology,
            "/api/zones/proposals",
            "{\"siteCode\":\"WR139940A01\",\"widthMetres\":0,\"clipTo\":{\"geometry\":%s,\"crs\":\"EPSG:4527\"}}"
                .formatted(square(2080, 0)),
            200);
    // the site ends at x = 2,100: 20 m × 100 m
    assertThat(byGiven.path("areaSquareMetres").asDouble()).isCloseTo(2_000, within(1.0));
    assertThat(
            post(
                    ecology,
                    "/api/zones/proposals",
                    "{\"siteCode\":\"WR139940A01\",\"widthMetres\":0,\"clipTo\":{}}",
                    422)
                .path("code")
                .asString())
        .isEqualTo("ZONE_REQUEST_INVALID");
  }
}
