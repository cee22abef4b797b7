package org.jingtu.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What changed from one data version to another, and drafts of zones that come to nothing. */
class BureauVersionsJourneyTest extends Office {

  private static final String EDITOR = BureauCounty.EDITOR;
  private static final String HEAD = BureauCounty.HEAD;

  private BureauCounty county;

  @BeforeAll
  void prepare() {
    county = BureauCounty.prepare(port);
  }

  @Test
  void aDraftIsSentBackAndWithdrawn() {
    String editor = Http.basic(EDITOR, BureauCounty.PASSWORD);
    String id = county.submitZone(editor, "GK139991B");
    Page page = browser.open("/bureau.html");
    signInAs(page, HEAD, "#/zones/" + id);
    page.getByText("退回或撤销").click();
    press(page, "退回草案"); // says first why
    assertThat(page.locator(".headline")).containsText("待批准");
    page.locator("#reason").fill("范围不符");
    look(page, "bureau-22-send-back");
    press(page, "退回草案");
    assertThat(page.locator(".headline")).containsText("草案");

    signInAs(page, EDITOR, "#/zones/" + id);
    assertThat(page.locator(".timeline")).containsText("范围不符");
    page.locator("#recordMeasures summary").click();
    page.locator("#signText").fill("禁止开挖");
    look(page, "bureau-23-measures");
    press(page, "登记标识牌");
    assertThat(page.locator("#measures")).containsText("禁止开挖 · 未设立");
    Page other = browser.open("/bureau.html#/zones/" + id); // opened before what follows
    assertThat(other.locator("#measures")).containsText("未设立");
    press(page, "登记已设立");
    assertThat(page.locator("#measures")).not().containsText("未设立");
    page.locator("#recordMeasures summary").click();
    page.locator("#medium").selectOption("GROUNDWATER");
    page.locator("#frequency").fill("每季度一次");
    page.locator("#everyMonths").fill("3");
    press(page, "登记监测");
    assertThat(page.locator("#measures")).containsText("地下水：每季度一次 · 每 3 个月");
    press(page, "登记已监测");
    assertThat(page.locator("#measures")).containsText("最近 20");
    press(other, "登记已设立"); // the zone has been changed since it was opened there
    assertThat(other.locator("#message")).containsText("没有完成");
    browser.forgive(Pattern.compile("status of 412"));
    page.getByText("退回或撤销").click();
    page.locator("#reason").fill("另行划定");
    press(page, "撤销");
    assertThat(page.locator(".headline")).containsText("已撤销");
  }

  /** The second edition of the farmland: F1B is new, F1 got smaller, F2 another date. */
  @Test
  void whatAnImportChangedIsShownOnTheMap() {
    long edition = county.versionOfTheLastImport("farmland-classes");
    Page page = browser.open("/bureau.html#/versions");
    page.locator("#collection").selectOption("farmland-classes");
    assertThat(page.locator("#span")).isVisible();
    page.locator(
            ".list a[href='#/versions/farmland-classes?from=%d&to=%d']"
                .formatted(edition - 1, edition))
        .click();

    assertThat(page.locator("[data-kind=ADDED]")).containsText("1");
    assertThat(page.locator("[data-kind=CHANGED]")).containsText("2");
    assertThat(page.locator("[data-feature]")).hasCount(3);
    // one new, one moved with its place before, one that stayed where it was
    assertThat(page.locator("#map")).hasAttribute("data-shown", "4");
    assertThat(page.locator("#changes")).containsText("图形（9,9"); // 10,000 m² on the ellipsoid
    awaitMap(page);
    look(page, "bureau-24-changes");
    page.locator("[data-kind=ADDED]").click();
    assertThat(page.locator("[data-feature]")).hasCount(1);
    page.locator("[data-feature] button").click();
    page.locator("[data-kind=ALL]").click();
    page.getByText("按日期比较").click();
    page.locator("[name=fromDay]").fill("2020-01-01");
    press(page, "比较");
    assertThat(page.locator("[data-kind=ALL]")).hasAttribute("aria-current", "true");
    assertThat(page.locator("#changes")).containsText("0 版 →");
  }

  /** Signs another user in and opens a view of the page. */
  private void signInAs(Page page, String username, String view) {
    signInAs(page, username, BureauCounty.PASSWORD, "bureau.html" + view);
    assertThat(page.locator("#view")).hasAttribute("aria-busy", "false");
  }
}
