package org.jingtu.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A registered feature is judged in the parcel's place: layer against layer. */
class SubjectRulesTest {

  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
  private static final Pack NATIONAL = TestPacks.NATIONAL;

  @Test
  void namesTheCollectionsThatAreJudgedAndWhatMustBeLookedFor() {
    assertThat(NATIONAL.subjects())
        .containsExactlyInAnyOrder(
            "farmland-classes", "plan-land-use", "supervised-units", "contaminated-sites");
    assertThat(NATIONAL.subjectRules("farmland-classes"))
        .extracting(Rule::id)
        .containsExactly(
            "strict-farmland-in-permanent",
            "priority-farmland-not-permanent",
            "strict-farmland-near-water");
    assertThat(NATIONAL.subjectRules("parcels")).isEmpty();
    Subject priority = farmland("PRIORITY_PROTECTION");
    assertThat(NATIONAL.reach().metresByCollection(priority))
        .containsExactly(Map.entry("permanent-basic-farmland", 0.0));
    assertThat(NATIONAL.reach().outside(priority)).containsExactly("permanent-basic-farmland");
    assertThat(NATIONAL.reach().outside(farmland("STRICT_CONTROL"))).isEmpty();
    assertThat(NATIONAL.reach().metresByCollection(farmland("SAFE_USE"))).isEmpty();
  }

  @Test
  void aPlannedHousingAreaOverAListedSiteIsFoundWithItsFigures() {
    // the site takes 30 m × 40 m = 1,200 m² of a planned area of 100 m × 120 m = 12,000 m²: 10 %
    Hit site =
        new Hit(
            "contaminated-sites",
            "7",
            "S-7",
            "旧厂",
            Map.of("status", "LISTED", "listed", true),
            1_200,
            10,
            2 * 1_200 / 140.0,
            0,
            2);
    Subject planned =
        new Subject("plan-land-use", "1", "G-1", null, Map.of("landUse", "0701"), 12_000);
    Evaluation evaluation =
        Evaluator.evaluate(
            NATIONAL, planned, List.of(site), List.of(), reliable("contaminated-sites"), DAY);
    assertThat(evaluation.verdict()).isEqualTo(Verdict.PROHIBITED);
    assertThat(evaluation.incomplete()).isFalse();
    assertThat(evaluation.findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.rule()).isEqualTo("plan-over-site");
              assertThat(f.featureCode()).isEqualTo("S-7");
              assertThat(f.areaSquareMetres()).isEqualTo(1_200);
              assertThat(f.percentOfParcel()).isEqualTo(10);
            });
  }

  @Test
  void whatLiesOutsideIsAFindingWithoutAFeature() {
    // 60 m × 100 m = 6,000 m² of a field of 100 m × 100 m lie outside
    Evaluation evaluation = outside(6_000, reliable("permanent-basic-farmland"));
    assertThat(evaluation.findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.rule()).isEqualTo("priority-farmland-not-permanent");
              assertThat(f.collection()).isEqualTo("permanent-basic-farmland");
              assertThat(f.featureId()).isNull();
              assertThat(f.featureCode()).isNull();
              assertThat(f.areaSquareMetres()).isEqualTo(6_000);
              assertThat(f.percentOfParcel()).isEqualTo(60);
            });
  }

  @Test
  void noDataIsNotOutside() {
    Evaluation evaluation = outside(10_000, List.of());
    assertThat(evaluation.findings()).isEmpty();
    assertThat(evaluation.incomplete()).isTrue();
    assertThat(evaluation.needed()).contains("permanent-basic-farmland");
  }

  @Test
  void aCoveredFeatureIsClear() {
    assertThat(outside(0, reliable("permanent-basic-farmland")).verdict()).isEqualTo(Verdict.CLEAR);
  }

  @Test
  void asksForAnAttributeOfTheSubjectThatIsMissing() {
    Subject unclassed = new Subject("plan-land-use", "5", "G-5", null, Map.of(), 10_000);
    Hit site =
        new Hit(
            "contaminated-sites", "7", "S-7", null, Map.of("status", "LISTED"), 100, 1, 5, 0, 2);
    Evaluation evaluation =
        Evaluator.evaluate(
            NATIONAL, unclassed, List.of(site), List.of(), reliable("contaminated-sites"), DAY);
    assertThat(evaluation.incomplete()).isTrue();
    assertThat(evaluation.missingFacts())
        .filteredOn(m -> m.name().equals("subject.landUse"))
        .singleElement()
        .satisfies(
            m -> {
              assertThat(m.featureCode()).isEqualTo("G-5");
              assertThat(m.question()).contains("G-5", "plan-land-use", "landUse");
            });
  }

  @Test
  void aRuleOnASubjectKnowsNeitherParcelNorStage() {
    String rule =
        """
        pack: bad
        version: "1"
        title: 有错的规则包
        extends: national
        documents: {d: 《文件》}
        rules:
          - id: my-rule
            title: 规则
            severity: NOTICE
            subject: farmland-classes
            when: subject.soilClass = 'SAFE_USE'
            outside: permanent-basic-farmland
            action: 做
            responsible: 某部门
            basis: [{document: d}]
        """;
    assertThat(TestPacks.and("bad.yaml", rule).getPack("bad").subjectRules("farmland-classes"))
        .hasSize(4);
    assertFault(rule, "'SAFE_USE'", "'SAFE'", "'SAFE' is no code of subject.soilClass");
    assertFault(rule, "subject.soilClass", "subject.soil", "has no attribute 'soil'");
    assertFault(rule, "subject.soilClass = 'SAFE_USE'", "stage = 'SUPPLY'", "unknown operand");
    assertFault(rule, "    action: 做", "    stages: any\n    action: 做", "has no stages");
    assertFault(
        rule, "    action: 做", "    where: distance < 1\n    action: 做", "does not go with");
    assertFault(rule, "    subject: farmland-classes\n", "    stages: any\n", "unknown operand");
  }

  private static void assertFault(String text, String what, String by, String reason) {
    assertThat(text).contains(what);
    PackInvalid thrown =
        catchThrowableOfType(
            PackInvalid.class, () -> TestPacks.and("bad.yaml", text.replace(what, by)));
    assertThat(thrown).as(by).isNotNull().hasMessageContaining(reason);
    assertThat(thrown.faults()).allMatch(f -> !f.chinese().isBlank());
  }

  private static Evaluation outside(double squareMetres, List<CollectionStatus> statuses) {
    Remainder rest =
        new Remainder("permanent-basic-farmland", squareMetres, squareMetres > 0 ? 60 : 0);
    return Evaluator.evaluate(
        NATIONAL, farmland("PRIORITY_PROTECTION"), List.of(), List.of(rest), statuses, DAY);
  }

  private static Subject farmland(String soilClass) {
    return new Subject(
        "farmland-classes", "3", "F-3", null, Map.of("soilClass", soilClass), 10_000);
  }

  private static List<CollectionStatus> reliable(String collection) {
    return List.of(new CollectionStatus(collection, true, false, DAY, false));
  }
}
