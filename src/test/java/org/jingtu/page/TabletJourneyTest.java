package org.jingtu.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** On a tablet, upright and lying, everything is reached and done with a finger. */
class TabletJourneyTest extends Office {

  /** What is pressed and less than 40 px high; links in running text are left out. */
  private static final String SMALL_TARGETS =
      """
      () => [...document.querySelectorAll('button, select, input:not([type=radio], [type=checkbox]),'
          + ' nav a, summary, label.layer, label.way, a.secondary')]
        .filter(e => e.checkVisibility() && !e.matches('.unseen') && e.getBoundingClientRect().height < 40)
        .map(e => e.outerHTML.slice(0, 90))\
      """;

  /** Parts of the bar that stick out of it, or out of the screen. */
  private static final String CUT_OFF =
      """
      () => [...document.querySelectorAll('.bar a, .bar button, .bar h1')]
        .filter(e => e.checkVisibility())
        .filter(e => {
          const box = e.getBoundingClientRect();
          const bar = document.querySelector('.bar').getBoundingClientRect();
          const views = e.closest('nav')?.getBoundingClientRect() || bar;
          return box.right > innerWidth + 1 || box.left < 0 || box.bottom > bar.bottom + 1
            || box.right > views.right + 1;
        }).map(e => e.outerHTML.slice(0, 90))
      """;

  private static final Map<String, String> VIEWS = new LinkedHashMap<>();

  static {
    VIEWS.put("#/", "#question");
    VIEWS.put("#/batches", "#batchForm");
    VIEWS.put("#/conflicts", "#conflictFilter");
    VIEWS.put("#/indicators?adcode=130899", "#townsTitle");
    VIEWS.put("bureau.html#/imports", "#upload");
    VIEWS.put("bureau.html#/versions/parcels", "#span");
    VIEWS.put("bureau.html#/sites", "#filters");
    VIEWS.put("bureau.html#/sites/" + BureauCounty.SITE, ".timeline");
    VIEWS.put("bureau.html#/zones", ".headline");
    VIEWS.put("bureau.html#/zones/new", "#draft");
    VIEWS.put("bureau.html#/tasks", "form[role=search]");
    VIEWS.put("bureau.html#/farmland?adcode=" + BureauCounty.ADCODE, "#compare");
    VIEWS.put("bureau.html#/admin/users", "#newUser");
    VIEWS.put("bureau.html#/admin/departments", ".list");
    VIEWS.put("bureau.html#/admin/tokens", "#newToken");
    VIEWS.put("bureau.html#/admin/packs", ".list");
    VIEWS.put("bureau.html#/admin/subscriptions", "form.form");
    VIEWS.put("bureau.html#/audit", "#search");
  }

  @BeforeAll
  void prepare() {
    BureauCounty.prepare(port);
  }

  @Test
  void everyViewFitsUprightInChinese() {
    everyViewFits(768, 1024, "zh");
  }

  @Test
  void everyViewFitsLyingInEnglish() {
    everyViewFits(1024, 768, "en");
  }

  private void everyViewFits(int width, int height, String language) {
    browser.startAfreshOnATablet();
    Page page = browser.open("/");
    page.setViewportSize(width, height);
    page.evaluate("chosen => localStorage.setItem('jingtu.language', chosen)", language);
    page.reload();
    int number = 0;
    for (Map.Entry<String, String> view : VIEWS.entrySet()) {
      page.navigate(browser.address(view.getKey()));
      assertThat(page.locator(view.getValue()).first()).isVisible();
      Browser.keep(page, "tablet-%d-%s-%02d".formatted(width, language, ++number));
      assertThat((List<?>) page.evaluate(SMALL_TARGETS)).as(view.getKey()).isEmpty();
      assertThat((List<?>) page.evaluate(CUT_OFF)).as(view.getKey()).isEmpty();
      SeriousFaults.assertFits(page);
    }
  }

  @Test
  void aParcelIsTappedAndAPlotIsDrawnWithTheFinger() {
    browser.startAfreshOnATablet();
    Page page = browser.open("/#/parcel/130899001001GB00001");
    page.setViewportSize(768, 1024);
    assertThat(page.locator("#parcelHint")).containsText("测试宗地P01");
    awaitMap(page);
    page.locator("#parcelNo").fill("");
    BoundingBox map = page.locator("#map").boundingBox();
    double x = map.x + map.width / 2;
    double y = map.y + map.height / 2;
    page.touchscreen().tap(x, y);
    assertThat(page.locator("#parcelNo")).hasValue("130899001001GB00001");
    assertThat(page.locator("#position")).containsText("东经 117.59"); // T01 and P01 are there
    page.keyboard().press("Escape"); // the card

    page.getByText("在图上画").first().tap();
    page.locator("#draw").tap();
    for (int[] corner : new int[][] {{-50, -50}, {50, -50}, {50, 50}, {120, 90}}) {
      page.touchscreen().tap(x + corner[0], y + corner[1]);
    }
    Browser.keep(page, "43-drawn-with-a-finger");
    page.locator("#drawhint button").nth(0).tap(); // takes the fourth corner back
    page.locator("#drawhint button").nth(1).tap(); // finished
    assertThat(page.locator(".plot .hint").first()).containsText("平方米");
    page.locator("#adcode").fill("130899");
    page.locator("#stage").selectOption("SUPPLY");
    JsonNode answer = check(page);
    assertThat(answer.at("/parcel/geometry/coordinates/0")).hasSize(4); // three, the first twice
    assertThat((List<?>) page.evaluate(SMALL_TARGETS)).isEmpty();
    awaitMap(page);
    look(page, "44-tablet-verdict");
  }
}
