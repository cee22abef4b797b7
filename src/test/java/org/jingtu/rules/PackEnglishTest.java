package org.jingtu.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the packs say in Chinese they say in English too, wherever an answer shows it. */
class PackEnglishTest {

  private static final Pattern CHINESE = Pattern.compile("[\\u4e00-\\u9fff]");

  /** Names of documents, words that are cited and numbers of clauses stay as they are. */
  private static final Pattern PLAIN_ENGLISH =
      Pattern.compile("([ -~–]|《[^》]+》|“[^”]+”|[（）第一二三四五六七八九十条])+");

  private static final String CHILD =
      """
      pack: child
      version: "1"
      title: 测试县
      extends: national
      adcodes: ["990001"]
      overrides:
        - rule: disclosure
          reason: 测试
          action: 张榜公布。
      """;

  @Test
  void everyPackInForcePromisesEnglish() {
    assertThat(TestPacks.files().values()).allMatch(text -> text.contains("languages: [zh, en]"));
  }

  /** All findings and questions of all examples of all packs in force. */
  @Test
  void nothingOfAFindingStaysChinese() {
    for (Pack pack : TestPacks.OWN.listPacks()) {
      PackEnglish english = pack.english();
      for (ExampleCase example : pack.cases()) {
        Evaluation evaluation = example.evaluate(pack);
        for (Finding f : evaluation.findings()) {
          assertThat(
                  List.of(
                      english.title(f.rule(), f.title()),
                      english.action(f.rule(), f.action()),
                      english.responsible(f.rule(), f.responsible())))
              .as(pack.id() + " " + f.rule())
              .noneMatch(text -> CHINESE.matcher(text).find());
          assertThat(f.basis()).allMatch(line -> english.basis(line).endsWith("]"));
          for (Parameter p : f.parameters()) {
            assertThat(english.parameter(p.name(), p.title())).doesNotContainPattern(CHINESE);
          }
        }
        for (MissingFact m : evaluation.missingFacts()) {
          String layer = m.collection() == null ? null : "Layer";
          String code = m.featureCode() == null ? null : "F-1";
          assertThat(english.question(m.name(), layer, code, m.question()))
              .as(m.name())
              .doesNotContainPattern(CHINESE);
        }
        evaluation
            .ignored()
            .forEach(i -> assertThat(PackEnglish.sliver(i.reason())).contains("under the thres"));
      }
    }
  }

  /** Titles of packs and lists, sources, notes, reasons: in English but for names and clauses. */
  @Test
  void nothingThatAPackSaysBesideItsRulesStaysChinese() {
    for (Pack pack : TestPacks.OWN.listPacks()) {
      PackEnglish english = pack.english();
      List<String> said = new ArrayList<>();
      said.add(pack.title());
      pack.lists().forEach(list -> said.add(list.title()));
      said.addAll(pack.withdrawn().values());
      for (Rule rule : pack.rules()) {
        Optional.ofNullable(rule.note()).ifPresent(said::add);
        rule.changes().forEach(change -> said.add(change.reason()));
      }
      for (String chinese : said) {
        assertThat(english.text(chinese)).as(pack.id() + " " + chinese).matches(PLAIN_ENGLISH);
      }
      pack.lists()
          .forEach(list -> assertThat(english.source(list.source())).matches(PLAIN_ENGLISH));
      pack.parameters().forEach(p -> assertThat(english.source(p.source())).isEqualTo("default"));
      assertThat(pack.documents()).allMatch(title -> english.basis(title).endsWith("]"));
    }
  }

  /** English that nothing in any version says any more would never be read. */
  @Test
  void theProductsEnglishIsOfWhatAPackSays() {
    String all = String.join("\n", TestPacks.allFiles().values());
    assertThat(EnglishWords.ofTheProduct().keySet()).allMatch(all::contains);
  }

  @Test
  void aPackBringsWordsOfItsOwn() {
    String words = "english:\n  - {zh: 测试, en: For the test}\n  - {zh: 测试县, en: Test County}\n";
    Pack child = TestPacks.and("child.yaml", CHILD + words).getPack("child");
    assertThat(child.english().text(child.title())).isEqualTo("Test County");
    assertThat(
            child
                .english()
                .text(child.findRule("disclosure").orElseThrow().changes().get(0).reason()))
        .isEqualTo("For the test");
    assertThat(TestPacks.NATIONAL.english().text("测试县")).isEqualTo("测试县");
    assertThatThrownBy(() -> TestPacks.and("child.yaml", CHILD + words.replace("测试县", "测试")))
        .hasMessageContaining("child.yaml:12:5: '测试' is given twice");
  }

  @Test
  void aPossibleHitSaysSoInEnglish() {
    PackEnglish english = TestPacks.NATIONAL.english();
    String action = TestPacks.NATIONAL.findRule("disclosure").orElseThrow().action();
    assertThat(english.action("disclosure", Evaluator.POSSIBLE_ACTION + action))
        .isEqualTo(
            Evaluator.POSSIBLE_ACTION_ENGLISH
                + "Disclose the soil pollution that there was and how it was treated and remediated.");
    assertThat(english.basis("参照" + "《中华人民共和国土壤污染防治法》第六十一条"))
        .isEqualTo(
            "cf. 《中华人民共和国土壤污染防治法》第六十一条 [Soil Pollution Prevention and Control Law of the PRC]");
    assertThat(PackEnglish.sliver("重叠面积 4.00 平方米，小于阈值 10 平方米"))
        .isEqualTo("4.00 m² shared, under the threshold of 10 m²");
  }

  /** The English of the parent speaks of the parent's words. */
  @Test
  void wordsThatAChildReplacesLoseTheEnglishOfTheParent() {
    Pack child = TestPacks.and("child.yaml", CHILD).getPack("child");
    Rule rule = child.findRule("disclosure").orElseThrow();
    assertThat(rule.actionEnglish()).isNull();
    assertThat(rule.titleEnglish()).isEqualTo("The soil's past is to be disclosed");
    assertThat(child.english().action("disclosure", "张榜公布。")).isEqualTo("张榜公布。");
    assertThat(rule.changes())
        .singleElement()
        .extracting(Change::keys)
        .isEqualTo(List.of("action"));
  }

  /** Who promises English is told what is missing and where; who does not is left alone. */
  @Test
  void aPromiseIsHeldToItsWord() {
    String promising = CHILD.replace("title: 测试县", "languages: [zh, en]\ntitle: 测试县");
    // line 10 of the text: where the Chinese action stands
    assertThatThrownBy(() -> TestPacks.and("child.yaml", promising))
        .isInstanceOf(PackInvalid.class)
        .hasMessageContaining("child.yaml:10:13 rule disclosure: no 'actionEnglish' beside it");
    String kept = promising + "    actionEnglish: It is posted.\n";
    assertThat(
            TestPacks.and("child.yaml", kept)
                .getPack("child")
                .english()
                .action("disclosure", "张榜公布。"))
        .isEqualTo("It is posted.");
    assertThatThrownBy(
            () ->
                TestPacks.and("child.yaml", CHILD.replace("title: 测", "languages: [fr]\ntitle: 测")))
        .isInstanceOf(PackInvalid.class)
        .hasMessageContaining("no language 'fr'");
    String parameter =
        promising.replace(
            "overrides:",
            "parameters:\n  myMetres: {title: 距离, value: 3, source: default}\noverrides:");
    assertThatThrownBy(() -> TestPacks.and("child.yaml", parameter))
        .hasMessageContaining("'myMetres' has no 'titleEnglish'");
  }
}
