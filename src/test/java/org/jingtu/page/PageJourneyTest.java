package org.jingtu.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jingtu.support.Http;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An officer asks about parcels of the sample county in a real browser. */
class PageJourneyTest extends Office {

  @Test
  void housingOnAListedSiteIsProhibitedWithTheFiguresOfTheService() {
    Page page = browser.open("/");
    awaitMap(page);
    Browser.keep(page, "02-start");

    page.locator("#parcelNo").fill("130899001001GB00001");
    page.locator("#parcelNo").press("Tab");
    assertThat(page.locator("#parcelHint")).containsText("测试宗地P01");
    assertThat(page.locator("#stage")).isFocused();
    page.locator("#stage").selectOption("SUPPLY");
    page.locator("#currentUse").fill("1001");
    page.locator("#plannedUse").fill("居住");
    page.locator("#plannedUse").press("Tab");
    page.locator("#survey").selectOption("DETAILED");
    Browser.keep(page, "03-asked");
    assertThat(page.locator("#plannedUse")).hasValue("07");
    JsonNode answer = check(page);

    assertThat(page.locator("#verdict")).hasAttribute("data-verdict", "PROHIBITED");
    assertThat(page.locator("#verdict h2")).hasText("禁止");
    assertThat(page.locator("#verdict svg")).isVisible();
    assertThat(answer.path("findings").size()).isGreaterThan(2);
    assertThat(page.locator(".group .finding")).hasCount(answer.path("findings").size());
    answer
        .path("findings")
        .forEach(
            f ->
                assertThat(page.locator("." + f.path("severity").asString() + ".group"))
                    .containsText(f.path("title").asString()));
    for (JsonNode finding : answer.path("findings")) {
      assertFigures(page, finding);
      assertThat(page.locator("[data-rule=" + finding.path("rule").asString() + "] .todo").first())
          .containsText(finding.path("action").asString());
      assertThat(page.locator("[data-rule=" + finding.path("rule").asString() + "] .todo").first())
          .containsText(finding.path("responsible").asString());
      for (JsonNode line : finding.path("basis")) {
        assertThat(
                page.locator("[data-rule=" + finding.path("rule").asString() + "] .todo ul")
                    .first())
            .containsText(line.asString());
      }
    }
    awaitMap(page);
    assertThat(page.locator("#map")).hasAttribute("data-hits", "1"); // one site, four findings
    assertThat(page.locator("#map")).hasAttribute("data-remainder", "true");
    page.locator("#verdict").hover();
    byte[] unlit = page.locator("#map").screenshot();
    page.locator("[data-rule=listed-site-sensitive-use]").hover();
    page.waitForCondition(() -> !Arrays.equals(page.locator("#map").screenshot(), unlit));
    Browser.keep(page, "04-prohibited");
    scrollPanelTo(page, "#collectionsTitle");
    Browser.keep(page, "05-collections");
    takeTheRemainderAway(page);

    String id = answer.path("id").asString();
    assertThat(page.url()).endsWith("#/check/" + id);
    Page again = browser.open("/#/check/" + id);
    assertThat(again.locator("#verdict h2")).hasText("禁止");
    again.close();
  }

  /** Half of P01 is clear: 200 m × 100 m, four corners, as text in the zone of the plot. */
  private static void takeTheRemainderAway(Page page) {
    scrollPanelTo(page, "#clearTitle");
    Browser.keep(page, "32-remainder");
    SeriousFaults.assertNone(page);
    assertThat(page.locator("#clearCrs")).hasValue("EPSG:4527");
    Download text = page.waitForDownload(() -> page.getByText("勘测定界 TXT").click());
    assertThat(text.suggestedFilename()).isEqualTo("可用部分_EPSG4527.txt");
    assertThat(text.path())
        .content()
        .contains("带号=39", "5,1.9999,130899001001GB00001"); // 5 points: the first twice
    page.locator("#clearCrs").selectOption("EPSG:4547");
    Download shapes = page.waitForDownload(() -> page.getByText("Shapefile").click());
    assertThat(shapes.suggestedFilename()).isEqualTo("可用部分_EPSG4547.zip");
  }

