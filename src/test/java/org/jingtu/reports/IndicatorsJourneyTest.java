package org.jingtu.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jingtu.database.JourneyTest;
import org.jingtu.exchange.ImportClient;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * Two yearly editions of farmland, drawn in metres beside the central meridian of zone 39, where a
 * square metre of the plane is one on the ellipsoid to 3e-8 (y = 1 km: 1 + (y/6,371 km)²).
 *
 * <pre>
 *           0    60   100       200              350    400   east of 39,500,000 m
 * 2025  100 |  优先 F1  | 安全 F2 |      严格 F3          |
 * 2026  100 |优先F1|安全F1B| 安全 F2 |   严格 F3    | (none) |
 * </pre>
 */
@JourneyTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IndicatorsJourneyTest {

  private static final String COUNTY = "220881";

  @LocalServerPort private int port;
  private Http http;

  @BeforeEach
  void load() {
    if (http == null) {
      http = new Http(port);
      edition(
          farmland("F1", "城关镇", "PRIORITY_PROTECTION", null, "2025-12-01", 0, 100),
          farmland("F2", "城关镇", "SAFE_USE", true, "2025-12-01", 100, 200),
          farmland("F3", "河东乡", "STRICT_CONTROL", false, "2025-12-01", 200, 400));
      edition(
          farmland("F1", "城关镇", "PRIORITY_PROTECTION", null, "2026-11-01", 0, 60),
          farmland("F1B", "城关镇", "SAFE_USE", null, "2026-11-01", 60, 100),
          farmland("F2", "城关镇", "SAFE_USE", true, "2026-11-01", 100, 200),
          farmland("F3", "河东乡", "STRICT_CONTROL", false, "2026-11-01", 200, 350));
    }
  }

  @Test
  void theTransitionMatrixAddsUp() {
    JsonNode answer = get("/api/indicators/farmland?adcode=" + COUNTY + "&from=2025&to=2026");

    JsonNode matrix = answer.path("transitions");
    // F1: 60 m × 100 m stays, 40 m × 100 m is now 安全利用类
    assertMoved(matrix, "PRIORITY_PROTECTION", "PRIORITY_PROTECTION", 6_000);
    assertMoved(matrix, "PRIORITY_PROTECTION", "SAFE_USE", 4_000);
    assertMoved(matrix, "SAFE_USE", "SAFE_USE", 10_000);
    // F3: 150 m × 100 m stays, 50 m × 100 m is not classed any more
    assertMoved(matrix, "STRICT_CONTROL", "STRICT_CONTROL", 15_000);
    assertMoved(matrix, "STRICT_CONTROL", null, 5_000);
    assertThat(matrix.size()).isEqualTo(5);
  }

  @Test
  void aShrinkingPriorityClassIsWarnedOfWithThePlace() {
    JsonNode answer = get("/api/indicators/farmland?adcode=" + COUNTY + "&from=2025&to=2026");

    assertThat(answer.path("warnings").size()).isEqualTo(1);
    JsonNode warning = answer.path("warnings").get(0);
    assertThat(warning.path("township").asString()).isEqualTo("城关镇");
    assertThat(warning.path("lostSquareMetres").asDouble()).isCloseTo(4_000, within(0.05));
    assertThat(warning.path("lostPercent").asDouble()).isEqualTo(40); // 4,000 / 10,000
    assertThat(warning.path("message").asString()).contains("优先保护类减少", "40.00%");
    JsonNode place = answer.path("places").get(0);
    assertThat(place.path("fromCode").asString()).isEqualTo("F1");
    assertThat(place.path("toCode").asString()).isEqualTo("F1B");
    assertThat(place.path("geometry").path("type").asString()).endsWith("Polygon");
    assertThat(answer.path("placesLeftOut").asInt()).isZero();
  }

  @Test
  void theSafeUseRateIsReckonedByAreaAndNamesItsFeatures() {
    JsonNode rate =
        indicator(get("/api/indicators?adcode=" + COUNTY + "&year=2026"), "farmland-safe-use-rate");

    // effective measures: F2 10,000; of F1B 4,000 + F2 10,000 + F3 15,000 = 29,000 m²: 34.48 %
    assertThat(rate.path("percent").asDouble()).isEqualTo(34.48);
    assertThat(rate.path("state").asString()).isEqualTo("MEASURED");
    assertThat(rate.path("notCounted").asInt()).isEqualTo(2);
    JsonNode behind = get(rate.path("features").asString() + "&counting=false");
    assertThat(behind.path("features").valueStream().map(f -> f.path("code").asString()))
        .containsExactlyInAnyOrder("F1B", "F3");
  }

  /** 城关镇: F1B 4,000 without, F2 10,000 with effective measures; 河东乡: F3 15,000 without. */
  @Test
  void everyTownshipAndCountyHasItsOwnIndicatorsWithTheFeaturesBehindThem() throws Exception {
    String asked = "/api/indicators?adcode=" + COUNTY + "&year=2026&half=2&by=";
    JsonNode parts = get(asked + "township").path("parts");
    assertThat(get("/api/indicators?adcode=" + COUNTY).path("parts").isMissingNode()).isTrue();
    JsonNode town = part(parts, "城关镇");
    JsonNode rate = indicator(town, "farmland-safe-use-rate");
    assertThat(rate.path("percent").asDouble()).isEqualTo(71.43); // 10,000 / 14,000
    assertThat(rate.path("denominator").path("areaSquareMetres").asDouble())
        .isCloseTo(14_000, within(0.05));
    assertThat(indicator(part(parts, "河东乡"), "farmland-safe-use-rate").path("percent").asDouble())
        .isZero();
    String behind = rate.path("features").asString();
    assertThat(behind).contains("half=2");
    assertThat(get(behind).path("features").findValuesAsString("code"))
        .containsExactlyInAnyOrder("F1B", "F2");

    JsonNode counties = get(asked + "county").path("parts");
    assertThat(counties).hasSize(1);
    assertThat(indicator(counties.path(0), "farmland-safe-use-rate").path("percent").asDouble())
        .isEqualTo(34.48);
    String csv =
        new String(
            http.getBytes(asked + "township&f=csv", "Authorization", Http.admin()),
            StandardCharsets.UTF_8);
    assertThat(csv.lines().filter(l -> l.endsWith(COUNTY + ",城关镇"))).hasSize(6);
    try (ReadableWorkbook book =
        new ReadableWorkbook(
            new ByteArrayInputStream(
                http.getBytes(asked + "township&f=xlsx", "Authorization", Http.admin())))) {
      assertThat(book.getFirstSheet().read())
          .anySatisfy(
              row -> {
                assertThat(row.getCellText(16)).isEqualTo("城关镇");
                assertThat(row.getCellAsNumber(1).orElseThrow().doubleValue()).isEqualTo(71.43);
              });
    }
    assertThat(refusal(asked + "village")).isEqualTo("BAD_PARAMETER");
  }

  private static JsonNode part(JsonNode parts, String township) {
    return parts
        .valueStream()
        .filter(p -> p.path("township").asString("").equals(township))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatWasNeverLoadedHasNoDataAndIsNotZero() {
    JsonNode answer = get("/api/indicators?adcode=220882&year=2026");

    assertThat(indicator(answer, "farmland-safe-use-rate").path("state").asString())
        .isEqualTo("NO_DATA");
    assertThat(indicator(answer, "farmland-safe-use-rate").path("percent").isNull()).isTrue();
  }

  @Test
  void theTargetIsThatOfTheDocumentForThePlace() {
    JsonNode jiangsu =
        indicator(get("/api/indicators?adcode=320102"), "farmland-safe-use-rate").path("target");
    JsonNode chengde =
        indicator(
                get("/api/indicators?adcode=" + COUNTY + "&pack=hebei-chengde-hitech"),
                "farmland-control-coverage")
            .path("target");

    assertThat(jiangsu.path("percent").asDouble()).isEqualTo(93);
    assertThat(jiangsu.path("source").asString()).contains("苏政办发〔2022〕78号");
    assertThat(chengde.path("percent").asDouble()).isEqualTo(100);
    assertThat(chengde.path("met").asBoolean()).isFalse(); // no measures are stated at all
  }

  /** A parcel that turns to housing counts as safe only if a check said so before. */
  @Test
  void aParcelThatTurnedToHousingUncheckedIsNotCountedAsSafe() {
    String number = "220881001001GB00001";
    String created = parcel("POST", "", number, "1001", null);
    String feature = JSON.readTree(created).path("id").asString();
    parcel("PUT", "/" + feature, number, "0701", "1");

    JsonNode rate =
        indicator(get("/api/indicators?adcode=" + COUNTY), "key-construction-safe-use-rate");

    assertThat(rate.path("denominator").path("count").asInt()).isEqualTo(1);
    assertThat(rate.path("numerator").path("count").asInt()).isZero();
    assertThat(rate.path("percent").asDouble()).isZero();
  }

  @Test
  void theSpreadsheetHoldsTheSameFigures() throws Exception {
    byte[] xlsx =
        http.getBytes(
            "/api/indicators/farmland?adcode=" + COUNTY + "&from=2025&to=2026&f=xlsx",
            "Authorization",
            Http.admin());

    try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(xlsx))) {
      assertThat(book.getSheets().map(s -> s.getName()))
          .containsExactly("各乡镇面积", "转移矩阵", "预警", "减少的位置");
      List<Row> rows = book.findSheet("转移矩阵").orElseThrow().read();
      assertThat(rows.get(0).getCellText(0)).isEqualTo("原类别");
      assertThat(rows)
          .anySatisfy(
              row -> {
                assertThat(row.getCellText(0)).isEqualTo("优先保护类");
                assertThat(row.getCellText(1)).isEqualTo("安全利用类");
                assertThat(row.getCellAsNumber(2).orElseThrow().doubleValue())
                    .isCloseTo(4_000, within(0.05));
              });
    }
    byte[] csv =
        http.getBytes("/api/indicators?adcode=" + COUNTY + "&f=csv", "Authorization", Http.admin());
    assertThat(new String(csv, StandardCharsets.UTF_8)).startsWith("\uFEFF指标,").contains("34.48");
  }

  @Test
  void whatCannotBeUnderstoodIsSaidWithWhatWouldBe() {
    assertThat(refusal("/api/indicators?adcode=1x")).isEqualTo("BAD_PARAMETER");
    assertThat(refusal("/api/indicators?adcode=22&half=3")).isEqualTo("BAD_PARAMETER");
    assertThat(refusal("/api/indicators/no-such/features?adcode=22"))
        .isEqualTo("INDICATOR_NOT_FOUND");
    assertThat(refusal("/api/indicators/farmland?adcode=" + COUNTY + "&from=1990&to=2026"))
        .isEqualTo("EDITION_NOT_FOUND");
  }

  private static final tools.jackson.databind.json.JsonMapper JSON =
      tools.jackson.databind.json.JsonMapper.shared();

  private String parcel(String method, String path, String number, String use, String version) {
    String body =
        """
        {"type": "Feature", "crs": "EPSG:4527",
         "properties": {"code": "%s", "parcelNo": "%s", "adcode": "%s", "plannedUse": "%s"},
         "geometry": {"type": "Polygon", "coordinates": [[[39500000, 4840000], [39500050, 4840000],
           [39500050, 4840050], [39500000, 4840050], [39500000, 4840000]]]}}
        """
            .formatted(number, number, COUNTY, use);
    java.util.List<String> headers =
        new java.util.ArrayList<>(
            List.of("Authorization", Http.admin(), "Content-Type", "application/json"));
    if (version != null) {
      headers.addAll(List.of("If-Match", etag(path)));
    }
    Http.Answer answer =
        http.send(
            method,
            "/api/collections/parcels/features" + path + "?crs=EPSG:4527",
            body,
            headers.toArray(String[]::new));
    assertThat(answer.status()).as(answer.response().body()).isBetween(200, 201);
    return answer.response().body();
  }

  private String etag(String path) {
    return http.get("/api/collections/parcels/features" + path, "Authorization", Http.admin())
        .header("ETag")
        .orElseThrow();
  }

  private static void assertMoved(JsonNode matrix, String from, String to, double area) {
    assertThat(matrix.valueStream())
        .anySatisfy(
            t -> {
              assertThat(t.path("fromClass").asString(null)).isEqualTo(from);
              assertThat(t.path("toClass").asString(null)).isEqualTo(to);
              assertThat(t.path("areaSquareMetres").asDouble()).isCloseTo(area, within(0.05));
            });
  }

  private static JsonNode indicator(JsonNode answer, String id) {
    return answer
        .path("indicators")
        .valueStream()
        .filter(i -> i.path("id").asString().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private JsonNode get(String path) {
    Http.Answer answer = http.get(path, "Authorization", Http.admin());
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  private String refusal(String path) {
    return http.get(path, "Authorization", Http.admin()).code();
  }

  private void edition(String... features) {
    String file =
        """
        {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "EPSG:4527"}},
         "features": [%s]}
        """
            .formatted(String.join(",", features));
    Http.Answer accepted =
        http.postParts(
            "/api/imports?collection=farmland-classes&mode=replace&coverage=" + COUNTY,
            List.of(
                new Http.Part(
                    "file",
                    "farmland.geojson",
                    "application/geo+json",
                    file.getBytes(StandardCharsets.UTF_8))),
            "Authorization",
            Http.admin());
    JsonNode job = new ImportClient(port).end(accepted.json().path("id").asString());
    assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("COMMITTED");
  }

  private static String farmland(
      String code,
      String township,
      String soilClass,
      Boolean effective,
      String date,
      int x0,
      int x1) {
    return """
        {"type": "Feature", "properties": {"code": "%s", "adcode": "%s", "township": "%s",
          "soilClass": "%s", "measuresEffective": %s, "sourceDate": "%s"},
         "geometry": {"type": "Polygon", "coordinates": [[[%d, 4850000], [%d, 4850000],
           [%d, 4850100], [%d, 4850100], [%d, 4850000]]]}}
        """
        .formatted(
            code,
            COUNTY,
            township,
            soilClass,
            effective,
            date,
            39500000 + x0,
            39500000 + x1,
            39500000 + x1,
            39500000 + x0,
            39500000 + x0);
  }
}
