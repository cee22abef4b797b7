package org.jingtu.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Conditions in CQL over facts, with a third value for what is not known. */
class ConditionTest {

  private static final Map<String, Object> NOTHING = Map.of();

  @Test
  void comparesTextNumbersBooleansAndDates() {
    assertThat(test("feature.status = 'LISTED'", Map.of("status", "LISTED"))).isEqualTo(Truth.TRUE);
    assertThat(test("feature.status IN ('A', 'LISTED')", Map.of("status", "LISTED")))
        .isEqualTo(Truth.TRUE);
    assertThat(test("feature.status NOT IN ('A')", Map.of("status", "LISTED")))
        .isEqualTo(Truth.TRUE);
    assertThat(test("feature.listed = true", Map.of("listed", true))).isEqualTo(Truth.TRUE);
    assertThat(test("overlap.areaSquareMetres > 99.5", NOTHING)).isEqualTo(Truth.TRUE);
    assertThat(test("distance BETWEEN 0 AND 1", NOTHING)).isEqualTo(Truth.TRUE);
    assertThat(test("parcel.plannedUse LIKE '07%'", NOTHING)).isEqualTo(Truth.TRUE);
    assertThat(test("feature.since <= today", Map.of("since", LocalDate.of(2026, 1, 1))))
        .isEqualTo(Truth.TRUE);
    assertThat(test("feature.since <= today", Map.of("since", LocalDate.of(2026, 1, 2))))
        .isEqualTo(Truth.FALSE);
    assertThat(test("feature.since < '2026-01-02'", Map.of("since", "2026-01-01")))
        .isEqualTo(Truth.TRUE);
    assertThat(test("parameter.adjacentDistanceMetres = 50", NOTHING)).isEqualTo(Truth.TRUE);
  }

  @Test
  void daysAreInOrderAsDays() {
    // today is 2026-01-01
    for (String[] row :
        new String[][] {
          {"2025-12-31", "<", "<=", "<>"},
          {"2026-01-01", "<=", ">=", "="},
          {"2026-01-02", ">", ">=", "<>"}
        }) {
      for (String sign : List.of("<", "<=", ">", ">=", "=", "<>")) {
        Truth due = Truth.of(List.of(row).indexOf(sign) > 0);
        assertThat(test("feature.since " + sign + " today", Map.of("since", row[0])))
            .as(row[0] + sign)
            .isEqualTo(due);
      }
    }
    assertThat(test("feature.since <= today", NOTHING)).isEqualTo(Truth.UNKNOWN);
    assertThat(test("feature.x < feature.y", Map.of("x", 9, "y", 10))).isEqualTo(Truth.TRUE);
  }

  @Test
  void aCodeThatIsNotThatOne() {
    assertThat(test("feature.status <> 'A'", Map.of("status", "B"))).isEqualTo(Truth.TRUE);
    assertThat(test("feature.status <> 'A'", Map.of("status", "A"))).isEqualTo(Truth.FALSE);
    assertThat(test("feature.listed <> true", Map.of("listed", false))).isEqualTo(Truth.TRUE);
  }

  @Test
  void codesWithALeadingZeroStayText() {
    assertThat(test("feature.landUse = '0701'", Map.of("landUse", "701"))).isEqualTo(Truth.FALSE);
    assertThat(test("feature.landUse = '0701'", Map.of("landUse", "0701"))).isEqualTo(Truth.TRUE);
  }

  @Test
  void aMissingFactLeavesTheAnswerOpenUnlessTheRestDecides() {
    assertThat(test("feature.x = 1", NOTHING)).isEqualTo(Truth.UNKNOWN);
    assertThat(test("feature.x <> 1", NOTHING)).isEqualTo(Truth.UNKNOWN);
    assertThat(test("NOT (feature.x = 1)", NOTHING)).isEqualTo(Truth.UNKNOWN);
    assertThat(test("feature.x = 1 AND stage = 'SUPPLY'", NOTHING)).isEqualTo(Truth.UNKNOWN);
    assertThat(test("feature.x = 1 AND stage = 'PLANNING'", NOTHING)).isEqualTo(Truth.FALSE);
    assertThat(test("feature.x = 1 OR stage = 'SUPPLY'", NOTHING)).isEqualTo(Truth.TRUE);
    assertThat(test("feature.x = 1 OR stage = 'PLANNING'", NOTHING)).isEqualTo(Truth.UNKNOWN);
    assertThat(test("feature.x IS NULL", NOTHING)).isEqualTo(Truth.TRUE);
    assertThat(test("feature.x IS NOT NULL AND feature.x = 1", NOTHING)).isEqualTo(Truth.FALSE);
    Map<String, Object> blank = new HashMap<>();
    blank.put("x", " ");
    assertThat(test("feature.x IS NULL", blank)).isEqualTo(Truth.TRUE);
  }

  @Test
  void aListIsMatchedByTheBeginningOfACode() {
    CodeList vulnerable = new CodeList("v", "v", List.of("07", "0804"), "default");
    assertThat(vulnerable.findMembership("070102")).isTrue();
    assertThat(vulnerable.findMembership("0805")).isFalse();
    // 08 may be 0804 or not
    assertThat(vulnerable.findMembership("08")).isNull();
    CodeList industries = new CodeList("i", "i", List.of("C263", "B09"), "default");
    assertThat(industries.findMembership("C2631")).isTrue();
    assertThat(industries.findMembership("2631")).isTrue();
    assertThat(industries.findMembership("0911")).isTrue();
    assertThat(industries.findMembership("C2613")).isFalse();
    assertThat(industries.findMembership("C")).isNull();
    assertThat(industries.findMembership("D44")).isFalse();
  }

  @Test
  void namesTheOperandsThatLeaveItOpen() {
    List<String> missing = new ArrayList<>();
    Facts facts = facts(NOTHING);
    compile("(feature.x = 1 AND feature.y = 2) OR inList(feature.z, 'sensitive-use') = true")
        .tellMissing(facts, missing::add);
    assertThat(missing).containsExactlyInAnyOrder("feature.x", "feature.y", "feature.z");
  }

  private static Truth test(String cql, Map<String, ?> attributes) {
    return compile(cql).test(facts(attributes));
  }

  private static Facts facts(Map<String, ?> attributes) {
    Facts facts =
        TestPacks.NATIONAL.factsOf(
            new Question(
                "SUPPLY", null, "0701", null, Map.of(), Map.of(), 1_000, LocalDate.of(2026, 1, 1)));
    facts.turnTo(new Hit("c", "1", "1", null, attributes, 100, 10, 5, 0, 2));
    return facts;
  }

  private static Condition compile(String cql) {
    PackContents contents =
        PackReader.read(
            YamlAt.read("national", TestPacks.files().get("packs/national.yaml")),
            PackContents.empty());
    return new ConditionCompiler(contents, collection -> Map.of(), null)
        .compile(YamlAt.read("test", '"' + cql + '"'), "c");
  }
}