  @Test
  void aNumberIsLookedUpWhateverTheMapShows() {
    Page page = browser.open("/");
    awaitMap(page);
    for (int i = 0; i < 8; i++) { // so far out that no parcel is read for the map
      page.getByLabel("缩小").click();
    }
    page.locator("#parcelNo").fill("130899001001gb00001");
    page.locator("#parcelNo").press("Tab");
    assertThat(page.locator("#parcelHint")).containsText("测试宗地P01");
    assertThat(page.locator("#parcelNo")).hasValue("130899001001GB00001");
    assertThat(page.locator("#stage")).isFocused();
    page.locator("#parcelNo").fill("130899001001GB99999");
    page.locator("#parcelNo").press("Tab");
    assertThat(page.locator("#parcelHint")).containsText("没有登记这个号码的宗地");
  }

  @Test
  void aSiteIsFoundByItsNameAndAParcelOnItIsChosen() {
    Page page = browser.open("/");
    page.locator(".ways").getByText("名称", new Locator.GetByTextOptions().setExact(true)).click();
    page.locator("#siteName").fill("没有这样的名称");
    assertThat(page.locator("#findStatus")).containsText("没有找到");
    page.locator("#siteName").fill("T01号");
    page.locator("#found [data-code=WR130899T01]").click();
    assertThat(page.locator("#findStatus")).containsText("已选地块");
    awaitMap(page);
    Browser.keep(page, "33-found");
    SeriousFaults.assertNone(page);
    page.locator("#found [data-code='130899001001GB00001']").click();
    assertThat(page.locator("#parcelHint")).containsText("测试宗地P01");

    Page linked = browser.open("/#/site/WR130899T01");
    assertThat(linked.locator("#findStatus")).containsText("已选地块");
    linked.locator("#stage").selectOption("SUPPLY");
    JsonNode answer = check(linked); // the outline of the site
    assertThat(answer.at("/parcel/parcelNo").isNull()).isTrue();
    // drawn in degrees, the edges of 200 m bend by less than 1 mm against those of the register
    assertThat(answer.path("clearAreaSquareMetres").asDouble()).isLessThan(0.5);
  }

