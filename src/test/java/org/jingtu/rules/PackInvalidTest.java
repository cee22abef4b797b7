package org.jingtu.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

/** An error in a pack stops the start and names file, rule, position and reason. */
class PackInvalidTest {

  private static final String GOOD =
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
          stages: [SUPPLY]
          when: stage = 'SUPPLY'
          against: contaminated-sites
          where: feature.status = 'LISTED'
          within: adjacentDistanceMetres
          action: 做
          responsible: 某部门
          basis: [{document: d}]
      """;

  @Test
  void isReadWhenItIsRight() {
    assertThat(TestPacks.and("bad.yaml", GOOD).getPack("bad").rules()).hasSizeGreaterThan(1);
  }

  @Test
  void namesFileRulePositionAndReason() {
    // line 13 of the text, column 12: where the value of "where" begins
    assertFault("'LISTED'", "'LISTE'", "bad.yaml:13:12 rule my-rule: 'LISTE' is no code of");
  }

  @Test
  void knowsAttributesFactsListsParametersStagesAndDocuments() {
    assertFault("feature.status =", "feature.stauts =", "has no attribute 'stauts'");
    assertFault("when: stage =", "when: parcel.sttage =", "unknown operand 'parcel.sttage'");
    assertFault("stage = 'SUPPLY'", "stage = 'SUPPLYING'", "'SUPPLYING' is no code of stage");
    assertFault("stage = 'SUPPLY'", "inList(parcel.plannedUse, 'x') = true", "no list 'x'");
    assertFault("stage = 'SUPPLY'", "outList(parcel.plannedUse) = true", "Function not found");
    assertFault("stage = 'SUPPLY'", "distance < 5", "no feature is looked at");
    assertFault("stage = 'SUPPLY'", "feature.status = 'LISTED'", "no feature is looked at");
    assertFault("adjacentDistanceMetres", "farAway", "no parameter 'farAway'");
    assertFault("[SUPPLY]", "[SUPLY]", "no stage 'SUPLY'");
    assertFault("{document: d}", "{document: e}", "no document 'e'");
    assertFault("severity: NOTICE", "severity: CLEAR", "no severity 'CLEAR'");
    assertFault("stage = 'SUPPLY'", "stage is 'SUPPLY'", "not CQL");
  }

  @Test
  void knowsTheShapeOfAFile() {
    assertFault("    action: 做\n", "", "'action' is missing");
    assertFault("    action: 做\n", "    actoin: 做\n", "unknown key 'actoin'");
    assertFault("version: \"1\"", "versoin: \"1\"", "unknown key 'versoin'");
    assertFault("id: my-rule", "id: disclosure", "the rule is there already");
    assertFault("extends: national", "extends: nowhere", "no pack 'nowhere' to extend");
    assertFault("extends: national", "extends: bad", "extends itself");
    assertFault("pack: bad", "pack: national", "is there already");
    assertFault("title: 规则\n", "title: [\n", "bad.yaml:");
    assertFault(
        "rules:", "overrides: [{rule: nothing, reason: 无}]\nrules:", "no inherited rule 'nothing'");
    assertFault("rules:", "withdrawals: [{rule: nothing, reason: 无}]\nrules:", "no inherited rule");
  }

  @Test
  void tellsEveryErrorAtOnce() {
    PackInvalid thrown = read(GOOD.replace("'LISTED'", "'X'").replace("[SUPPLY]", "[Y]"));
    PackInvalid both =
        read(
            GOOD.replace("'LISTED'", "'X'")
                + GOOD.substring(GOOD.indexOf("  - id"))
                    .replace("my-rule", "other-rule")
                    .replace("[SUPPLY]", "[Y]"));
    assertThat(thrown.faults()).hasSize(1);
    assertThat(both.faults())
        .extracting(PackInvalid.Fault::rule)
        .containsExactly("my-rule", "other-rule");
  }

  private static void assertFault(String right, String wrong, String reason) {
    assertThat(GOOD).contains(right);
    assertThat(read(GOOD.replace(right, wrong)).getMessage()).contains("bad.yaml", reason);
  }

  private static PackInvalid read(String text) {
    return catchThrowableOfType(PackInvalid.class, () -> TestPacks.and("bad.yaml", text));
  }
}
