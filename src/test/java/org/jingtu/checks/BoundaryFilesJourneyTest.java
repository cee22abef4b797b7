package org.jingtu.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Boundaries of administrative areas come as files, as everything else does. */
@JourneyTest
class BoundaryFilesJourneyTest {

  @LocalServerPort private int port;

  private Http.Answer send(String name, byte[] file, String query) {
    return new Http(port)
        .postParts(
            "/api/boundaries/files" + query,
            List.of(new Http.Part("file", name, "application/octet-stream", file)),
            "Authorization",
            Http.admin());
  }

  private JsonNode get(String path) {
    return new Http(port).get(path, "Authorization", Http.admin()).json();
  }

  /** Made by ogr2ogr, GBK, EPSG:4527: src/test/resources/imports/make.sh. */
  @Test
  void theTownshipsOfAShapefileAreRegistered() throws IOException {
    byte[] zip = Files.readAllBytes(Path.of("src/test/resources/imports/townships.zip"));
    Http.Answer answer = send("乡镇.zip", zip, "");
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    assertThat(answer.json().path("registered").asInt()).isEqualTo(2);

    assertThat(get("/api/boundaries?adcode=139936").findValuesAsString("name"))
        .containsExactly("城关镇", "东乡");
    JsonNode town = get("/api/boundaries/139936101");
    assertThat(town.path("sourceDate").asString()).isEqualTo("2026-03-01");
    // 2,000 m × 1,000 m from 0 to 2 km east of the central meridian: too large by 2 · 10⁻⁸ and less
    assertThat(town.path("areaSquareMetres").asDouble()).isCloseTo(2_000_000, within(0.1));
  }

  @Test
  void allAreRegisteredOrNone() {
    String rows =
        """
        XZQDM,XZQMC,wkt
        139937101,甲镇,"POLYGON ((117 40, 117.01 40, 117.01 40.01, 117 40.01, 117 40))"
        %s,乙镇,"POLYGON ((117.01 40, 117.02 40, 117.02 40.01, 117.01 40.01, 117.01 40))"
        """;
    for (String wrong : List.of("镇二", "139937101")) { // no code; twice the same
      Http.Answer answer =
          send(
              "areas.csv",
              rows.formatted(wrong).getBytes(StandardCharsets.UTF_8),
              "?crs=EPSG:4490");
      assertThat(answer.code()).as(answer.response().body()).isEqualTo("BOUNDARY_REFUSED");
    }
    assertThat(get("/api/boundaries?adcode=139937")).isEmpty();
    Http.Answer empty =
        send(
            "areas.geojson",
            "{\"type\":\"FeatureCollection\",\"features\":[]}".getBytes(StandardCharsets.UTF_8),
            "");
    assertThat(empty.code()).isEqualTo("UPLOAD_TOO_MANY_PLOTS");
  }
}
