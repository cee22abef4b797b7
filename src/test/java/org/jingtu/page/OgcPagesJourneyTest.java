package org.jingtu.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The pages of the OGC API in a browser that has not signed in: table, map, nothing foreign. */
@JourneyTest
class OgcPagesJourneyTest {

  @LocalServerPort private int port;

  @Test
  void itemsAreShownAsTableAndMap() {
    for (int i = 1; i <= 3; i++) {
      String feature =
          """
          {"type":"Feature","properties":{"code":"139908-%d","name":"学校%d","adcode":"139908","kind":"SCHOOL"},
           "geometry":{"type":"Point","coordinates":[119.%d,43]}}
          """
              .formatted(i, i, i);
      Http.Answer made =
          new Http(port)
              .postJson(
                  "/api/collections/sensitive-places/features",
                  feature,
                  "Authorization",
                  Http.admin());
      assertThat(made.status()).isEqualTo(201);
    }
    try (Browser browser = new Browser(port)) {
      Page page = browser.open("/ogc");
      assertThat(page.locator(".qgis code")).hasText(browser.address("ogc"));
      page.getByText("图层", new Page.GetByTextOptions().setExact(true)).first().click();
      assertThat(page.locator("table")).not().containsText("污染地块");
      page = browser.open("/ogc/collections/sensitive-places");
      assertThat(page.locator("#map")).hasAttribute("data-features", "1"); // the extent
      Browser.keep(page, "ogc-collection");
      page = browser.open("/ogc/collections/sensitive-places/items?adcode=139908");
      assertThat(page.locator("tbody tr")).hasCount(3);
      assertThat(page.locator("tbody")).containsText("学校 SCHOOL");
      assertThat(page.locator("#map")).hasAttribute("data-features", "3");
      Browser.keep(page, "ogc-items");
      page.locator("tbody tr a").first().click();
      assertThat(page.locator("#map")).hasAttribute("data-features", "1");
      assertThat(browser.listFaults()).isEmpty();
    }
  }
}
