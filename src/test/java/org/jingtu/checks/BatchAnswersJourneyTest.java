package org.jingtu.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jingtu.database.JourneyTest;
import org.jingtu.sample.SampleFiles;
import org.jingtu.support.Http;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** An answer out of a batch can be stood behind like one that was asked for alone. */
@JourneyTest
@TestPropertySource(properties = "jingtu.test.database=sample-county")
class BatchAnswersJourneyTest {

  private static final String SUPPLY =
      "{\"stage\": \"SUPPLY\", \"parcel\": {\"crs\": \"EPSG:4490\"}}";

  @LocalServerPort private int port;
  @Autowired private JdbcTemplate jdbc;

  @Test
  void everyRowIsVerifiedByItsHashAndComputedAgain() throws Exception {
    SampleFiles.load(port);
    BatchClient client = new BatchClient(port);
    String number =
        jdbc.queryForObject(
            "select parcel_no from parcels where until is null order by parcel_no limit 1",
            String.class);
    String shape =
        jdbc.queryForObject(
            "select st_asgeojson(geom, 9) from parcels where until is null and parcel_no = ?",
            String.class,
            number);
    String drawn =
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":%s,\"properties\":{\"宗地代码\":\"%s\",\"规划用途\":\"0701\",\"调查状态\":\"NONE\",\"XZQDM\":\"130899\"}}]}"
            .formatted(shape, number);
    JsonNode byNumber = client.run("a.csv", bytes("宗地代码,规划用途\n" + number + ",0701\n"), SUPPLY);
    JsonNode byShape = client.run("b.geojson", bytes(drawn), SUPPLY);

    for (JsonNode batch : List.of(byNumber, byShape)) {
      JsonNode row = client.results(batch).get(0);
      String check = "/api/checks/" + row.path("check").asString();
      String hash = client.get(check).json().path("hash").asString();
      JsonNode verified = new Http(port).get("/verify/" + hash).json(); // without sign-in
      assertThat(verified.path("verdict")).as(batch.toString()).isEqualTo(row.path("verdict"));
      assertThat(verified.path("incomplete")).isEqualTo(row.path("incomplete"));
      JsonNode replayed = client.post(check + "/replay", "").json();
      assertThat(replayed.path("same").asBoolean()).as(replayed.toString()).isTrue();
      assertThat(replayed.path("replayedHash").asString()).isEqualTo(hash);
      assertThat(replayed.path("differences")).isEmpty();
    }
  }

  /**
   * A batch finds candidates by a statement of its own, and by an index of its own those of sparse
   * layers; the industry of the second request reaches for farmland, which is not in it.
   */
  @Test
  void everyParcelIsJudgedAsItIsAlone() throws Exception {
    SampleFiles.load(port);
    BatchClient client = new BatchClient(port);
    String numbers =
        jdbc.queryForObject(
            "select string_agg(parcel_no, chr(10)) from (select parcel_no from parcels where until is null order by 1 limit 20) p",
            String.class);
    for (String request :
        List.of(
            "{\"stage\":\"SUPPLY\",\"plannedUse\":\"0701\"}",
            "{\"stage\":\"SUPPLY\",\"plannedUse\":\"1001\",\"project\":{\"industry\":\"C336\"}}")) {
      JsonNode batch = client.run("n.csv", bytes("宗地代码\n" + numbers), request);
      List<JsonNode> rows = client.results(batch);
      assertThat(rows).hasSize(numbers.split("\n").length);
      for (JsonNode row : rows) {
        JsonNode replayed =
            client.post("/api/checks/" + row.path("check").asString() + "/replay", "").json();
        assertThat(replayed.path("same").asBoolean()).as(replayed.toString()).isTrue();
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
