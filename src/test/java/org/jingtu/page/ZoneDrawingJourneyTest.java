package org.jingtu.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The bureau draws a zone along the edges of a site, and pulls its corners afterwards. */
class ZoneDrawingJourneyTest extends Office {

  /** Pixels beside a corner: near enough to snap to it. */
  private static final int BESIDE = 6;

  @BeforeAll
  void prepare() {
    BureauCounty.prepare(port);
  }

  @Test
  void cornersSnapToTheSiteAndAreDraggedInTheDraft() {
    Page page = browser.openEmpty();
    Http editor = new Http(port);
    editor.signIn(BureauCounty.EDITOR, BureauCounty.PASSWORD);
    browser.useSession(editor);
    page.navigate(browser.address("bureau.html#/zones/new?site=" + BureauCounty.SITE));
    assertThat(page.locator("#siteCode")).hasValue(BureauCounty.SITE);
    page.locator("#code").fill("GK139991D");
    awaitMap(page);
    List<double[]> site = cornersOf(api("api/sites/" + BureauCounty.SITE).path("geometry"));
    assertThat(site).hasSize(4);
    Ground ground = Ground.of(page);
    press(page, "在图上画");
    for (double[] corner : site) {
      double[] at = ground.pixel(corner[0], corner[1]);
      page.mouse().move(at[0] + BESIDE, at[1] - BESIDE);
      page.mouse().click(at[0] + BESIDE, at[1] - BESIDE);
    }
    press(page, "完成");
    assertThat(page.locator("#extentNote")).containsText("平方米");
    press(page, "保存草案");
    assertThat(page.locator(".headline")).containsText("草案");
    String id = page.url().replaceAll(".*/", "");
    JsonNode drawn = api("api/zones/" + id);
    List<double[]> corners = cornersOf(drawn.path("geometry"));
    assertThat(corners).hasSize(4);
    for (double[] corner : site) { // exactly there: the degrees of the register, to 1e-8 = 1 mm
      assertThat(corners)
          .anySatisfy(
              c -> {
                assertThat(c[0]).isCloseTo(corner[0], within(1e-8));
                assertThat(c[1]).isCloseTo(corner[1], within(1e-8));
              });
    }

    page.getByText("修改草案").click();
    assertThat(page.locator("#code")).hasValue("GK139991D");
    awaitMap(page);
    Ground now = Ground.of(page);
    double[] pulled = now.pixel(site.get(0)[0], site.get(0)[1]);
    page.mouse().move(pulled[0], pulled[1]);
    page.mouse().down();
    page.mouse().move(pulled[0] - 40, pulled[1] + 40);
    page.mouse().move(pulled[0] - 60, pulled[1] + 60); // away from the site
    page.mouse().up();
    look(page, "42-dragged");
    press(page, "保存草案");
    assertThat(page.locator(".headline")).containsText("草案");
    JsonNode changed = api("api/zones/" + id);
    assertThat(changed.path("version").asLong()).isGreaterThan(drawn.path("version").asLong());
    assertThat(changed.path("areaSquareMetres").asDouble())
        .isNotCloseTo(drawn.path("areaSquareMetres").asDouble(), within(100.0));
    assertThat(cornersOf(changed.path("geometry"))).hasSize(4);
  }

  private static List<double[]> cornersOf(JsonNode geometry) {
    JsonNode ring = geometry.path("coordinates").path(0);
    if (geometry.path("type").asString().equals("MultiPolygon")) {
      ring = ring.path(0);
    }
    List<double[]> corners = new ArrayList<>();
    for (int i = 0; i + 1 < ring.size(); i++) { // the last repeats the first
      corners.add(new double[] {ring.path(i).path(0).asDouble(), ring.path(i).path(1).asDouble()});
    }
    return corners;
  }
}
