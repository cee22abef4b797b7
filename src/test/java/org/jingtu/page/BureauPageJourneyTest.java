package org.jingtu.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.jingtu.reports.PdfArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Analysts, the bureau and administrators at work on their page, in a real browser. */
class BureauPageJourneyTest extends Office {

  private static final String EDITOR = BureauCounty.EDITOR;
  private static final String HEAD = BureauCounty.HEAD;

  private BureauCounty county;

  @BeforeAll
  void prepare() {
    county = BureauCounty.prepare(port);
  }

  @Test
  void aFileIsDroppedMappedRepairedAndRegistered() {
    Page page = browser.open("/bureau.html#/imports");
    assertThat(page.locator("#upload")).isVisible();
    page.locator("#collection").selectOption("permanent-basic-farmland");
    drop(page, "基本农田.geojson", basicFarmland());
    assertThat(page.locator(".chosen")).containsText("基本农田.geojson");
    look(page, "bureau-01-imports");
    press(page, "上传并检查");

    // the code stands in a field of an unknown name, and one boundary crosses itself
    assertThat(page.locator(".job")).hasAttribute("data-state", "REJECTED");
    assertThat(page.locator("[data-problem=ATTRIBUTE_NOT_MAPPED]").first()).isVisible();
    look(page, "bureau-02-unmapped");
    page.getByLabel("字段 我的编号 对应").selectOption("code");
    press(page, "按此重新检查");
    assertThat(page.locator("[data-problem=ATTRIBUTE_NOT_MAPPED]")).hasCount(0);
    assertThat(page.locator(".job")).hasAttribute("data-state", "REJECTED");
    assertThat(page.locator("[data-problem=RING_SELF_INTERSECTION]")).containsText("自相交");
    byte[] before = page.locator("#map").screenshot();
    page.locator("[data-problem=RING_SELF_INTERSECTION] button").click();
    page.waitForCondition(() -> !Arrays.equals(page.locator("#map").screenshot(), before));
    awaitMap(page);
    look(page, "bureau-03-problem");

    page.locator("#mapping input[type=checkbox]").check();
    press(page, "按此重新检查");
    assertThat(page.locator(".job")).hasAttribute("data-state", "CHECKED");
    assertThat(page.locator("[data-problem=GEOMETRY_REPAIRED]")).hasCount(1);
    page.locator("[data-code=GEOMETRY_REPAIRED]").click();
    // two rows of the preview, and the row before and after its repair
    assertThat(page.locator("#map")).hasAttribute("data-shown", "4");
    page.locator("[name=repairs][value=before]").check();
    assertThat(page.locator("#map")).hasAttribute("data-shown", "3");
    page.locator("[name=repairs][value=both]").check();
    page.locator("[data-problem=GEOMETRY_REPAIRED] button").click();
    awaitMap(page);
    look(page, "bureau-04-repaired");
    press(page, "确认入库");
    assertThat(page.locator(".job")).hasAttribute("data-state", "COMMITTED");
    assertThat(page.locator(".live")).containsText("新增 2");
    assertThat(page.getByText("GPKG", new Page.GetByTextOptions().setExact(true)))
        .hasAttribute("href", Pattern.compile("api/exports/permanent-basic-farmland\\?f=gpkg"));
  }

  private static String basicFarmland() {
    String properties = "\"我的编号\":\"JN-%d\",\"XZQDM\":\"139991\",\"备注\":\"第%d块\"";
    return BureauCounty.file(
        BureauCounty.feature(properties.formatted(1, 1), BureauCounty.box(0, 2000, 100, 2100)),
        BureauCounty.feature(
            properties.formatted(2, 2),
            BureauCounty.ring(new int[][] {{200, 2000}, {300, 2100}, {300, 2000}, {200, 2100}})));
  }

  private static void drop(Page page, String name, String content) {
    JSHandle files =
        page.evaluateHandle(
            "({name, content}) => { const d = new DataTransfer();"
                + " d.items.add(new File([content], name)); return d; }",
            Map.of("name", name, "content", content));
    page.dispatchEvent(".drop", "drop", Map.of("dataTransfer", files));
  }

