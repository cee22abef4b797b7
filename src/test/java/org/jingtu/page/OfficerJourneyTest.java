package org.jingtu.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jingtu.support.Staff;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * “May this parcel be supplied?”, asked by an officer who has never seen the page, from its first
 * view to the verdict: counted in presses and keys, and timed. The figures are kept in
 * target/journeys.txt; a person needs about two seconds more for each press and a quarter for each
 * key.
 */
class OfficerJourneyTest extends Office {

  /** Of the map, left of its legend. */
  private static final double MIDDLE_X = 720;

  private static final double MIDDLE_Y = 380;

  private static final double SECONDS_A_PRESS = 2;
  private static final double SECONDS_A_KEY = 0.25;

  private static final String COUNT =
      """
      window.presses = 0; window.keys = 0;
      addEventListener('pointerdown', () => window.presses++, true);
      addEventListener('keydown', () => window.keys++, true);
      """;

  private static final String ON_BUTTON = "document.activeElement.type === 'submit'";

  private static final Pattern DEGREES = Pattern.compile("东经 ([0-9.]+)° 北纬 ([0-9.]+)°");

  private static final String P01 =
      """
      {"type": "Feature", "properties": {},
       "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4527"}},
       "geometry": {"type": "Polygon", "coordinates": [[[39550200, 4528200], [39550400, 4528200],
        [39550400, 4528400], [39550200, 4528400], [39550200, 4528200]]]}}""";

  private static boolean hired;

  @BeforeAll
  void hire() {
    if (!hired) {
      new Staff(port).hire("newcomer", "NATURAL_RESOURCES", "READER", "OFFICER");
      hired = true;
    }
  }

  private Page begin() {
    Page page = browser.open("/");
    page.addInitScript(COUNT);
    signInAs(page, "newcomer", Staff.PASSWORD, "");
    awaitMap(page);
    page.evaluate("presses = 0, keys = 0, began = performance.now()");
    return page;
  }

  /** Presses the button and waits for the verdict. */
  private static int conclude(Page page, String journey) throws IOException {
    page.locator("#question button[type=submit]").click();
    assertThat(page.locator("#verdict h2")).containsText("禁止");
    return note(page, journey);
  }

