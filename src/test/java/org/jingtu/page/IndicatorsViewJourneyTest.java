package org.jingtu.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;
import org.jingtu.support.Http;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Indicators and their charts in a real browser: every bar and point opens what is behind it. */
class IndicatorsViewJourneyTest extends Office {

  @Test
  void anIndicatorOpensTheFeaturesBehindIt() {
    farmlandOf("东乡");
    Page page =
        browser.open(
            "/#/indicators?adcode=130899&pack=hebei-chengde-hitech"
                + "&indicator=farmland-control-coverage");
    assertThat(page.locator("#sharesChart")).hasAttribute("data-drawn", "6");
    assertThat(page.locator("#trendChart")).hasAttribute("data-drawn", "5");
    JsonNode first = api("api/indicators?adcode=130899").path("indicators").path(0);
    // indicators/targets.yaml: 受污染耕地管控措施覆盖率 100% by 2025
    assertThat(page.locator("[data-indicator=farmland-control-coverage]")).containsText("100.00%");
    page.locator("[data-indicator=" + first.path("id").asString() + "] button").click();
    long concerned = first.path("denominator").path("count").asLong();
    assertThat(page.locator("[data-behind]")).hasCount((int) concerned);
    awaitMap(page);
    Browser.keep(page, "28-indicators");
    SeriousFaults.assertNone(page);
    page.locator("#sharesChart").scrollIntoViewIfNeeded();
    Browser.keep(page, "29-shares");
    page.locator("#trendTable").scrollIntoViewIfNeeded();
    Browser.keep(page, "30-trend");
    barsAndPointsOpenWhatIsBehindThem(page);
    page.locator("#language").click();
    assertThat(page.locator("#view h2").first()).hasText("Indicators");
    page.locator("#language").click();
    assertThat(page.locator("#townsChart")).hasAttribute("data-drawn", "1");
    page.locator("[aria-labelledby=townsTitle] td a").click();
    assertThat(page.locator("[data-conflict]")).hasCount(1);
    assertThat(page.locator("[data-conflict]")).containsText("VJ-FARM");
  }

  private void barsAndPointsOpenWhatIsBehindThem(Page page) {
    JsonNode all = api("api/indicators?adcode=130899&pack=hebei-chengde-hitech").path("indicators");
    int bar = 0;
    while (!all.path(bar).path("id").asString().equals("farmland-control-coverage")) {
      bar++;
    }
    String title = all.path(bar).path("title").asString();
    int count = all.path(bar).at("/denominator/count").asInt();
    assertThat(count).isPositive();
    press(page, "sharesChart", bar);
    assertThat(page.locator("#behind")).containsText(title);
    assertThat(page.locator("[data-behind]")).hasCount(count);
    page.locator("[data-indicator] button").first().click(); // another one
    assertThat(page.locator("#behind")).not().containsText(title);
    press(page, "trendChart", 4); // the latest of five years
    assertThat(page.locator("#behind")).containsText(title);
    press(page, "townsChart", 0);
    assertThat(page).hasURL(Pattern.compile("#/conflicts\\?.*township="));
    assertThat(page.locator("[data-conflict]")).hasCount(1);
    page.goBack();
    assertThat(page.locator("#townsChart")).hasAttribute("data-drawn", "1");
  }

  /** Presses a bar or point of a chart where it is drawn. */
  private static void press(Page page, String chart, int index) {
    page.locator("#" + chart).scrollIntoViewIfNeeded();
    List<?> at =
        (List<?>)
            page.evaluate(
                "([id, i]) => { const chart = Chart.getChart(id);"
                    + " const {x, y} = chart.getDatasetMeta(0).data[i].getCenterPoint();"
                    + " const box = chart.canvas.getBoundingClientRect();"
                    + " return [box.left + x, box.top + y]; }",
                List.of(chart, index));
    page.mouse().click(((Number) at.get(0)).doubleValue(), ((Number) at.get(1)).doubleValue());
  }

  /** Priority farmland in a township, outside of the permanent basic farmland: one conflict. */
  private void farmlandOf(String township) {
    Http.Answer made =
        new Http(port)
            .postJson(
                "/api/collections/farmland-classes/features?crs=EPSG:4527",
                """
                {"type": "Feature", "geometry": {"type": "Polygon", "coordinates":
                  [[[39553600, 4530900], [39553700, 4530900], [39553700, 4531000],
                    [39553600, 4531000], [39553600, 4530900]]]},
                 "properties": {"code": "VJ-FARM", "name": "VJ-FARM", "adcode": "130899",
                   "soilClass": "PRIORITY_PROTECTION", "township": "%s",
                   "sourceDate": "2026-11-01"}}\
                """
                    .formatted(township),
                "Authorization",
                Http.admin());
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
  }
}