  @Test
  void aSiteIsFoundMovedAndItsZonePublishedByTwoUsers() throws Exception {
    Page page = browser.open("/bureau.html");
    signInAs(page, EDITOR, "#/sites?adcode=" + BureauCounty.ADCODE);
    assertThat(page.locator(".list tbody tr")).hasCount(1);
    assertThat(page.locator("#map")).hasAttribute("data-shown", "1");
    page.getByLabel("只看逾期").check();
    press(page, "筛选");
    assertThat(page.locator(".list tbody")).containsText("逾期");
    awaitMap(page);
    look(page, "bureau-05-sites");
    page.getByText(BureauCounty.SITE).click();
    takeAStep(page);
    county.enterInTheList();

    page.reload();
    page.getByText("为此地块划定管控区域").click();
    String zone = drawAZone(page);
    signInAs(page, HEAD, "#/zones/" + zone);
    approveAndPublish(page);
    String notice = page.getByText("公告页面").getAttribute("href");
    APIResponse pdf = page.request().get(browser.address(notice.replace(".html", ".pdf")));
    Page announced = browser.open("/" + notice);
    assertThat(announced.locator("h1")).containsText("某县公告〔2026〕3号");
    look(announced, "bureau-21-notice");
    PdfArchive.assertFitForTheArchive(pdf.body());
    assertThat(PdfArchive.read(pdf.body(), "notice"))
        .contains("某县公告〔2026〕3号", "依法划定管控区域，现予公告。", "界址点坐标", "J1")
        .doesNotContain(HEAD, EDITOR);
  }

  @Test
  void aZoneIsDraftedFromAFile() {
    Page page = browser.open("/bureau.html");
    signInAs(page, EDITOR, "#/zones/new");
    page.locator("#code").fill("GK139991F");
    page.locator("#name").fill("文件划定的管控区域");
    page.locator("#adcode").fill(BureauCounty.ADCODE);
    press(page, "保存草案");
    assertThat(page.locator("#message")).containsText("请先画出范围，或选择文件");
    page.getByText("用文件中的图形").click();
    page.locator("#zoneFile")
        .setInputFiles(
            new FilePayload(
                "区域.geojson",
                "application/geo+json",
                """
                {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":
                  [[[116.9,41.6],[116.901,41.6],[116.901,41.601],[116.9,41.601],[116.9,41.6]]]}}
                """
                    .getBytes(StandardCharsets.UTF_8)));
    press(page, "保存草案");
    assertThat(page.locator(".headline")).containsText("草案");
    assertThat(page.locator("h2")).containsText("文件划定的管控区域");
    look(page, "bureau-22-from-a-file");
  }

  /** 初步调查超标: the only step to 污染地块, with its report and a file. */
  private static void takeAStep(Page page) {
    assertThat(page.locator("[name=step]")).hasCount(2);
    page.locator("#step-SURVEY_POLLUTED").check();
    page.locator("#document-title").fill("土壤污染状况初步调查报告");
    page.locator("#document-date").fill("2026-03-01");
    page.locator("#document-unit").fill("某环境科技公司");
    page.locator("#document-result").selectOption("PASSED");
    page.locator("#take [type=file]")
        .setInputFiles(
            new FilePayload(
                "报告.pdf", "application/pdf", "%PDF-1.4\n".getBytes(StandardCharsets.US_ASCII)));
    awaitMap(page);
    look(page, "bureau-06-step");
    press(page, "登记这一步");
    assertThat(page.locator(".headline")).containsText("污染地块");
    assertThat(page.locator(".timeline li").first()).containsText("某环境科技公司");
    assertThat(page.locator(".timeline li").first().locator("a")).containsText("调查报告");
    look(page, "bureau-07-timeline");
  }

  /** Draws round the site and over the parcel beside it; answers the id of the draft. */
  private static String drawAZone(Page page) {
    assertThat(page.locator("#siteCode")).hasValue(BureauCounty.SITE);
    page.locator("#code").fill("GK139991A");
    page.locator("#name").fill("原城北化工厂管控区域");
    page.locator("#measures").fill("不得开发利用");
    awaitMap(page);
    press(page, "在图上画");
    BoundingBox map = page.locator("#map").boundingBox();
    double[][] corners = {{0.1, 0.15}, {0.9, 0.15}, {0.9, 0.85}, {0.1, 0.85}};
    for (int i = 0; i < 4; i++) {
      double x = map.x + corners[i][0] * map.width;
      double y = map.y + corners[i][1] * map.height;
      page.mouse().move(x, y);
      if (i < 3) {
        page.mouse().click(x, y);
      } else {
        page.mouse().dblclick(x, y);
      }
    }
    assertThat(page.locator("#extentNote")).containsText("平方米");
    look(page, "bureau-08-drawn");
    press(page, "保存草案");
    assertThat(page.locator(".headline")).containsText("草案");
    assertThat(page.locator("#impact")).containsText(BureauCounty.PARCEL);
    press(page, "报批");
    assertThat(page.locator(".headline")).containsText("待批准");
    return page.url().replaceAll(".*/", "");
  }

