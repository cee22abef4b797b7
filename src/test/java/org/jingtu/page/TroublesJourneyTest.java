package org.jingtu.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.jingtu.database.TestDatabaseInitializer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What may go wrong while somebody works, and what the page says and keeps then. */
class TroublesJourneyTest extends Office {

  private static final String SUBMIT = "#question button[type=submit]";

  private Page fillIn() {
    Page page = browser.open("/#/parcel/130899001001GB00001");
    awaitMap(page);
    page.locator("#stage").selectOption("SUPPLY");
    page.locator("#industry").fill("农药"); // a name stands for its code
    page.locator("#industry").blur();
    assertThat(page.locator("#industry")).hasValue("C263");
    return page;
  }

  @Test
  void whatIsFilledInSurvivesTheEndOfTheSession() {
    Page page = fillIn();
    page.context().clearCookies();
    page.locator(SUBMIT).click();
    assertThat(page.locator("#sessionOver")).containsText("登录已失效");
    assertThat(page.locator("#stage")).hasValue("SUPPLY");

    Page second = page.waitForPopup(() -> page.locator("#sessionOver a").click());
    second.locator("#username").fill("admin");
    second.locator("#password").fill(TestDatabaseInitializer.ADMIN_PASSWORD);
    press(second, "登录");
    assertThat(second.locator("#parcelNo")).isVisible();

    check(page);
    assertThat(page.locator("#sessionOver")).hasCount(0);
    browser.forgive(Pattern.compile("status of 401"));
  }

  @Test
  void withoutTheNetworkNothingIsLostAndThePageSaysSo() {
    Page page = fillIn();
    page.context().setOffline(true);
    page.locator(SUBMIT).click();
    assertThat(page.locator("#message")).containsText("无法连接服务");
    page.context().setOffline(false);
    check(page);
    browser.forgive(Pattern.compile("ERR_INTERNET_DISCONNECTED"));
  }

  @Test
  void aBatchIsWatchedFurtherWhenTheNetworkComesBack() {
    Page page = browser.open("/#/batches");
    Map<String, Object> batch =
        Map.of(
            "id", "b", "fileName", "b.zip", "state", "RUNNING", "done", 1, "failed", 0, "total", 9);
    String running = JsonMapper.shared().writeValueAsString(batch);
    page.route(
        "**/api/check-batches/b",
        route ->
            route.fulfill(
                new Route.FulfillOptions().setContentType("application/json").setBody(running)));
    page.navigate(browser.address("#/batch/b"));
    assertThat(page.locator("#batchDone")).containsText("1 / 9");
    page.unroute("**/api/check-batches/b");
    page.route("**/api/check-batches/b", route -> route.abort());
    assertThat(page.locator("#message")).containsText("无法连接服务");
    page.unroute("**/api/check-batches/b");
    page.route(
        "**/api/check-batches/b",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody(running.replace("\"done\":1", "\"done\":5"))));
    assertThat(page.locator("#batchDone")).containsText("5 / 9");
    page.unroute("**/api/check-batches/b");
    browser.forgive(Pattern.compile("ERR_FAILED"));
  }

  /** The message names the datum, in the language of the reader. */
  @Test
  void aFileOnAnOldDatumIsRefusedInWords() {
    String file =
        """
        {"type": "FeatureCollection",
         "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2363"}},
         "features": []}""";
    Page page = browser.open("/bureau.html#/imports");
    page.locator("#collection").selectOption("parcels");
    page.locator("#file")
        .setInputFiles(
            new FilePayload(
                "old.geojson", "application/geo+json", file.getBytes(StandardCharsets.UTF_8)));
    press(page, "上传并检查");
    assertThat(page.locator("[data-problem=DATUM_NEEDS_PARAMETERS]")).containsText("属于1980西安坐标系");
    page.locator("#language").click();
    assertThat(page.locator("[data-problem=DATUM_NEEDS_PARAMETERS]"))
        .containsText("is on Xian 1980");
  }

  @Test
  void escapeClosesTheCardWhereverTheFocusIs() {
    Page page = browser.open("/#/parcel/130899001001GB00001");
    awaitMap(page);
    assertThat(page.locator("#parcelHint")).containsText("已选");
    awaitMap(page);
    page.locator("#map").click(new Locator.ClickOptions().setPosition(330, 346));
    assertThat(page.locator("#card")).containsText("1001 工业用地");
    page.locator("#parcelNo").focus();
    page.keyboard().press("Escape");
    assertThat(page.locator("#card")).isHidden();
  }
}