  @Test
  void theBaseMapIsOwnTilesOrTheConfiguredOnes() {
    Page page = browser.open("/");
    assertThat(page.locator("#map")).hasAttribute("data-base", "OWN");
    page.locator("#layer-base").uncheck();

    AtomicBoolean asked = new AtomicBoolean();
    page.route(
        "**/api/map",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody(
                        """
                        {"kind": "XYZ", "tiles": ["/signin/icon.svg?{z}/{x}/{y}"], "crs": "EPSG:3857",
                         "maxZoom": 18, "attribution": "某县测绘院"}\
                        """)));
    page.onRequest(request -> asked.compareAndSet(false, request.url().contains("icon.svg?")));
    page.reload();
    assertThat(page.locator("#map")).hasAttribute("data-base", "XYZ");
    assertThat(page.locator(".ol-attribution")).containsText("某县测绘院");
    page.waitForCondition(asked::get);
    SeriousFaults.assertNone(page);
  }

  /** Every figure of a finding stands on the page as in the JSON, with 公顷 = m² / 10,000. */
  private static void assertFigures(Page page, JsonNode finding) {
    JsonNode overlap = finding.path("overlap");
    double area = overlap.path("areaSquareMetres").asDouble();
    String figures =
        page.locator("[data-rule=" + finding.path("rule").asString() + "] .figures")
            .first()
            .innerText()
            .replace('\u00a0', ' ');
    assertThat(figures)
        .contains(String.format(Locale.ROOT, "%,.2f 平方米", area))
        .contains(String.format(Locale.ROOT, "%,.4f 公顷", area / 10_000))
        .contains(String.format(Locale.ROOT, "%,.4f 亩", overlap.path("areaMu").asDouble()))
        .contains(
            String.format(Locale.ROOT, "%,.2f%%", overlap.path("percentOfParcel").asDouble()));
  }

  @Test
  void aParcelIsChosenByAClickOnTheMap() {
    Page page = browser.open("/#parcel=130899001001GB00007");
    awaitMap(page);
    assertThat(page.locator("#parcelHint")).containsText("测试宗地P07");
    assertThat(page.locator("#plannedUse")).hasValue("1001");
    page.locator("#stage").selectOption("SUPPLY");
    check(page);
    press(page, "修改条件再核查");
    assertThat(page.locator("#parcelHint")).containsText("测试宗地P07");
    page.locator("#parcelNo").fill("");
    awaitMap(page);

    page.locator("#map").click(); // the parcel that was checked lies in the middle

    assertThat(page.locator("#parcelNo")).hasValue("130899001001GB00007");
    assertThat(page.locator("#card")).containsText("宗地");
    assertThat(page.locator("#card")).containsText("登记面积");
    assertThat(page.locator("#card")).not().containsText("[object");
    Browser.keep(page, "06-chosen");
  }

  @Test
  void aDrawnPlotIsChecked() {
    hireForTheCounty();
    Page page = browser.open("/");
    signInAs(page, "page.county", "Of this county 7", "#/parcel/130899001001GB00001");
    awaitMap(page);
    page.locator("#stage").selectOption("SUPPLY");
    check(page); // brings the map to the listed site T01
    press(page, "修改条件再核查");
    page.getByText("在图上画").click();
    assertThat(page.locator("#adcode")).hasValue("130899"); // the area of the user
    press(page, "开始绘制");
    double x = page.locator("#map").boundingBox().x + 340;
    double y = page.locator("#map").boundingBox().y + 240;
    page.mouse().click(x, y);
    page.mouse().click(x + 260, y);
    page.mouse().move(x + 260, y + 200);
    Browser.keep(page, "07-drawing");
    page.mouse().click(x + 260, y + 200);
    page.mouse().dblclick(x, y + 200);
    assertThat(page.locator(".plot .hint").first()).containsText("平方米");
    page.locator("#plannedUse").fill("0701");
    JsonNode answer = check(page);

    assertThat(answer.path("parcel").path("parcelNo").isNull()).isTrue();
    assertThat(answer.path("parcel").path("adcode").asString()).isEqualTo("130899");
    assertThat(answer.path("verdict").asString()).isEqualTo("PROHIBITED");
    assertThat(page.locator("#verdict h2")).containsText("禁止");
    awaitMap(page);
    Browser.keep(page, "08-drawn");
  }

  private void hireForTheCounty() {
    Http.Answer hired =
        new Http(port)
            .postJson(
                "/api/users",
                """
                {"username": "page.county", "displayName": "page.county", "roles": ["READER"],
                 "department": "NATURAL_RESOURCES", "adcode": "130899", "password": "Of this county 7"}\
                """,
                "Authorization",
                Http.admin());
    assertThat(hired.status()).as(hired.response().body()).isEqualTo(201);
  }

  /** The square of P10 as pasted corners gets the area of the register, 0.2 m of it on a site. */
  @Test
  void pastedCoordinatesAreCheckedInTheSystemThatWasProposed() {
    Page page = browser.open("/");
    page.getByText("粘贴坐标").click();
    page.locator("#coordinates")
        .fill("39551000,4529800\n39551200,4529800\nJ3，39551200，4530000\n39551000 4530000");
    page.locator("#proposal").click();
    assertThat(page.locator("#crs")).hasValue("EPSG:4527");
    page.locator("#adcode").fill("130899");
    page.locator("#stage").selectOption("SUPPLY");
    page.locator("#currentUse").fill("1001");
    page.locator("#plannedUse").fill("1001");
    page.locator("#survey").selectOption("DETAILED");
    awaitMap(page);
    Browser.keep(page, "09-pasted");
    JsonNode answer = check(page);

    // 200 m × 200 m in the plane, 51.1 km from the meridian: 40,000 / (1 + (51.1/6375.04)²)
    assertThat(answer.path("parcel").path("areaSquareMetres").asDouble())
        .isCloseTo(39_997.43, within(0.05));
    assertThat(page.locator(".ignored")).containsText("WR130899T10");
    assertThat(page.locator(".ignored")).containsText("40.00 平方米");
    awaitMap(page);
    scrollPanelTo(page, "#ignoredTitle");
    Browser.keep(page, "10-ignored");
  }

  @Test
  void incompleteAnswersSayWhatIsNotKnown() {
    Page page = browser.open("/");
    page.getByText("粘贴坐标").click();
    page.locator("#coordinates")
        .fill("39564200,4528200\n39564400,4528200\n39564400,4528400\n39564200,4528400");
    page.locator("#crs").selectOption("EPSG:4527");
    page.locator("#adcode").fill("130898"); // the neighbour, of which nothing was loaded
    page.locator("#stage").selectOption("SUPPLY");
    check(page);

    assertThat(page.locator(".incomplete")).containsText(Pattern.compile("这里从未入库：.*疑似及污染地块"));
    assertThat(page.locator("[data-collection=contaminated-sites] .state")).hasText("无数据");
    awaitMap(page);
    Browser.keep(page, "11-incomplete");
    page.locator(".missing button").first().click();
    assertThat(page.locator("#question")).isVisible();
  }
}
