package org.jingtu.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./jingtu packs check FILE}: what an author of a pack is told. */
class PackCheckTest {

  private static final String COUNTY =
      """
      pack: county
      version: "1"
      title: 测试县
      extends: national
      documents: {d: 《测试县方案》}
      rules:
        - id: my-rule
          title: 规则
          severity: NOTICE
          stages: [SUPPLY]
          against: contaminated-sites
          where: feature.status = 'LISTED'
          action: 做
          responsible: 某部门
          basis: [{document: d}]
          cases:
            - title: 触发
              question: {stage: SUPPLY}
              hits: [{collection: contaminated-sites, attributes: {status: LISTED}}]
              expect: NOTICE
            - title: 差一点
              question: {stage: SUPPLY}
              hits: [{collection: contaminated-sites, attributes: {status: CONFIRMED}}]
              expect: none
      """;

  @TempDir Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @Test
  void aGoodPackPasses() throws IOException {
    assertThat(check(COUNTY)).as(said()).isZero();
    assertThat(said()).contains("测试县 county@1:", "0 处问题 faults");
  }

  /** The product's packs name the version of their parent; a new one is to be followed by hand. */
  @Test
  void theAuthorIsToldOfANewerParent() throws IOException {
    String national = Files.readString(Path.of("src/main/resources/packs/national.yaml"));
    Path former = folder.resolve("national@" + TestPacks.NATIONAL.version() + ".yaml");
    Path next = folder.resolve("national.yaml");
    Path county = folder.resolve("county.yaml");
    Files.writeString(former, national);
    Files.writeString(next, national.replaceFirst("version: \"[^\"]+\"", "version: \"2999.1\""));
    String pinned = "extends: national@" + TestPacks.NATIONAL.version();
    Files.writeString(county, COUNTY.replace("extends: national", pinned));

    int rc =
        new PackCheck(stream())
            .check(List.of(former.toString(), next.toString(), county.toString()));

    assertThat(rc).as(said()).isZero();
    assertThat(said()).contains("county.yaml: 上级规则包已有 national@2999.1");
  }

  @Test
  void aPackOfTheProductTakesItsOwnPlace() {
    assertThat(new PackCheck(stream()).check(List.of("src/main/resources/packs/jiangsu.yaml")))
        .as(said())
        .isZero();
    assertThat(said()).contains("江苏省 jiangsu@");
  }

  @Test
  void aSlipIsToldWithPlaceRuleAndReasonInTwoLanguages() throws IOException {
    assertThat(check(COUNTY.replace("feature.status = 'LISTED'", "feature.status = 'LISTE'")))
        .isEqualTo(1);
    // line 12 of the text, column 12: where the value of "where" begins
    assertThat(said())
        .contains(
            "county.yaml:12:12 my-rule\n", "“LISTE”不是 feature.status 的代码", "'LISTE' is no code");
  }

  @Test
  void aCaseThatComesOutOtherwiseIsTold() throws IOException {
    assertThat(check(COUNTY.replace("expect: NOTICE", "expect: PROHIBITED"))).isEqualTo(1);
    assertThat(said())
        .contains("county.yaml:17:9 my-rule\n", "示例“触发”：结果为 NOTICE，应为 PROHIBITED")
        .contains("case '触发': NOTICE instead of PROHIBITED");
  }

  @Test
  void aRuleWithoutANearMissIsTold() throws IOException {
    assertThat(check(COUNTY.substring(0, COUNTY.indexOf("      - title: 差一点")))).isEqualTo(1);
    assertThat(said()).contains("没有差一点而不触发的示例", "no near miss");
  }

  /** Outcomes of one severity are told apart by what is to be done: only the first is shown. */
  @Test
  void anOutcomeWithoutACaseIsTold() throws IOException {
    String outcomes =
        "outcomes: [{when: stage = 'SUPPLY', severity: NOTICE, action: 先做}, {severity: NOTICE}]";
    assertThat(check(COUNTY.replace("severity: NOTICE", outcomes))).isEqualTo(1);
    assertThat(said()).contains("county.yaml:7:5 my-rule\n", "no case comes to NOTICE\n");
  }

  /** What a child changes in an inherited rule is shown by cases too; the child's file is named. */
  @Test
  void aChangedRuleIsHeldToItsCases() throws IOException {
    String change =
        """
        overrides:
          - rule: disclosure
            reason: 收储时另有办法
            outcomes:
              - {when: stage = 'RESERVE', severity: NOTICE, action: 收储时公开。}
              - {severity: NOTICE}
        """;
    assertThat(check(COUNTY + change)).isEqualTo(1);
    // the text has 24 lines, the change begins two lines further
    assertThat(said())
        .contains("county.yaml:26:5 disclosure\n", "no case comes to NOTICE stage = 'RESERVE'");
  }

  @Test
  void aCaseWithASlipIsTold() throws IOException {
    assertThat(check(COUNTY.replace("expect: none", "expect: nothing"))).isEqualTo(1);
    assertThat(said()).contains("not 'nothing'");
  }

  @Test
  void aFileThatIsNotThereHasItsOwnExitCode() {
    assertThat(new PackCheck(stream()).check(List.of("no-such.yaml"))).isEqualTo(2);
    assertThat(new PackCheck(stream()).check(List.of())).isEqualTo(2);
  }

  private int check(String text) throws IOException {
    Path file = folder.resolve("county.yaml");
    Files.writeString(file, text);
    return new PackCheck(stream()).check(List.of(file.toString()));
  }

  private PrintStream stream() {
    return new PrintStream(said, true, StandardCharsets.UTF_8);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }
}
