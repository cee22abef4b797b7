package org.jingtu.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Addresses that colleagues send each other open what they name; an import also while it runs. */
class LinksJourneyTest extends Office {

  private BureauCounty county;

  @BeforeAll
  void prepare() {
    county = BureauCounty.prepare(port);
  }

  private Page follow(String link) {
    return browser.open("/" + link);
  }

  @Test
  void aParcelACheckASiteAZoneAndAConflictOpenByTheirAddress() {
    Page parcel = follow("#/parcel/130899001001GB00004");
    assertThat(parcel.locator("#parcelHint")).containsText("测试宗地P04");
    parcel.locator("#stage").selectOption("SUPPLY");
    String id = check(parcel).path("id").asString();

    Page check = follow("#/check/" + id);
    assertThat(check.locator("#verdict")).isVisible();
    assertThat(check.locator("#answer .facts").first()).containsText("130899001001GB00004");
    Page site = follow("bureau.html#/sites/" + BureauCounty.SITE);
    assertThat(site.locator("h2")).hasText("原城北化工厂地块");
    assertThat(site.locator("#map")).hasAttribute("data-shown", "1");
    String editor = Http.basic(BureauCounty.EDITOR, BureauCounty.PASSWORD);
    Page zone = follow("bureau.html#/zones/" + county.draftZone(editor, "GK139991L"));
    assertThat(zone.locator("#view")).containsText("GK139991L");
    String conflict =
        api("api/conflicts?state=OPEN&limit=1").path("conflicts").path(0).path("id").asString();
    assertThat(follow("#/conflict/" + conflict).locator("#conflictState")).isVisible();
  }

  @Test
  void anImportIsFollowedWhileItRunsAndDiscarded() {
    String id = county.checkedImport("L-1", 6000);
    String checked = api("api/imports/" + id).toString();
    String reading = checked.replace("\"CHECKED\"", "\"READING\"");
    assertThat(reading).isNotEqualTo(checked);
    Page page = browser.openEmpty();
    String events =
        "event: progress\ndata: " + reading.replaceFirst("\"read\":\\d+", "\"read\":4321") + "\n\n";
    page.route("**/api/imports/" + id, route -> answer(route, "application/json", reading));
    page.route(
        "**/api/imports/" + id + "/events", route -> answer(route, "text/event-stream", events));
    page.navigate(browser.address("bureau.html#/imports/" + id));
    assertThat(page.locator(".live progress")).isVisible();
    assertThat(page.locator(".live")).containsText("4,321"); // told by the stream alone
    look(page, "45-import-running");
    page.unroute("**/api/imports/" + id);
    page.unroute("**/api/imports/" + id + "/events");

    page.reload();
    assertThat(page.locator(".job")).hasAttribute("data-state", "CHECKED");
    press(page, "放弃");
    assertThat(page.locator(".job")).hasAttribute("data-state", "CANCELLED");
    assertThat(page.getByText("确认入库")).hasCount(0);
    assertThat(api("api/imports/" + id).path("state").asString()).isEqualTo("CANCELLED");
  }

  private static void answer(Route route, String type, String body) {
    route.fulfill(new Route.FulfillOptions().setContentType(type).setBody(body));
  }
}
