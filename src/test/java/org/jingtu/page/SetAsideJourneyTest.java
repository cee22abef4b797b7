package org.jingtu.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.jingtu.reports.PdfArchive;
import org.jingtu.support.Http;
import org.jingtu.support.Staff;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A finding is declared not applicable by another officer than the one who asked; both stay seen.
 */
class SetAsideJourneyTest extends Office {

  private static final String RULE = "listed-site-sensitive-use";

  private static boolean hired;

  @BeforeAll
  void hire() {
    if (!hired) {
      Staff staff = new Staff(port);
      staff.hire("aside.officer", "NATURAL_RESOURCES", "OFFICER");
      staff.hire("aside.reader", "NATURAL_RESOURCES", "READER");
      hired = true;
    }
  }

  @Test
  void aFindingIsSetAsideByADocumentAndThatIsTakenBack() throws Exception {
    Page page = browser.open("/#/parcel/130899001001GB00001");
    awaitMap(page);
    page.locator("#stage").selectOption("SUPPLY");
    page.locator("#plannedUse").fill("0701");
    JsonNode answer = check(page);
    String id = answer.path("id").asString();
    assertThat(page.locator(".past[aria-busy=false]")).isVisible();
    assertThat(page.locator("[data-act=set-aside]")).hasCount(0); // not by who asked
    page.reload();
    assertThat(page.locator(".past[aria-busy=false]")).isVisible();
    assertThat(page.locator("[data-act=set-aside]")).hasCount(0);

    signInAs(page, "aside.reader", Staff.PASSWORD, "#/check/" + id);
    assertThat(page.locator(".past[aria-busy=false]")).isVisible();
    assertThat(page.locator("[data-act=set-aside]")).hasCount(0);

    signInAs(page, "aside.officer", Staff.PASSWORD, "#/check/" + id);
    assertThat(page.locator("[data-act=set-aside]")).hasCount(answer.path("findings").size());
    Locator finding = page.locator(".finding[data-rule=" + RULE + "]");
    finding.locator("summary").click();
    finding.locator("form button").click(); // without a reason and a document
    assertThat(finding.locator("[role=alert]")).hasText("请填写：理由、文件标题、文号、日期。");
    finding.getByLabel("理由").fill("经现场核实，界线有误，该名录地块不在本宗地内");
    finding.getByLabel("文件标题").fill("关于宗地与名录地块位置关系的核实意见");
    finding.getByLabel("文号").fill("示自然资〔2026〕9号");
    finding.getByLabel("日期").fill("2026-11-01");
    finding.scrollIntoViewIfNeeded();
    look(page, "40-set-aside-form");
    finding.locator("form button").click();

    assertThat(page.locator("#verdict h2")).containsText("禁止"); // as it was given
    assertThat(page.locator("#effective .badge")).isVisible();
    assertThat(page.locator(".finding.aside .override")).containsText("示自然资〔2026〕9号");
    finding.scrollIntoViewIfNeeded();
    awaitMap(page);
    look(page, "41-set-aside");
    itIsOnPaperToo(id);

    finding.getByText("撤回认定").first().click();
    finding.getByLabel("理由").fill("核实意见已作废");
    finding.locator("[data-act=take-back] button").click();
    assertThat(page.locator(".finding.aside")).hasCount(0);
    assertThat(page.locator("#effective")).containsText("认定都已撤回");
    assertThat(page.locator("#effective .badge")).containsText("禁止");
    JsonNode kept = api("api/checks/" + id + "/overrides").path(0);
    assertThat(kept.at("/withdrawal/reason").asString()).isEqualTo("核实意见已作废");
    assertThat(kept.path("actor").asString()).isEqualTo("aside.officer");
  }

  /**
   * P08 drawn as a plot of the next county, for which little was ever loaded: one notice, and much
   * that is not known. Without the notice nothing is found, which is not to look clear.
   */
  @Test
  void whatIsLeftIsNotClearWhereNotAllIsKnown() {
    String geometry =
        api("api/collections/parcels/features?filter=parcelNo%3D%27130899001001GB00008%27")
            .at("/features/0/geometry")
            .toString();
    Http http = new Http(port);
    JsonNode answer =
        http.postJson(
                "/api/checks",
                "{\"parcel\": {\"geometry\": %s, \"crs\": \"EPSG:4490\", \"adcode\": \"130898\"}, \"stage\": \"SUPPLY\", \"currentUse\": \"1001\", \"plannedUse\": \"0701\", \"survey\": \"DETAILED\"}"
                    .formatted(geometry),
                "Authorization",
                Http.admin())
            .json();
    String id = answer.path("id").asString();
    assertThat(answer.path("findings")).hasSize(1);
    assertThat(answer.path("incomplete").asBoolean()).isTrue();
    Page page = browser.open("/#/check/" + id);
    assertThat(page.locator("#verdict h2")).hasText("提示（数据不全）");
    assertThat(page.locator("#verdict p")).containsText("不能据此认定可以办理");

    Http.Answer aside =
        http.postJson(
            "/api/checks/" + id + "/overrides",
            "{\"rule\": \"disclosure\", \"featureId\": %s, \"reason\": \"界线有误\", \"document\": {\"title\": \"核实意见\", \"number\": \"1号\", \"date\": \"2026-11-01\"}}"
                .formatted(answer.at("/findings/0/featureId")),
            "Authorization",
            Http.basic("aside.officer", Staff.PASSWORD));
    assertThat(aside.status()).as(aside.response().body()).isEqualTo(201);
    page.reload();
    assertThat(page.locator("#effective .badge.UNSURE")).hasText("未发现冲突");
    assertThat(page.locator("#effective .mark")).hasText("（数据不全）");
    String paper =
        http.get("/api/checks/" + id + "/report.html", "Authorization", Http.admin())
            .response()
            .body();
    assertThat(paper)
        .contains(
            "<div class=\"verdict UNSURE\"><span class=\"word\">未发现冲突（数据不全）</span>", "不能据此认定可以办理")
        .doesNotContain("verdict CLEAR", "可以办理，并请注意");
  }

  private void itIsOnPaperToo(String id) throws Exception {
    byte[] pdf =
        new Http(port).getBytes("/api/checks/" + id + "/report.pdf", "Authorization", Http.admin());
    assertThat(PdfArchive.read(pdf, "set-aside"))
        .contains("人工认定之后的结论", "已认定不适用", "示自然资〔2026〕9号", "aside.officer（自然资源部门）");
    String english =
        new Http(port)
            .get(
                "/api/checks/" + id + "/report.html",
                "Authorization",
                Http.admin(),
                "Accept-Language",
                "en")
            .response()
            .body();
    assertThat(english).contains("Verdict after decisions", "Set aside", "示自然资〔2026〕9号");
  }
}
