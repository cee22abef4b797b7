package org.jingtu.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A pack extends another: it adds, changes and withdraws, and says why. */
class PackInheritanceTest {

  private static final String TEST_COUNTY =
      """
      pack: test-county
      version: "7"
      title: 测试县
      extends: national
      adcodes: ["990001"]
      documents: {county: 《测试县方案》}
      parameters:
        adjacentDistanceMetres: {value: 100, source: 《测试县方案》三}
      slivers: {minimumAreaSquareMetres: 50, source: 《测试县方案》四}
      collections:
        contaminated-sites: {maximumAgeMonths: 6, source: 《测试县方案》五}
      overrides:
        - rule: severe-chemical-site
          reason: 方案写明“不宜”
          severity: CONDITIONAL
          basis: [{document: county, clause: 二, text: 不宜规划}]
          cases:
            - title: 附条件
              question: {stage: PLANNING, plannedUse: "0804"}
              hits: [{collection: contaminated-sites, attributes: {status: CONFIRMED, pollutionLevel: SEVERE, industry: C26}}]
              expect: CONDITIONAL
        - rule: priority-farmland
          reason: 不分项目
          severity: PROHIBITED
          cases: []
        - rule: adjacent-site-sequence
          reason: 距离另有规定
          cases:
            - title: 100 米
              question: {stage: SUPPLY, plannedUse: "0701"}
              hits: [{collection: contaminated-sites, distanceMetres: 100, attributes: {status: LISTED}}]
              expect: CONDITIONAL
            - title: 101 米
              question: {stage: SUPPLY, plannedUse: "0701"}
              hits: [{collection: contaminated-sites, distanceMetres: 101, attributes: {status: LISTED}}]
              expect: none
      withdrawals:
        - {rule: disclosure, reason: 另有规定}
      rules:
        - id: plan-deadline
          title: 审议前完成调查
          severity: SUSPENDED
          stages: [PLANNING]
          when: plan.stage = 'DRAFT'
          where: parcel.survey = 'NONE'
          action: 审议前完成调查。
          responsible: 自然资源主管部门
          basis: [{document: county, clause: 一}]
      """;

  private final Packs packs = TestPacks.and("test-county.yaml", TEST_COUNTY);
  private final Pack county = packs.getPack("test-county");

  @Test
  void addsItsOwnRulesToThoseOfTheParent() {
    // 1 added, 1 withdrawn: as many as the parent has
    assertThat(county.rules()).hasSameSizeAs(TestPacks.NATIONAL.rules());
    assertThat(ids()).contains("plan-deadline", "listed-site-procedures");
    Question draft =
        new Question("PLANNING", null, "1001", "DRAFT", Map.of("survey", "NONE"), Map.of(), 1, DAY);
    assertThat(Evaluator.evaluate(county, draft, List.of(), List.of()).findings())
        .extracting(Finding::rule)
        .containsExactly("plan-deadline");
  }

  @Test
  void overridesAParameterAndKeepsItsTitle() {
    Parameter distance =
        county.parameters().stream()
            .filter(p -> p.name().equals("adjacentDistanceMetres"))
            .findFirst()
            .orElseThrow();
    assertThat(distance)
        .isEqualTo(new Parameter("adjacentDistanceMetres", "视为毗邻的距离（米）", 100, "《测试县方案》三"));
    Question supply =
        new Question("SUPPLY", null, "0701", null, Map.of("survey", "NONE"), Map.of(), 1, DAY);
    // beside pointUncertaintyMetres, 100
    assertThat(county.reach().metresByCollection(supply))
        .containsEntry("contaminated-sites", 200.0);
    assertThat(TestPacks.NATIONAL.reach().metresByCollection(supply))
        .containsEntry("contaminated-sites", 150.0);
  }

  @Test
  void overridesASeverityAndItsBasisAndSaysWhy() {
    Rule rule = rule("severe-chemical-site");
    assertThat(rule.outcomes())
        .extracting(Rule.Outcome::severity)
        .containsExactly(Verdict.CONDITIONAL);
    assertThat(rule.basis()).containsExactly("《测试县方案》二：“不宜规划”");
    assertThat(rule.changes()).hasSize(1).first().asString().contains("test-county", "方案写明“不宜”");
    assertThat(TestPacks.NATIONAL.rules().toString()).doesNotContain("测试县");
  }

  @Test
  void aSeverityReplacesTheOutcomesOfTheParent() {
    assertThat(rule("priority-farmland").outcomes())
        .containsExactly(new Rule.Outcome(null, Verdict.PROHIBITED, null, null));
  }

  @Test
  void withdrawsARuleWithTheReason() {
    assertThat(ids()).doesNotContain("disclosure");
    assertThat(county.withdrawn()).containsExactly(Map.entry("disclosure", "另有规定"));
  }

  @Test
  void changesOneNumberOfTheThresholdAndTheAgeOfOneCollection() {
    assertThat(county.threshold()).isEqualTo(new Threshold(50, 0.5, 5, "《测试县方案》四"));
    assertThat(county.maximumAgeMonths("contaminated-sites")).hasValue(6);
    assertThat(county.maximumAgeMonths("farmland-classes")).hasValue(36);
    assertThat(county.maximumAgeMonths("parcels")).isEmpty();
  }

  @Test
  void theCasesOfTheChangedRulesHold() {
    assertThat(county.cases()).hasSizeGreaterThan(50);
    assertThat(county.cases().stream().flatMap(c -> c.listDifferences(county).stream())).isEmpty();
  }

  @Test
  void isChosenByNameThenByTheLongestAdcode() {
    assertThat(packs.choose("test-county", "110000")).isSameAs(county);
    assertThat(packs.choose(null, "990001203")).isSameAs(county);
    assertThat(packs.choose(null, "990002")).isSameAs(packs.getPack("national"));
    assertThat(packs.choose(" ", null)).isSameAs(packs.getPack("national"));
    assertThatThrownBy(() -> packs.choose("nowhere", "990001")).isInstanceOf(PackNotFound.class);
  }

  @Test
  void theDigestChangesWithAnyWordOfTheFileOrItsParents() {
    Pack changed =
        TestPacks.and("test-county.yaml", TEST_COUNTY.replace("另有规定", "另有规定。"))
            .getPack("test-county");
    assertThat(county.digest()).startsWith("sha256:").isNotEqualTo(changed.digest());
    assertThat(county.parent()).hasValue("national");
    assertThat(county.version()).isEqualTo("7");
  }

  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

  private List<String> ids() {
    return county.rules().stream().map(Rule::id).toList();
  }

  private Rule rule(String id) {
    return county.rules().stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
  }
}