  /** Writes down what it took. */
  private static int note(Page page, String journey) throws IOException {
    int presses = ((Number) page.evaluate("presses")).intValue();
    int keys = ((Number) page.evaluate("keys")).intValue();
    double seconds = ((Number) page.evaluate("performance.now() - began")).doubleValue() / 1000;
    double person = seconds + presses * SECONDS_A_PRESS + keys * SECONDS_A_KEY;
    String line =
        "%s: %d presses, %d keys, %.1f s by itself, about %.0f s by a person%n"
            .formatted(journey, presses, keys, seconds, person);
    Files.writeString(
        Path.of("target/journeys.txt"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    assertThat(person).as(line).isPositive();
    return presses;
  }

  private static void choose(Page page, String field, String value) {
    page.locator(field).click(); // opens the list
    page.locator(field).selectOption(value); // a second press, on an entry
    page.evaluate("presses++");
    page.keyboard().press("Escape");
  }

  @Test
  void byNumber() throws IOException {
    Page page = begin();
    page.locator("#parcelNo").click();
    page.keyboard().type("130899001001GB00001");
    choose(page, "#stage", "SUPPLY");
    page.locator("#plannedUse").click();
    page.keyboard().type("居住");

    // number, step (list and entry), use, button
    assertThat(conclude(page, "by number")).isLessThanOrEqualTo(5);
  }

  @Test
  void byTheNameOfASite() throws IOException {
    Page page = begin();
    page.locator(".ways label").nth(1).click();
    page.locator("#siteName").click();
    page.keyboard().type("T01号");
    page.locator("#found [data-code=WR130899T01]").click();
    page.locator("#found [data-code='130899001001GB00001']").click();
    choose(page, "#stage", "SUPPLY");
    assertThat(conclude(page, "by the name of a site")).isLessThanOrEqualTo(7);
  }

  /** With the keyboard alone: no press at all. */
  @Test
  void byTheKeyboardAlone() throws IOException {
    Page page = begin();
    page.keyboard().press("Tab"); // the link that skips the bar
    page.keyboard().press("Enter");
    for (int i = 0; i < 2; i++) {
      page.keyboard().press("Tab"); // the ways, the number
    }
    assertThat(page.locator("#parcelNo")).isFocused();
    page.keyboard().type("130899001001GB00001");
    page.keyboard().press("Tab");
    assertThat(page.locator("#stage")).isFocused();
    for (int i = 0; i < 6; i++) {
      page.keyboard().press("ArrowDown");
    }
    assertThat(page.locator("#stage")).hasValue("SUPPLY");
    for (int i = 0; i < 30 && !(Boolean) page.evaluate(ON_BUTTON); i++) {
      page.keyboard().press("Tab");
    }
    page.keyboard().press("Enter");
    assertThat(page.locator("#verdict")).isFocused();
    assertThat(page.locator("#verdict h2")).containsText("禁止");
    note(page, "by the keyboard alone");
    assertThat(((Number) page.evaluate("presses")).intValue()).isZero();
  }

  /** P01 of the sample as a file: 200 m × 200 m, half of it on a listed site. */
  @Test
  void byAFile() throws IOException {
    Page page = begin();
    page.locator(".ways label").nth(4).click();
    page.locator("#file")
        .setInputFiles(new FilePayload("p01.geojson", "application/geo+json", P01.getBytes(UTF_8)));
    page.evaluate("presses += 3"); // on the button; the file and “open” in the browser's dialogue
    sayWhatIsPlanned(page);

    // way, button, file, open, county, step (list and entry), use, button
    assertThat(conclude(page, "by a file")).isLessThanOrEqualTo(9);
  }

  @Test
  void byDrawing() throws IOException {
    Page page = begin();
    page.locator(".ways label").nth(2).click();
    page.locator("#draw").click();
    Object before = page.evaluate("presses");
    double[] site = approach(page, 117.5974, 40.888); // T01, by the wheel
    page.evaluate("n => { presses = n; }", before); // dragging the map there is none
    double x = site[0] - 60;
    double y = site[1] - 60;
    page.mouse().click(x, y);
    page.mouse().click(x + 120, y);
    page.mouse().click(x + 120, y + 120);
    page.mouse().dblclick(x, y + 120);
    assertThat(page.locator(".plot .hint").first()).containsText("平方米");
    sayWhatIsPlanned(page);

    // way, pen, four corners and the second click on the last, county, step twice, use, button
    assertThat(conclude(page, "by drawing")).isLessThanOrEqualTo(12);
  }

  private static void sayWhatIsPlanned(Page page) {
    page.locator("#adcode").click();
    page.keyboard().type("130899");
    choose(page, "#stage", "SUPPLY");
    page.locator("#plannedUse").click();
    page.keyboard().type("居住");
  }

  /**
   * Zooms in with the wheel until hundred pixels are less than 200 m; where the place is then. What
   * lies under the legend, or out of sight, is drawn to the middle first.
   */
  private static double[] approach(Page page, double longitude, double latitude) {
    double[] at = {MIDDLE_X, MIDDLE_Y};
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < end) {
      double[] here = under(page, at[0], at[1]);
      double[] aside = under(page, at[0] + 100, at[1] + 100);
      if (aside[0] <= here[0] || aside[1] >= here[1]) {
        at = new double[] {MIDDLE_X, MIDDLE_Y};
        continue; // it has not come to rest
      }
      at[0] += 100 * (longitude - here[0]) / (aside[0] - here[0]);
      at[1] += 100 * (latitude - here[1]) / (aside[1] - here[1]);
      if (Math.abs(at[0] - MIDDLE_X) > 150 || Math.abs(at[1] - MIDDLE_Y) > 150) {
        drawToTheMiddle(page, at);
        at = new double[] {MIDDLE_X, MIDDLE_Y};
        continue;
      }
      if (aside[0] - here[0] < 0.002) {
        return at;
      }
      double[] place = at;
      page.mouse().move(at[0], at[1]);
      page.mouse().wheel(0, -400);
      page.waitForCondition(() -> hundredPixels(page, place) < 0.8 * (aside[0] - here[0]));
      awaitMap(page);
    }
    throw new AssertionError("not close enough");
  }

  /** Drags the map, 200 pixels at the most at a time. */
  private static void drawToTheMiddle(Page page, double[] place) {
    double far = Math.max(Math.abs(place[0] - MIDDLE_X), Math.abs(place[1] - MIDDLE_Y));
    double part = Math.min(1, 200 / far);
    page.mouse().move(MIDDLE_X, MIDDLE_Y);
    page.mouse().down();
    page.mouse()
        .move(
            MIDDLE_X + part * (MIDDLE_X - place[0]),
            MIDDLE_Y + part * (MIDDLE_Y - place[1]),
            new com.microsoft.playwright.Mouse.MoveOptions().setSteps(10));
    page.mouse().up();
  }

  /** How many degrees of longitude they are. */
  private static double hundredPixels(Page page, double[] at) {
    return under(page, at[0] + 100, at[1])[0] - under(page, at[0], at[1])[0];
  }

  /**
   * Longitude and latitude under the pointer, as the page says them. While the map glides it says
   * its centre, so what is read has to stay for two frames.
   */
  private static double[] under(Page page, double x, double y) {
    while (true) {
      page.mouse().move(x - 1, y - 1);
      page.mouse().move(x, y);
      String said = page.locator("#position").textContent();
      page.evaluate("new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))");
      if (said.equals(page.locator("#position").textContent())) {
        Matcher degrees = DEGREES.matcher(said);
        assertThat(degrees.find()).isTrue();
        return new double[] {
          Double.parseDouble(degrees.group(1)), Double.parseDouble(degrees.group(2))
        };
      }
    }
  }
}
