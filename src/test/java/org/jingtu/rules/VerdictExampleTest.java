package org.jingtu.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** The example of docs/verdicts.md, drawn in a plane of metres, comes out as the page says. */
class VerdictExampleTest {

  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

  private final Geometry parcel = box(0, 0, 200, 100); // 200 m × 100 m = 20,000 m²
  private final Geometry listed = box(20, 20, 70, 80); // A: 50 m × 60 m = 3,000 m²
  private final Geometry remediated = box(60, 130, 120, 180); // B: 30 m above the parcel
  private final Geometry strip = box(199.6, 0, 260, 100); // C: 0.4 m × 100 m = 40 m² on the parcel
  private final Geometry touching = box(10, -60, 80, 0); // D: shares an edge
  private final Evaluation evaluation = evaluate();

  @Test
  void theDrawingHasTheFiguresOfThePage() {
    Hit a = hit("A", listed, Map.of());
    assertThat(a.areaSquareMetres()).isEqualTo(3_000);
    assertThat(a.percentOfParcel()).isEqualTo(15); // 3,000 / 20,000
    assertThat(hit("B", remediated, Map.of()).distanceMetres()).isEqualTo(30);
    Hit c = hit("C", strip, Map.of());
    assertThat(c.areaSquareMetres()).isCloseTo(40, within(1e-6));
    assertThat(c.percentOfParcel()).isCloseTo(0.2, within(1e-6));
    // 2·40 / (2·(100 + 0.4)) = 0.398
    assertThat(c.meanWidthMetres()).isCloseTo(0.398, within(0.001));
    Hit d = hit("D", touching, Map.of());
    assertThat(d.areaSquareMetres()).isZero();
    assertThat(d.distanceMetres()).isZero();
  }

  @Test
  void theVerdictIsTheGravestFinding() {
    assertThat(evaluation.verdict()).isEqualTo(Verdict.PROHIBITED);
    assertThat(evaluation.incomplete()).isFalse();
    assertThat(evaluation.findings())
        .extracting(f -> f.rule() + " " + f.featureCode() + " " + f.severity())
        .containsExactlyInAnyOrder(
            "listed-site-sensitive-use A PROHIBITED",
            "listed-site-procedures A PROHIBITED",
            "adjacent-site-sequence A CONDITIONAL",
            "adjacent-site-sequence B CONDITIONAL",
            "disclosure A NOTICE");
  }

  @Test
  void theStripIsListedAsIgnoredAndTheNeighbourIsNot() {
    assertThat(evaluation.ignored())
        .singleElement()
        .satisfies(
            i -> {
              assertThat(i.hit().featureCode()).isEqualTo("C");
              assertThat(i.rules()).containsExactly("risk-unknown");
              assertThat(i.reason()).contains("0.40", "0.5");
            });
  }

  @Test
  void thePageSaysTheSame() throws IOException {
    String page = Files.readString(Path.of("docs/verdicts.md"));
    evaluation
        .findings()
        .forEach(
            f ->
                assertThat(page)
                    .contains("| `" + f.rule() + "` |")
                    .contains(f.severity().title() + " " + f.severity()));
    assertThat(page).contains("3,000 m²", "= 15 %", "30 m ≤ 50 m", "0.398 m < 0.5 m", "17,000 m²");
    // 20,000 − 3,000: A is the only feature on the parcel with a finding
    assertThat(parcel.difference(listed).getArea()).isEqualTo(17_000);
  }

  @Test
  void aPointInsteadOfTheListedSiteIsOnlyPossibleAndNoPlaceAtAllIsNoFinding() {
    Map<String, Object> attributes = Map.of("status", "LISTED", "listed", true, "targetMet", false);
    Evaluation point =
        evaluate(
            List.of(new Hit("contaminated-sites", "A", "A", null, attributes, 0, 0, 0, 60, 0)));
    assertThat(point.verdict()).isEqualTo(Verdict.SUSPENDED);
    assertThat(point.incomplete()).isTrue();
    assertThat(point.findings())
        .filteredOn(f -> f.severity() == Verdict.SUSPENDED)
        .allMatch(Finding::possible)
        .extracting(Finding::rule)
        .containsExactlyInAnyOrder("listed-site-sensitive-use", "listed-site-procedures");

    Evaluation nowhere =
        evaluate(List.of(Hit.withoutGeometry("contaminated-sites", "A", "A", null, attributes)));
    assertThat(nowhere.findings()).isEmpty();
    assertThat(nowhere.incomplete()).isTrue();
    assertThat(nowhere.unlocated())
        .singleElement()
        .satisfies(u -> assertThat(u.rules()).contains("listed-site-sensitive-use"));
  }

  @Test
  void withTheProhibitionsSetAsideTheRestIsConditional() {
    assertThat(
            Verdict.worstOf(
                evaluation.findings().stream()
                    .map(Finding::severity)
                    .filter(s -> s != Verdict.PROHIBITED)
                    .toList()))
        .isEqualTo(Verdict.CONDITIONAL);
  }

  private Evaluation evaluate() {
    return evaluate(
        List.of(
            hit("A", listed, Map.of("status", "LISTED", "listed", true, "targetMet", false)),
            hit(
                "B",
                remediated,
                Map.of("status", "UNDER_REMEDIATION", "listed", true, "targetMet", false)),
            hit("C", strip, Map.of("status", "SUSPECTED", "listed", false)),
            hit("D", touching, Map.of("status", "SUSPECTED", "listed", false))));
  }

  private Evaluation evaluate(List<Hit> hits) {
    Question question =
        new Question(
            "SUPPLY",
            "1001",
            "0701",
            null,
            Map.of("survey", "DETAILED"),
            Map.of("key", false, "remediation", false),
            parcel.getArea(),
            DAY);
    List<CollectionStatus> statuses =
        TestPacks.NATIONAL.reach().collections(question).stream()
            .map(c -> new CollectionStatus(c, true, false, DAY, false))
            .toList();
    return Evaluator.evaluate(TestPacks.NATIONAL, question, hits, statuses);
  }

  private Hit hit(String code, Geometry feature, Map<String, ?> attributes) {
    Geometry shared = parcel.intersection(feature);
    double area = shared.getArea();
    return new Hit(
        "contaminated-sites",
        code,
        code,
        null,
        attributes,
        area,
        100 * area / parcel.getArea(),
        area > 0 ? 2 * area / shared.getLength() : 0,
        parcel.distance(feature),
        2);
  }

  private static Geometry box(double x1, double y1, double x2, double y2) {
    try {
      return new WKTReader()
          .read(
              "POLYGON ((%s %s, %s %s, %s %s, %s %s, %s %s))"
                  .formatted(x1, y1, x2, y1, x2, y2, x1, y2, x1, y1));
    } catch (ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
