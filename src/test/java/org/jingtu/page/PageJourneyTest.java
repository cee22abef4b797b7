package org.jingtu.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jingtu.database.JourneyTest;
import org.jingtu.database.TestDatabaseInitializer;
import org.jingtu.sample.SampleFeatures;
import org.jingtu.support.Http;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.locationtech.jts.geom.Envelope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An officer asks about parcels of the sample county in a real browser. */
@JourneyTest
@TestPropertySource(properties = "jingtu.test.database=page") // a database of its own
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageJourneyTest {

  /** The district of the parcels P01-P12, EPSG:4527: see sample-geodata/README.md. */
  private static final Envelope DISTRICT =
      new Envelope(39_549_000, 39_554_000, 4_526_900, 4_531_200);

  private static final Set<String> LOADED =
      Set.of(
          "contaminated-sites",
          "control-zones",
          "groundwater-zones",
          "farmland-classes",
          "supervised-units",
          "sensitive-places",
          "water-source-protection",
          "plan-land-use",
          "permanent-basic-farmland",
          "parcels");

  @LocalServerPort private int port;
  private final JdbcTemplate jdbc;
  private Browser browser;

  PageJourneyTest(@Autowired JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @BeforeAll
  void loadTheDistrictAndSignIn() {
    Http http = new Http(port);
    for (SampleFeatures.SampleFeature f : SampleFeatures.listWithin(DISTRICT, LOADED)) {
      Http.Answer answer =
          http.postJson(
              "/api/collections/" + f.collection() + "/features?crs=EPSG:4527",
              f.geoJson(),
              "Authorization",
              Http.admin());
      assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    }
    for (String collection : LOADED) {
      jdbc.update(
          "insert into dataset_coverage (collection, since, adcode, source_date) values (?, 1, ?, current_date)",
          collection,
          SampleFeatures.adcode());
    }
    browser = new Browser(port);
    Page page = browser.open("/");
    page.getByLabel("用户名").fill("admin");
    page.getByLabel("密码").fill(TestDatabaseInitializer.ADMIN_PASSWORD);
    Browser.keep(page, "01-sign-in");
    page.getByRole(AriaRole.BUTTON, button("登录")).click();
    assertThat(page.locator("#parcelNo")).isVisible();
    browser.rememberSignIn();
  }

  @BeforeEach
  void startAfresh() {
    browser.startAfresh();
  }

  @AfterAll
  void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  void thePageDidNothingItMustNot() {
    assertThat(browser.listFaults()).isEmpty();
  }

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
    for (JsonNode finding : answer.path("findings")) {
      assertFigures(page, finding);
    }
    awaitMap(page);
    page.locator("[data-rule=listed-site-sensitive-use]").hover();
    Browser.keep(page, "04-prohibited");
    scrollPanelTo(page, "#collectionsTitle");
    Browser.keep(page, "05-collections");

    String id = answer.path("id").asString();
    assertThat(page.url()).endsWith("#check=" + id);
    Page again = browser.open("/#check=" + id);
    assertThat(again.locator("#verdict h2")).hasText("禁止");
    again.close();
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
    page.locator("#stage").selectOption("SUPPLY");
    check(page);
    page.getByRole(AriaRole.BUTTON, button("修改条件再核查")).click();
    page.locator("#parcelNo").fill("");
    awaitMap(page);

    Locator map = page.locator("#map");
    map.click(); // the parcel that was checked lies in the middle

    assertThat(page.locator("#parcelNo")).hasValue("130899001001GB00007");
    assertThat(page.locator("#card")).containsText("宗地");
    Browser.keep(page, "06-chosen");
  }

  @Test
  void aDrawnPlotIsChecked() {
    Page page = browser.open("/#parcel=130899001001GB00001");
    awaitMap(page);
    page.locator("#stage").selectOption("SUPPLY");
    check(page); // brings the map to the listed site T01
    page.getByRole(AriaRole.BUTTON, button("修改条件再核查")).click();
    page.getByText("在图上画").click();
    page.locator("#adcode").fill("130899");
    page.getByRole(AriaRole.BUTTON, button("开始绘制")).click();
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
    assertThat(answer.path("verdict").asString()).isEqualTo("PROHIBITED");
    assertThat(page.locator("#verdict h2")).containsText("禁止");
    awaitMap(page);
    Browser.keep(page, "08-drawn");
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
  void wrongInputIsNamedAtItsField() {
    Page page = browser.open("/");
    page.getByRole(AriaRole.BUTTON, exactButton("核查")).click();
    assertThat(page.locator("#message")).containsText("宗地代码");
    assertThat(page.locator("#parcelNo")).isFocused();
    page.getByText("粘贴坐标").click();
    page.locator("#coordinates").fill("39551000,4529800\n39551200");
    assertThat(page.locator("#pasteHint")).containsText("第 2 行");
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
    page.getByRole(AriaRole.BUTTON, button("Change and check again")).click();
    Browser.keep(page, "13-english-form");
    page.locator("#language").click();
    assertThat(page.locator("#stage")).containsText("开工建设");
  }

  /** Figures of {@code gdaltransform -s_srs OGC:CRS84 -t_srs EPSG:…} (PROJ). */
  @Test
  void positionsUnderThePointerAgreeWithProj() {
    Page page = browser.open("/");
    String toPlane =
        "async p => { const g = await import('/page/gauss.js'); return g.toPlane(p, g.zoneOf(p[0])); }";
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

  /** Presses “核查”, and answers what the service answered the page. */
  private static JsonNode check(Page page) {
    Response response =
        page.waitForResponse(
            r -> r.url().endsWith("/api/checks"),
            () -> page.locator("#question button[type=submit]").click());
    assertThat(response.status()).as(response.text()).isEqualTo(201);
    assertThat(page.locator("#verdict")).isVisible();
    return JsonMapper.shared().readTree(response.text());
  }

  /** Waits until the map has come to rest and its layers are read. */
  private static void awaitMap(Page page) {
    assertThat(page.locator("#map")).hasAttribute("aria-busy", "false");
  }

  private static void scrollPanelTo(Page page, String selector) {
    page.locator(selector).evaluate("e => e.scrollIntoView()");
  }

  private static Page.GetByRoleOptions button(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Page.GetByRoleOptions exactButton(String name) {
    return button(name).setExact(true);
  }
}
