package org.jingtu.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Loads the sample county by its script into an empty service and asks the twelve questions. */
@JourneyTest
@TestPropertySource(properties = "jingtu.test.database=sample-county") // a database of its own
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleJourneyTest {

  private static final JsonNode EXPECTED = SampleFiles.expectedChecks();
  private static final double TOLERANCE = EXPECTED.path("toleranceSquareMetres").asDouble();

  @LocalServerPort private int port;
  private Http http;
  private boolean loaded;

  @BeforeEach
  void loadOnce() throws Exception {
    if (!loaded) {
      http = new Http(port);
      String said = SampleFiles.load(port);
      assertThat(said.lines()).hasSize(SampleGeodata.layers().size());
      assertThat(said).doesNotContain("left alone");
      loaded = true;
    }
  }

  @Test
  void everyFeatureIsRegistered() {
    Map<String, Integer> expected = new TreeMap<>();
    SampleGeodata.layers()
        .forEach(l -> expected.merge(l.collection(), l.rows().size(), Integer::sum));

    Map<String, Integer> registered = new TreeMap<>();
    for (JsonNode collection : listCollections()) {
      registered.put(collection.path("id").asString(), collection.path("count").asInt());
    }

    assertThat(registered).isEqualTo(expected);
  }

  @Test
  void loadingAgainChangesNothing() throws Exception {
    JsonNode before = listCollections();

    String said = SampleFiles.load(port);

    assertThat(said.lines()).allSatisfy(line -> assertThat(line).contains("already there"));
    assertThat(listCollections()).isEqualTo(before);
  }

  @TestFactory
  Stream<DynamicTest> everyParcelGetsItsVerdict() {
    return EXPECTED
        .path("checks")
        .valueStream()
        .map(
            check ->
                DynamicTest.dynamicTest(
                    check.path("id").asString() + " " + check.path("verdict").asString(),
                    () -> verify(check)));
  }

  /** The square of P01 drawn by hand in EPSG:4527 gets the answer of the registered parcel. */
  @Test
  void drawnSquareGetsTheAnswerOfTheParcel() {
    JsonNode check = EXPECTED.at("/checks/0");
    ObjectNode request = (ObjectNode) check.path("request").deepCopy();
    request.set(
        "parcel",
        JsonMapper.shared()
            .readTree(
                """
                {"adcode": "130899", "crs": "EPSG:4527", "geometry": {"type": "Polygon",
                 "coordinates": [[[39550200, 4528200], [39550400, 4528200], [39550400, 4528400],
                                  [39550200, 4528400], [39550200, 4528200]]]}}
                """));

    JsonNode answer = check(request);

    verifyAnswer(check, answer);
  }

  private void verify(JsonNode check) {
    verifyAnswer(check, check(check.path("request")));
  }

  private static void verifyAnswer(JsonNode check, JsonNode answer) {
    String whole = answer.toString();
    assertThat(answer.path("verdict").asString())
        .as(whole)
        .isEqualTo(check.path("verdict").asString());
    assertThat(answer.path("incomplete").asBoolean())
        .as(whole)
        .isEqualTo(check.path("incomplete").asBoolean());
    verifyArea(answer.path("parcel"), check, "parcelAreaSquareMetres");
    assertThat(names(answer.path("findings"))).isEqualTo(names(check.path("findings")));
    for (JsonNode expected : check.path("findings")) {
      if (expected.has("featureCode")) {
        JsonNode finding = find(answer.path("findings"), "rule", expected.path("rule").asString());
        verifyArea(finding.path("overlap"), expected, "areaSquareMetres");
      }
    }
    assertThat(answer.path("ignored").size()).as(whole).isEqualTo(check.path("ignored").size());
    for (int i = 0; i < check.path("ignored").size(); i++) {
      JsonNode expected = check.path("ignored").get(i);
      verifyArea(answer.path("ignored").get(i), expected, "areaSquareMetres");
      assertThat(answer.path("ignored").get(i).path("meanWidthMetres").asDouble())
          .isCloseTo(expected.path("meanWidthMetres").asDouble(), within(0.01));
    }
    assertThat(answer.path("clearAreaSquareMetres").asDouble())
        .isCloseTo(check.path("clearAreaSquareMetres").asDouble(), within(2 * TOLERANCE));
    check
        .path("collections")
        .properties()
        .forEach(
            state ->
                assertThat(
                        find(answer.path("collections"), "collection", state.getKey())
                            .path("state")
                            .asString())
                    .as("%s of %s", state.getKey(), whole)
                    .isEqualTo(state.getValue().asString()));
  }

  private static void verifyArea(JsonNode answer, JsonNode expected, String member) {
    assertThat(answer.path("areaSquareMetres").asDouble())
        .isCloseTo(expected.path(member).asDouble(), within(TOLERANCE));
  }

  /** Rule, severity and feature of each finding, in an order of its own. */
  private static List<String> names(JsonNode findings) {
    return findings
        .valueStream()
        .map(
            f ->
                String.join(
                    " ",
                    f.path("rule").asString(),
                    f.path("severity").asString(),
                    f.path("featureCode").asString("")))
        .map(String::strip)
        .sorted()
        .toList();
  }

  private static JsonNode find(JsonNode list, String member, String value) {
    return list.valueStream()
        .filter(node -> node.path(member).asString("").equals(value))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + value + " in " + list));
  }

  private JsonNode listCollections() {
    return verified(http.get("/api/collections", "Authorization", Http.admin()));
  }

  private JsonNode check(JsonNode request) {
    return verified(
        http.postJson("/api/checks", request.toString(), "Authorization", Http.admin()));
  }

  private static JsonNode verified(Http.Answer answer) {
    assertThat(answer.status()).as(answer.response().body()).isIn(200, 201);
    return answer.json();
  }

  /** The shapefile of the neighbouring county holds one parcel, P12. */
  @Test
  void aParcelIsCheckedFromItsShapefile() throws Exception {
    JsonNode check = EXPECTED.at("/checks/11");
    assertThat(check.path("id").asString()).isEqualTo("P12");
    ObjectNode request = (ObjectNode) check.path("request").deepCopy();
    request.remove("parcel");
    Http.Part json =
        new Http.Part(
            "request",
            "",
            "application/json",
            request.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));

    JsonNode answer =
        verified(
            http.postParts(
                "/api/checks",
                List.of(zip("parcels-130898.zip"), json),
                "Authorization",
                Http.admin()));
    assertThat(answer.path("verdict").asString()).isEqualTo(check.path("verdict").asString());
    assertThat(answer.path("incomplete").asBoolean()).isTrue();
    assertThat(answer.at("/parcel/parcelNo").asString()).isEqualTo("130898001001GB00012");
    assertThat(answer.at("/parcel/areaSquareMetres").asDouble())
        .isEqualTo(check.path("parcelAreaSquareMetres").asDouble(), within(TOLERANCE));

    Http.Answer many =
        http.postParts(
            "/api/checks", List.of(zip("parcels.zip"), json), "Authorization", Http.admin());
    assertThat(many.status()).isEqualTo(422);
    assertThat(many.code()).isEqualTo("UPLOAD_NOT_ONE_PLOT");
    assertThat(many.json().path("detail").asString()).contains("248");
  }

  private static Http.Part zip(String name) throws java.io.IOException {
    return new Http.Part(
        "file",
        name,
        "application/zip",
        java.nio.file.Files.readAllBytes(SampleFiles.FOLDER.resolve(name)));
  }
}
