package org.jingtu.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What surrounds the answers: input that is refused, languages, positions, headers. */
class PageFrameJourneyTest extends Office {

  @Test
  void wrongInputIsNamedAtItsField() {
    Page page = browser.open("/");
    press(page, "核查");
    assertThat(page.locator("#message")).containsText("宗地代码");
    assertThat(page.locator("#parcelNo")).isFocused();
    page.getByText("粘贴坐标").click();
    page.locator("#coordinates").fill("39551000,4529800\n39551200");
    assertThat(page.locator("#pasteHint")).containsText("第 2 行");
  }

  @Test
  void theSwitchSpeaksEnglishAndRemembersIt() {
    Page page = browser.open("/#parcel=130899001001GB00003");
    page.locator("#stage").selectOption("CONSTRUCTION");
    check(page);
    page.locator("#language").click();
    assertThat(page.locator("#verdict h2")).containsText("Prohibited");
    assertThat(page.locator("html")).hasAttribute("lang", "en");
    assertThat(page.locator("#layers")).containsText("Farmland soil environment quality classes");
    awaitMap(page);
    Browser.keep(page, "12-english");
    page.reload();
    assertThat(page.locator("#verdict h2")).containsText("Prohibited");
    press(page, "Change and check again");
    Browser.keep(page, "13-english-form");
    page.locator("#language").click();
    assertThat(page.locator("#stage")).containsText("开工建设");
  }

  /** Figures of {@code gdaltransform -s_srs OGC:CRS84 -t_srs EPSG:…} (PROJ). */
  @Test
  void positionsUnderThePointerAgreeWithProj() {
    Page page = browser.open("/");
    String toPlane =
        "async p => { const g = await import('/page/gauss.js'); return g.toPlane(p,"
            + " g.zoneOf(p[0])); }";
    String andBack =
        "async p => { const g = await import('/page/gauss.js'); const z = g.zoneOf(p[0]);"
            + " return g.fromPlane(g.toPlane(p, z), z); }";
    double[][] cases = {
      {117.6, 40.9, 39550557.4642223, 4529641.32222716},
      {118.49, 31.2, 39642010.9648124, 3454105.2451492},
      {75.2, 39.5, 25517202.6905595, 4374033.21135165},
      {133.9, 48.3, 45418389.7307832, 5352370.51933097},
    };
    for (double[] c : cases) {
      List<?> plane = (List<?>) page.evaluate(toPlane, List.of(c[0], c[1]));
      assertThat(metres(plane, 0)).isCloseTo(c[2], within(1e-4));
      assertThat(metres(plane, 1)).isCloseTo(c[3], within(1e-4));
      List<?> back = (List<?>) page.evaluate(andBack, List.of(c[0], c[1]));
      assertThat(metres(back, 0)).isCloseTo(c[0], within(1e-9)); // 0.1 mm
      assertThat(metres(back, 1)).isCloseTo(c[1], within(1e-9));
    }
    page.locator("#map").hover();
    assertThat(page.locator("#position"))
        .containsText(
            Pattern.compile("东经 \\d+\\.\\d{6}° 北纬.*3 度带 39 带（EPSG:4527）东 39\\d{6}\\.\\d{2}"));
  }

  private static double metres(List<?> position, int i) {
    return ((Number) position.get(i)).doubleValue();
  }

  @Test
  void scriptsComeWithTheStrictPolicyAndAreAskedAfterNotSentAgain() {
    Page page = browser.open("/");
    for (String script : List.of("page/main.js", "webjars/ol/10.7.0/dist/ol.js")) {
      APIResponse first = page.request().get(browser.address(script));
      assertThat(first.headers().get("cache-control")).contains("no-cache").contains("private");
      assertThat(first.headers().get("content-security-policy"))
          .contains("script-src 'self';")
          .doesNotContain("unsafe");
      APIResponse again =
          page.request()
              .get(
                  browser.address(script),
                  RequestOptions.create()
                      .setHeader("If-Modified-Since", first.headers().get("last-modified")));
      assertThat(again.status()).isEqualTo(304);
    }
  }

  @Test
  void signingOutLeavesThePage() {
    Page page = browser.open("/");
    assertThat(page.locator("#parcelNo")).isVisible();
    press(page, "退出登录");
    assertThat(page.getByLabel("用户名")).isVisible();
    assertThat(page.request().get(browser.address("api/me")).status()).isEqualTo(401);
    signInAgain();
  }

  /** The session is over for the other tests, too. */
  private void signInAgain() {
    close();
    loadTheDistrictAndSignIn();
  }
}
