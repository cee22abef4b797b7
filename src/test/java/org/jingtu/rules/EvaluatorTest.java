package org.jingtu.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How findings become a verdict, what is ignored, and what makes an answer incomplete. */
class EvaluatorTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);
  private static final Map<String, Object> LISTED =
      Map.of("status", "LISTED", "listed", true, "targetMet", false, "riskAssessment", "COMPLETED");

  private final Pack pack = TestPacks.NATIONAL;

  @Test
  void theVerdictIsTheGravestFindingAndFindingsAreOrdered() {
    Question supply = question("SUPPLY", "0701", "DETAILED");
    Evaluation evaluation =
        Evaluator.evaluate(pack, supply, List.of(site(LISTED, 1_000)), all(supply));
    assertThat(evaluation.verdict()).isEqualTo(Verdict.PROHIBITED);
    assertThat(evaluation.incomplete()).isFalse();
    assertThat(evaluation.findings())
        .extracting(Finding::severity)
        .containsExactly(
            Verdict.PROHIBITED, Verdict.PROHIBITED, Verdict.CONDITIONAL, Verdict.NOTICE);
    Finding first = evaluation.findings().get(0);
    assertThat(first.rule()).isEqualTo("listed-site-sensitive-use");
    assertThat(first.featureCode()).isEqualTo("S-1");
    // 1,000 m² of 10,000 m²
    assertThat(first.percentOfParcel()).isEqualTo(10);
    assertThat(first.basis()).contains("《中华人民共和国土壤污染防治法》第六十一条");
  }

  @Test
  void nothingFoundIsClear() {
    Question supply = question("SUPPLY", "1001", "DETAILED");
    Evaluation evaluation = Evaluator.evaluate(pack, supply, List.of(), all(supply));
    assertThat(evaluation.verdict()).isEqualTo(Verdict.CLEAR);
    assertThat(evaluation.incomplete()).isFalse();
    assertThat(evaluation.missingFacts()).isEmpty();
  }

  @Test
  void aNeededCollectionThatCannotBeReliedOnMakesItIncomplete() {
    Question supply = question("SUPPLY", "1001", "DETAILED");
    assertThat(pack.reach().collections(supply)).contains("contaminated-sites", "control-zones");
    for (CollectionStatus status :
        List.of(
            new CollectionStatus("control-zones", false, false, null, false),
            new CollectionStatus("control-zones", true, true, TODAY.minusYears(9), false),
            new CollectionStatus("control-zones", true, false, TODAY, true))) {
      List<CollectionStatus> statuses =
          all(supply).stream()
              .map(s -> s.collection().equals("control-zones") ? status : s)
              .toList();
      assertThat(Evaluator.evaluate(pack, supply, List.of(), statuses).incomplete()).isTrue();
    }
    assertThat(Evaluator.evaluate(pack, supply, List.of(), List.of()).incomplete()).isTrue();
  }

  @Test
  void aCollectionThatNoMatchingRuleNeedsDoesNotMatter() {
    // a residential parcel does not concern the rules on polluting projects
    Question supply = question("SUPPLY", "0701", "DETAILED");
    assertThat(pack.reach().collections(supply))
        .doesNotContain("sensitive-places", "water-source-protection");
  }

  @Test
  void aMissingFactIsAskedForAndLeavesAnAnswerThatCouldStopIncomplete() {
    Question supply = question("SUPPLY", null, "DETAILED");
    Evaluation evaluation =
        Evaluator.evaluate(pack, supply, List.of(site(LISTED, 1_000)), all(supply));
    assertThat(evaluation.incomplete()).isTrue();
    assertThat(evaluation.missingFacts())
        .anySatisfy(
            missing -> {
              assertThat(missing.name()).isEqualTo("parcel.plannedUse");
              assertThat(missing.question()).contains("规划用途");
              assertThat(missing.rules())
                  .contains("listed-site-sensitive-use", "adjacent-site-sequence");
              assertThat(missing.worst()).isEqualTo(Verdict.PROHIBITED);
            });
  }

  @Test
  void aFactThatDecidesNothingIsNotAskedFor() {
    // no farmland, no site: the use of the land decides nothing but the survey rule
    Question supply = question("TRANSFER", null, "DETAILED");
    Evaluation evaluation = Evaluator.evaluate(pack, supply, List.of(), all(supply));
    assertThat(evaluation.missingFacts()).isEmpty();
    assertThat(evaluation.incomplete()).isFalse();
  }

  @Test
  void aFactThatCouldOnlyMakeAFindingMilderIsNamedInIt() {
    Question change = question("USE_CHANGE", "1202", "DETAILED");
    Hit farmland =
        hit("farmland-classes", Map.of("soilClass", "PRIORITY_PROTECTION"), 1_000, 20, 0, 2);
    Evaluation evaluation = Evaluator.evaluate(pack, change, List.of(farmland), all(change));
    assertThat(evaluation.findings())
        .filteredOn(f -> f.rule().equals("priority-farmland"))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.severity()).isEqualTo(Verdict.PROHIBITED);
              assertThat(f.dependsOn()).containsExactly("project.key", "project.unavoidable");
            });
  }

  @Test
  void aMissingAttributeOfAFeatureIsAskedForByItsCode() {
    Question plan = question("PLANNING", "0701", "DETAILED");
    Hit site = site(Map.of("status", "CONFIRMED", "industry", "C2631"), 1_000);
    assertThat(Evaluator.evaluate(pack, plan, List.of(site), all(plan)).missingFacts())
        .filteredOn(m -> m.name().equals("feature.pollutionLevel"))
        .singleElement()
        .satisfies(
            m -> {
              assertThat(m.collection()).isEqualTo("contaminated-sites");
              assertThat(m.featureCode()).isEqualTo("S-1");
              assertThat(m.question()).contains("S-1", "pollutionLevel");
            });
  }

  @Test
  void aSliverIsListedWithFigureAndThreshold() {
    Question supply = question("SUPPLY", "1001", "DETAILED");
    // a strip of 0.4 m × 100 m = 40 m², 0.4 % of the parcel: wide enough in area, too thin
    Hit strip = hit("contaminated-sites", LISTED, 40, 0.4, 0, 2);
    Evaluation evaluation = Evaluator.evaluate(pack, supply, List.of(strip), all(supply));
    assertThat(evaluation.verdict()).isEqualTo(Verdict.CLEAR);
    assertThat(evaluation.ignored())
        .singleElement()
        .satisfies(
            i -> {
              assertThat(i.rules()).contains("listed-site-procedures", "disclosure");
              assertThat(i.reason()).isEqualTo("重叠部分平均宽度 0.40 米，小于阈值 0.5 米");
            });
  }

  @Test
  void aSmallHitThatCoversMuchOfASmallParcelCounts() {
    Question supply =
        new Question(
            "SUPPLY", null, "1001", null, Map.of("survey", "DETAILED"), Map.of(), 100, TODAY);
    // 9 m² is under 10 m², but 9 % of a parcel of 100 m²
    Hit small = new Hit("contaminated-sites", "1", "S-1", null, LISTED, 9, 9, 1.5, 0, 2);
    assertThat(Evaluator.evaluate(pack, supply, List.of(small), all(supply)).verdict())
        .isEqualTo(Verdict.PROHIBITED);
  }

  @Test
  void touchingIsNotOverlappingButAPointOnTheParcelIs() {
    Question supply = question("SUPPLY", "1001", "DETAILED");
    Hit touching = hit("contaminated-sites", LISTED, 0, 0, 0, 2);
    Hit point = hit("contaminated-sites", LISTED, 0, 0, 0, 0);
    assertThat(Evaluator.evaluate(pack, supply, List.of(touching), all(supply)).verdict())
        .isEqualTo(Verdict.CLEAR);
    assertThat(Evaluator.evaluate(pack, supply, List.of(point), all(supply)).verdict())
        .isEqualTo(Verdict.PROHIBITED);
  }

  @Test
  void aControlZoneIsJudgedByTheDateOfTheAnswer() {
    Hit zone =
        hit("control-zones", Map.of("inForceFrom", LocalDate.of(2026, 1, 1)), 1_000, 20, 0, 2);
    for (int day = 0; day <= 1; day++) {
      Question supply =
          new Question(
              "SUPPLY",
              null,
              "1001",
              null,
              Map.of("survey", "DETAILED"),
              Map.of("remediation", false),
              10_000,
              LocalDate.of(2025, 12, 31).plusDays(day));
      assertThat(Evaluator.evaluate(pack, supply, List.of(zone), all(supply)).verdict())
          .isEqualTo(day == 0 ? Verdict.CLEAR : Verdict.PROHIBITED);
    }
  }

  @Test
  void theSurveyOfTheRequestWinsOverTheRegister() {
    Question both =
        new Question(
            "RECLAMATION",
            null,
            null,
            null,
            Map.of("survey", "DETAILED", "surveyState", "NONE"),
            Map.of("crops", "NONE"),
            10_000,
            TODAY);
    Question registered =
        new Question(
            "RECLAMATION",
            null,
            null,
            null,
            Map.of("surveyState", "NONE"),
            Map.of("crops", "NONE"),
            10_000,
            TODAY);
    assertThat(Evaluator.evaluate(pack, both, List.of(), all(both)).verdict())
        .isEqualTo(Verdict.CLEAR);
    assertThat(Evaluator.evaluate(pack, registered, List.of(), all(registered)).verdict())
        .isEqualTo(Verdict.SUSPENDED);
  }

  @Test
  void reachIsWhatTheMatchingRulesNeed() {
    Question homes = question("SUPPLY", "0701", "DETAILED");
    // adjacentDistanceMetres 50 + pointUncertaintyMetres 100
    assertThat(pack.reach().metres(homes)).isEqualTo(150);
    assertThat(pack.reach().metresByCollection(homes)).containsEntry("control-zones", 0.0);
    Question industry = question("SUPPLY", "1001", "DETAILED");
    assertThat(pack.reach().metres(industry)).isEqualTo(200);
    // overlap alone matters, but a site that is a point may reach 100 m
    assertThat(pack.reach().metres(question("TRANSFER", "0901", "DETAILED"))).isEqualTo(100);
  }

  @Test
  void aSiteKnownAsAPointAlonePossiblyReachesTheParcel() {
    Question supply = question("SUPPLY", "0701", "DETAILED");
    // 100 m is pointUncertaintyMetres
    Evaluation near =
        Evaluator.evaluate(
            pack, supply, List.of(hit("contaminated-sites", LISTED, 0, 0, 100, 0)), all(supply));
    Finding possible = near.findings().get(0);
    assertThat(possible.possible()).isTrue();
    assertThat(possible.severity()).isEqualTo(Verdict.SUSPENDED); // PROHIBITED if it were certain
    assertThat(possible.action()).startsWith("可能命中，边界缺失");
    assertThat(possible.parameters())
        .anyMatch(p -> p.name().equals("pointUncertaintyMetres") && p.source().equals("default"));
    assertThat(near.incomplete()).isTrue();
    assertThat(near.reasons())
        .extracting(IncompleteReason::kind)
        .containsExactly(IncompleteReason.Kind.BOUNDARY_MISSING);
    assertThat(near.missingFacts()).anyMatch(m -> m.name().equals("feature.boundary"));

    Evaluation inside =
        Evaluator.evaluate(
            pack, supply, List.of(hit("contaminated-sites", LISTED, 0, 0, 0, 0)), all(supply));
    assertThat(inside.verdict()).isEqualTo(Verdict.PROHIBITED);
    assertThat(inside.incomplete()).isFalse();

    Evaluation far =
        Evaluator.evaluate(
            pack, supply, List.of(hit("contaminated-sites", LISTED, 0, 0, 151, 0)), all(supply));
    assertThat(far.verdict()).isEqualTo(Verdict.CLEAR);
    assertThat(far.incomplete()).isFalse();
  }

  @Test
  void aSiteWithoutGeometryIsNoFindingButNeverSilentlyClear() {
    Question supply = question("SUPPLY", "0901", "DETAILED");
    Hit suspected =
        Hit.withoutGeometry("contaminated-sites", "1", "S-1", null, Map.of("status", "SUSPECTED"));
    Hit clean =
        Hit.withoutGeometry(
            "contaminated-sites", "2", "S-2", null, Map.of("status", "NOT_CONTAMINATED"));

    Evaluation evaluation =
        Evaluator.evaluate(pack, supply, List.of(suspected, clean), all(supply));

    assertThat(evaluation.verdict()).isEqualTo(Verdict.CLEAR);
    assertThat(evaluation.incomplete()).isTrue();
    assertThat(evaluation.unlocated())
        .containsExactly(
            new Unlocated(suspected, List.of("risk-unknown"), Verdict.SUSPENDED),
            new Unlocated(clean, List.of("disclosure"), Verdict.NOTICE));
    assertThat(evaluation.reasons())
        .containsExactly(
            new IncompleteReason(
                IncompleteReason.Kind.UNLOCATED, "contaminated-sites", List.of("S-1")));
  }

  /** A listed site that has not met its targets, on land to be used for housing, step by step. */
  @ParameterizedTest
  @CsvSource({
    "PLANNING, listed-site-sensitive-use consult-ecology consult-ecology",
    "RESERVE, listed-site-sensitive-use remediation-liability disclosure",
    "EXPROPRIATION, listed-site-sensitive-use listed-site-procedures",
    "TAKE_BACK, listed-site-sensitive-use listed-site-procedures remediation-liability",
    "PURCHASE, listed-site-sensitive-use listed-site-procedures remediation-liability",
    "SUPPLY, listed-site-sensitive-use listed-site-procedures adjacent-site-sequence disclosure",
    "TRANSFER, listed-site-sensitive-use listed-site-procedures remediation-liability disclosure",
    "USE_CHANGE, listed-site-sensitive-use listed-site-procedures consult-ecology consult-ecology",
    "PLANNING_PERMIT, listed-site-sensitive-use listed-site-procedures consult-ecology"
        + " consult-ecology",
    "CONSTRUCTION, listed-site-sensitive-use target-not-met-construction",
    "OCCUPATION, listed-site-sensitive-use adjacent-site-sequence",
    "RECLAMATION, listed-site-sensitive-use reclaim-contaminated-site"
  })
  void everyStageHasItsRules(String stage, String rules) {
    Question asked =
        new Question(
            stage,
            "1001",
            "0701",
            null,
            Map.of("survey", "DETAILED", "toxicFormerUse", false),
            Map.of("remediation", false, "crops", "NONE", "industry", "C13", "key", false),
            10_000,
            TODAY);
    Map<String, Object> listed =
        Map.of("status", "LISTED", "listed", true, "targetMet", false, "pollutionLevel", "LIGHT");
    Hit site = site(listed, 1_000);

    Evaluation evaluation = Evaluator.evaluate(pack, asked, List.of(site), all(asked));

    assertThat(evaluation.findings())
        .extracting(Finding::rule)
        .containsExactlyInAnyOrder(rules.split(" "));
    assertThat(evaluation.incomplete()).isFalse();
  }

  @Test
  void anUnknownStageIsRefused() {
    Question wrong = question("SELLING", "0701", "DETAILED");
    assertThatThrownBy(() -> Evaluator.evaluate(pack, wrong, List.of(), List.of()))
        .isInstanceOf(StageNotFound.class);
  }

  private static Question question(String stage, @Nullable String plannedUse, String survey) {
    return new Question(
        stage, "1001", plannedUse, null, Map.of("survey", survey), new HashMap<>(), 10_000, TODAY);
  }

  private static Hit site(Map<String, Object> attributes, double area) {
    return hit("contaminated-sites", attributes, area, 20, 0, 2);
  }

  private static Hit hit(
      String collection,
      Map<String, ?> attributes,
      double area,
      double width,
      double distance,
      int dimension) {
    // the parcel is 10,000 m²
    return new Hit(
        collection, "1", "S-1", null, attributes, area, area / 100, width, distance, dimension);
  }

  private List<CollectionStatus> all(Question question) {
    return pack.reach().collections(question).stream()
        .map(c -> new CollectionStatus(c, true, false, TODAY, false))
        .toList();
  }
}
