package org.jingtu.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.databind.JsonNode;

/** The table of checks against the drawn geometry, the README and the load script. */
class ExpectedChecksTest {

  private static final JsonNode CHECKS = SampleFiles.expectedChecks().path("checks");

  private static final Map<String, TestDistrict.TestParcel> PARCELS =
      Stream.concat(TestDistrict.parcels().stream(), Stream.of(TestDistrict.neighbour()))
          .collect(Collectors.toMap(TestDistrict.TestParcel::id, Function.identity()));

  private static final Map<String, Geometry> FEATURES =
      SampleGeodata.layers().stream()
          .flatMap(layer -> layer.rows().stream())
          .filter(row -> row.geometry() != null)
          .collect(
              Collectors.toMap(
                  row -> String.valueOf(row.values().get(0)),
                  row -> Objects.requireNonNull(row.geometry())));

  @Test
  void asksAboutTheTwelveParcels() {
    assertThat(CHECKS.size()).isEqualTo(12);
    for (JsonNode check : CHECKS) {
      TestDistrict.TestParcel parcel = PARCELS.get(check.path("id").asString());
      assertThat(check.at("/request/parcel/parcelNo").asString()).isEqualTo(parcel.parcelNo());
      assertThat(check.at("/request/currentUse").asString()).isEqualTo(parcel.currentUse());
      assertThat(check.at("/request/plannedUse").asString()).isEqualTo(parcel.plannedUse());
      assertThat(check.at("/corner/0").asDouble())
          .isEqualTo(parcel.area().getEnvelopeInternal().getMinX());
      assertThat(check.at("/corner/1").asDouble())
          .isEqualTo(parcel.area().getEnvelopeInternal().getMinY());
    }
  }

  @Test
  void statedAreasAreThoseOfTheDrawing() {
    for (JsonNode check : CHECKS) {
      Geometry parcel = PARCELS.get(check.path("id").asString()).area();
      verifyArea(parcel, check, "parcelPlaneSquareMetres", "parcelAreaSquareMetres");
      for (JsonNode hit : hits(check)) {
        Geometry feature = FEATURES.get(hit.path("featureCode").asString());
        verifyArea(parcel.intersection(feature), hit, "planeSquareMetres", "areaSquareMetres");
      }
    }
  }

  @Test
  void verdictIsTheGravestFinding() {
    List<String> order = List.of("PROHIBITED", "SUSPENDED", "CONDITIONAL", "NOTICE", "CLEAR");
    for (JsonNode check : CHECKS) {
      String gravest =
          check
              .path("findings")
              .valueStream()
              .map(finding -> finding.path("severity").asString())
              .min(Comparator.comparing(order::indexOf))
              .orElse("CLEAR");
      assertThat(check.path("verdict").asString()).isEqualTo(gravest);
    }
  }

  @Test
  void readmeTellsTheSame() {
    String readme = SampleFiles.text("README.md");
    for (JsonNode check : CHECKS) {
      String row = rowOf(readme, check.path("id").asString());
      assertThat(row)
          .contains(check.at("/request/parcel/parcelNo").asString())
          .contains(check.at("/request/stage").asString())
          .contains(check.at("/request/plannedUse").asString())
          .contains(check.at("/request/survey").asString())
          .contains(check.path("verdict").asString())
          .contains(check.path("why").asString());
      assertThat(row.contains("INCOMPLETE")).isEqualTo(check.path("incomplete").asBoolean());
      for (JsonNode finding : check.path("findings")) {
        assertThat(row).contains(finding.path("rule").asString());
      }
      for (JsonNode hit : hits(check)) {
        assertThat(check.path("why").asString())
            .contains(grouped(hit, "planeSquareMetres", "%,.0f"));
        assertThat(row).contains(grouped(hit, "areaSquareMetres", "%,.2f"));
      }
    }
  }

  @Test
  void readmeAndLoadScriptCountTheFeatures() {
    String readme = SampleFiles.text("README.md");
    String script = SampleFiles.text("load.sh");
    int features = 0;
    for (Layer layer : SampleGeodata.layers()) {
      int count = layer.rows().size();
      features += count;
      assertThat(script)
          .contains(
              "\n%s %s %s %d\n".formatted(layer.file(), layer.collection(), layer.adcode(), count));
      assertThat(rowOf(readme, layer.file() + ".zip"))
          .contains("| " + layer.collection() + " |")
          .contains("| " + count + " |")
          .contains("EPSG:" + layer.srid());
    }
    assertThat(readme).contains(String.format(Locale.ROOT, "%,d features", features));
  }

  private static void verifyArea(Geometry drawn, JsonNode stated, String plane, String measured) {
    double planeArea = stated.path(plane).asDouble();
    // centimetre coordinates: 0.2 m of the sliver are exact to 1e-9 m only
    assertThat(drawn.getArea()).isCloseTo(planeArea, within(1e-4));
    double y = drawn.getCentroid().getX() - 39_500_000;
    assertThat(stated.path(measured).asDouble())
        .isCloseTo(SampleFiles.ellipsoidalSquareMetres(planeArea, y), within(0.01));
  }

  /** Findings with a feature, and ignored hits. */
  private static List<JsonNode> hits(JsonNode check) {
    return Stream.concat(
            check.path("findings").valueStream().filter(f -> f.has("featureCode")),
            check.path("ignored").valueStream())
        .toList();
  }

  private static String grouped(JsonNode hit, String member, String format) {
    return String.format(Locale.ROOT, format, hit.path(member).asDouble());
  }

  private static String rowOf(String readme, String first) {
    return readme
        .lines()
        .filter(line -> line.startsWith("| " + first + " |"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row " + first + " in README.md"));
  }
}