  private static void approveAndPublish(Page page) {
    assertThat(page.locator("#impact tbody")).containsText("禁止");
    page.locator("#approval-title").fill("关于划定管控区域的批复");
    page.locator("#approval-number").fill("某县政字〔2026〕8号");
    page.locator("#approval-date").fill("2026-05-01");
    page.locator("#approval-unit").fill("某县人民政府");
    awaitMap(page);
    look(page, "bureau-09-approval");
    press(page, "登记批准");
    assertThat(page.locator(".headline")).containsText("已批准");
    assertThat(page.locator("#impact")).containsText("个结论改变");
    page.locator("#announcementNo").fill("某县公告〔2026〕3号");
    page.locator("#text").fill("依法划定管控区域，现予公告。");
    page.locator("#publish").scrollIntoViewIfNeeded();
    look(page, "bureau-10-publish");
    press(page, "公告");
    assertThat(page.locator(".headline")).containsText("生效中");
    look(page, "bureau-11-in-force");
  }

  @Test
  void farmlandEditionsAreComparedAndTheLossIsShown() {
    Page page = browser.open("/bureau.html#/farmland?adcode=" + BureauCounty.ADCODE);
    page.locator("#compare button").click();

    // of 100 m × 100 m of F1 40 m × 100 m = 4,000 m² = 6 mu moved
    assertThat(page.locator("#matrix .lost")).hasText(Pattern.compile("^(5\\.99|6\\.00)$"));
    assertThat(page.locator("#comparison")).containsText("40.0");
    assertThat(page.locator("#map")).hasAttribute("data-shown", "1");
    awaitMap(page);
    look(page, "bureau-12-farmland");
  }

  @Test
  void administratorsSeeUsersTokensPacksJobsSubscriptionsAndTheTrail() {
    Page page = browser.open("/bureau.html#/admin/users");
    page.locator("#newUsername").fill("bp-made");
    page.locator("#newPassword").fill(BureauCounty.PASSWORD);
    page.locator("#displayName").fill("新来的");
    page.locator("#department").selectOption("AGRICULTURE");
    look(page, "bureau-13-users");
    press(page, "新建用户");
    assertThat(page.locator(".list")).containsText("bp-made");
    page.locator(".list").getByText("bp-made").click();
    page.locator("#changeUser #role-AUDITOR").check();
    look(page, "bureau-25-user");
    press(page, "保存");
    assertThat(page.locator(".list tr", new Page.LocatorOptions().setHasText("bp-made")))
        .containsText("审计");
    page.locator(".subtabs").getByText("部门").click();
    assertThat(page.locator(".list tr", new Page.LocatorOptions().setHasText("耕地土壤环境质量类别")))
        .containsText("农业农村");
    assertThat(page.locator(".list tr", new Page.LocatorOptions().setHasText("耕地土壤环境质量类别")))
        .containsText("新来的");
    look(page, "bureau-26-departments");
    page.locator(".subtabs").getByText("令牌").click();
    page.locator("#tokenTitle").fill("夜间报表");
    press(page, "新建令牌");
    assertThat(page.locator(".secret")).isVisible();
    look(page, "bureau-14-tokens");
    press(page, "吊销");
    assertThat(page.locator(".list")).not().containsText("夜间报表");
    page.locator(".subtabs").getByText("规则包").click();
    page.locator(".list a").first().click();
    page.locator(".rule summary").first().click();
    assertThat(page.locator(".rule").first()).containsText("依据");
    look(page, "bureau-15-pack");
    page.locator(".subtabs").getByText("任务").click();
    assertThat(page.locator(".list").first()).containsText("farmland.geojson");
    look(page, "bureau-16-jobs");
    page.locator(".subtabs").getByText("订阅").click();
    assertThat(page.locator("form")).containsText("推送地址");
    look(page, "bureau-17-subscriptions");
    page.locator(".tabs").getByText("审计").click();
    press(page, "校验全部记录");
    assertThat(page.locator("#verdict")).containsText("完好");
    page.locator("#auditAction").fill("USER_CREATED");
    press(page, "筛选");
    assertThat(page.locator(".list")).containsText("bp-made");
    look(page, "bureau-18-audit");
    page.locator(".tabs").getByText("待办").click();
    assertThat(page.locator("h2")).hasText("待办");
    look(page, "bureau-19-tasks");
    page.locator(".tabs").getByText("管控区域").click();
    assertThat(page.locator("h2")).containsText("管控区域");
    page.locator("#language").click();
    assertThat(page.locator("h2")).hasText("Control and groundwater zones");
    look(page, "bureau-20-zones-english");
  }

  /** Signs another user in and opens a view of the page. */
  private void signInAs(Page page, String username, String view) {
    signInAs(page, username, BureauCounty.PASSWORD, "bureau.html" + view);
    assertThat(page.locator("#view")).hasAttribute("aria-busy", "false");
  }
}
