package org.jingtu.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** An officer reads by which rules, on which documents, the answers are given. */
@JourneyTest
class PacksJourneyTest {

  @LocalServerPort int port;
  private Http http;

  @BeforeEach
  void open() {
    http = new Http(port);
  }

  @Test
  void theEightPacksAreListedWithTheirRegions() {
    JsonNode packs = get("/api/packs");
    List<String> ids = new ArrayList<>();
    packs.forEach(p -> ids.add(p.path("id").asString()));
    assertThat(ids)
        .containsExactly(
            "beijing-fangshan",
            "hebei-chengde-hitech",
            "hebei-handan",
            "hebei-xianxian",
            "henan-jiyuan",
            "jiangsu",
            "jiangxi",
            "national");
    JsonNode jiangsu = packs.path(5);
    assertThat(jiangsu.path("adcodes").toString()).isEqualTo("[\"32\"]");
    assertThat(jiangsu.path("parent").path("id").asString()).isEqualTo("national");
    assertThat(jiangsu.path("newerParent").isNull()).isTrue(); // it follows the one in force
    List<String> versions = new ArrayList<>();
    jiangsu.path("versions").forEach(v -> versions.add(v.asString()));
    assertThat(versions).contains("2026.1", jiangsu.path("version").asString());
    assertThat(jiangsu.path("documents").toString()).contains("苏政办发〔2022〕78号");
    for (JsonNode pack : packs) {
      JsonNode rules = get("/api/packs/" + pack.path("id").asString()).path("rules");
      assertThat(rules).hasSize(pack.path("rules").asInt());
      for (JsonNode rule : rules) {
        assertThat(rule.path("basis")).as(rule.path("id").asString()).isNotEmpty();
        assertThat(rule.at("/basis/0").asString()).contains("《");
      }
    }
  }

  @Test
  void aPackShowsWhatItInheritsChangesAddsAndWithdrawsAndWhy() {
    JsonNode fangshan = get("/api/packs/beijing-fangshan");
    assertThat(rule(fangshan, "industrial-land-survey").path("originTitle").asString())
        .isEqualTo("新增");
    JsonNode changed = rule(fangshan, "strict-farmland-to-construction");
    assertThat(changed.path("origin").asString()).isEqualTo("CHANGED");
    assertThat(changed.path("changes").path(0).path("reason").asString()).contains("乡镇（街道）");
    // the document of the region alone where it speaks; those of others as a reference where not
    assertThat(changed.path("basis").size()).isEqualTo(1);
    assertThat(changed.path("basis").path(0).asString()).contains("房山区", "17");
    assertThat(rule(fangshan, "disclosure").path("basis").path(0).asString()).startsWith("参照");
    // the English beside the Chinese, also of what only this pack says
    assertThat(changed.path("actionEnglish").asString()).startsWith("The township (subdistrict)");
    assertThat(changed.path("responsibleEnglish").asString())
        .isEqualTo("The township (subdistrict)");
    assertThat(rule(fangshan, "reclaim-standard").at("/outcomes/0/actionEnglish").asString())
        .isEqualTo("What does not meet the standard may not be used.");
    assertThat(fangshan.at("/facts/0/questionEnglish").asString()).isNotEmpty();
    assertThat(fangshan.at("/parameters/0/titleEnglish").asString()).isNotEmpty();
    assertThat(fangshan.path("withdrawn").path(0).path("rule").asString())
        .isEqualTo("closed-enterprise-survey");
    JsonNode over = rule(fangshan, "plan-over-site");
    assertThat(over.path("subjectTitle").asString()).isEqualTo("规划用地");
    assertThat(over.path("against").path(0).path("collectionTitle").asString())
        .isEqualTo("疑似及污染地块");
  }

  @Test
  void aFormerVersionIsAskedForByNumberAndAnUnknownOneIsAProblem() {
    String version = get("/api/packs/national").path("pack").path("version").asString();
    assertThat(get("/api/packs/national?version=" + version).path("rules").size())
        .isGreaterThan(25);
    // the first version had no rule of sites over protected water
    JsonNode former = get("/api/packs/national?version=2026.1");
    assertThat(former.path("rules").toString())
        .contains("listed-site-procedures")
        .doesNotContain("site-over-water-protection");
    Http.Answer unknown =
        http.get("/api/packs/national?version=1999", "Authorization", Http.admin());
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.json().path("code").asString()).isEqualTo("PACK_NOT_FOUND");
    assertThat(unknown.json().path("detail").asString()).contains("national@1999", version);
  }

  /** What the packs say in Chinese, a reader of English reads in English. */
  @Test
  void aReaderOfEnglishIsToldInEnglish() {
    JsonNode packs = english("/api/packs");
    assertThat(packs.at("/0/title").asString()).isEqualTo("Fangshan District, Beijing");
    assertThat(packs.at("/0/documents/0").asString())
        .isEqualTo("《中华人民共和国土壤污染防治法》 [Soil Pollution Prevention and Control Law of the PRC]");
    JsonNode fangshan = english("/api/packs/beijing-fangshan");
    assertThat(fangshan.at("/lists/0/title").asString())
        .isEqualTo("Land for housing, public administration and public services");
    assertThat(fangshan.at("/lists/0/source").asString())
        .contains("land-use classification 07, 08");
    assertThat(fangshan.at("/withdrawn/0/reason").asString()).startsWith("Clause 17 demands");
    JsonNode changed = rule(fangshan, "strict-farmland-to-construction");
    assertThat(changed.path("originTitle").asString()).isEqualTo("Changed");
    assertThat(changed.path("action").asString()).startsWith("The township (subdistrict)");
    assertThat(changed.path("note").asString()).startsWith("Who organises it differs");
    assertThat(changed.at("/changes/0/reason").asString()).startsWith("In Fangshan the township");
    assertThat(changed.at("/stages/0/title").asString()).isEqualTo("Supply");
    assertThat(changed.at("/outcomes/0/severityTitle").asString()).isEqualTo("Does not apply");
    assertThat(rule(fangshan, "disclosure").at("/basis/0").asString()).startsWith("cf. 《");
    JsonNode over = rule(fangshan, "plan-over-site");
    assertThat(over.path("subjectTitle").asString()).isEqualTo("Planned land use");
    assertThat(over.at("/outcomes/0/action").asString()).startsWith("A listed site may not");
    JsonNode adjacent = rule(fangshan, "adjacent-site-sequence").at("/parameters/0");
    assertThat(adjacent.path("title").asString()).isEqualTo("Distance that counts as adjacent (m)");
    assertThat(adjacent.path("source").asString()).isEqualTo("default");
    // what the conditions name are codes, in whatever language; questions are asked in it
    assertThat(fangshan.path("facts")).isNotEmpty();
    for (JsonNode fact : fangshan.path("facts")) {
      assertThat(fact.path("question").asString()).matches("[ -~–“”]+");
      assertThat(fact.path("question")).isEqualTo(fact.path("questionEnglish"));
    }
  }

  private JsonNode english(String path) {
    return http.get(path, "Accept-Language", "en", "Authorization", Http.admin()).json();
  }

  private static JsonNode rule(JsonNode pack, String id) {
    for (JsonNode rule : pack.path("rules")) {
      if (rule.path("id").asString().equals(id)) {
        return rule;
      }
    }
    throw new AssertionError("no rule " + id);
  }

  private JsonNode get(String path) {
    Http.Answer answer = http.get(path, "Authorization", Http.admin());
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }
}
