package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Files that are nearly right: what is wrong with them is told, once, and where it lies. */
@JourneyTest
@TestPropertySource(properties = "jingtu.test.database=imports")
class ImportOddFilesJourneyTest {

  private static final String LAND = "collection=permanent-basic-farmland";
  private static final String SQUARE =
      "{\"type\":\"Polygon\",\"coordinates\":[[[117,42.5],[117.001,42.5],[117.001,42.501],[117,42.501],[117,42.5]]]}";

  @LocalServerPort private int port;
  private ImportClient client;

  @BeforeEach
  void openClient() {
    client = new ImportClient(port);
  }

  private JsonNode load(String query, String text) {
    return client.load(query, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String feature(String code, String more) {
    return "{\"type\":\"Feature\",\"properties\":{\"code\":\"%s\",\"adcode\":\"320241\"%s},\"geometry\":%s}"
        .formatted(code, more, SQUARE);
  }

  private static void assertRejected(JsonNode job, String... codes) {
    assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("REJECTED");
    assertThat(ImportClient.codes(job)).containsExactly(codes);
  }

  /** Else it would be written as "?", or the database would refuse a row that was checked. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"name\":\"\\ud842\"",
        ",\"note\":\"\\udfb7x\"",
        ",\"note\":\"a\\u0000b\"",
        ",\"note\":{\"in\":\"\\ud842\"}"
      })
  void aTextThatCannotBeKeptKeepsTheRowOut(String more) {
    assertRejected(load(LAND, feature("ODD-1", more)), "VALUE_HAS_CONTROL_CHARACTER");
    JsonNode checked = load(LAND + "&commit=manual", feature("ODD-1", more));
    assertRejected(checked, "VALUE_HAS_CONTROL_CHARACTER");
  }

  @Test
  void aWholePairIsKept() {
    JsonNode job = load(LAND + "&commit=manual", feature("ODD-2", ",\"note\":\"\\ud842\\udfb7\""));
    assertThat(job.at("/preview/rows/0/extra/note").asString()).isEqualTo("𠮷");
  }

  /** What the answer to an empty file advises is possible. */
  @ParameterizedTest
  @CsvSource({"append", "replace"})
  void thatThereIsNothingInACountyCanBeDeclaredByAFileWithoutFields(String mode) {
    String empty = "{\"type\":\"FeatureCollection\",\"features\":[]}";
    assertRejected(load(LAND, empty), "NO_ROWS");
    JsonNode job = load(LAND + "&mode=" + mode + "&coverage=320242", empty);
    assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("COMMITTED");
    assertThat(job.path("ended").asInt()).isZero();
  }

  /** A row that could not be read has no second fault: that it has no code, or no geometry. */
  @Test
  void aLostRowIsToldOnce() {
    String lines = feature("ODD-3", "") + "\n{\"type\":\"Feature\", oops}\n";
    assertRejected(load(LAND, lines), "GEOJSON_TEXT_BROKEN");
    String places = "collection=sensitive-places&crs=EPSG:4490&coverage=320241";
    assertRejected(load(places, "code,经度,纬度,kind\nODD-4,117,,SCHOOL\n"), "COORDINATE_MISSING");
    assertRejected(load(places, "code,经度,纬度,kind\nODD-4,117,x,SCHOOL\n"), "COORDINATE_MALFORMED");
  }

  /** 15 degrees from the meridian, the transformation is off by 1.5 m; mostly the zone is wrong. */
  @Test
  void aPlaceFarFromTheMeridianIsToldWithTheDistance() {
    String far =
        "code,adcode,WKT\nFAR-2,320241,\"POLYGON((1700000 4680000,1700100 4680000,1700100 4680100,1700000 4680000))\"\n";
    JsonNode job = load(LAND + "&crs=EPSG:4543&commit=manual", far);
    assertRejected(job, "FAR_FROM_MERIDIAN");
    // 1,200 km east of 102° at 42.2° N, where a degree is 82.6 km: 14.5°
    assertThat(job.at("/problems/0/message").asString()).startsWith("位置离 EPSG:4543 的中央经线约 14 度");
  }

  /** Written by GDAL as a curve, which no other format of the registry can hold. */
  @Test
  void aCurveIsNamed() {
    byte[] file =
        new JsonRows("EPSG:4490")
            .add(
                "ODD-5",
                "320241",
                "[[[117,42.6],[117.001,42.6],[117.001,42.601],[117,42.601],[117,42.6]]]")
            .as("GPKG", "curve.gpkg", "-nlt", "CURVEPOLYGON");
    JsonNode job = client.load("collection=farmland-classes&commit=manual", file);
    assertRejected(job, "SHAPE_TYPE_UNKNOWN");
    assertThat(job.at("/problems/0/message").asString())
        .isEqualTo("不支持图形类型 CurvePolygon (10)。请转换为点、线或面（曲线请先离散为折线）后重新导出");
  }

  @Test
  void otherJsonIsNotCalledBroken() {
    Http.Answer answer =
        client.upload(
            LAND, ("[" + feature("ODD-6", "") + "]").getBytes(StandardCharsets.UTF_8), List.of());
    JsonNode job = client.end(answer.json().path("id").asString());
    assertThat(job.path("state").asString()).isEqualTo("REJECTED");
    assertThat(ImportClient.codes(job)).doesNotContain("GEOJSON_BROKEN");
  }
}
