package org.jingtu.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jingtu.support.Http;
import org.jingtu.support.Staff;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Files, what goes on from an answer, and conflicts in a real browser. */
class ViewsJourneyTest extends Office {

  /** The square of P10 of the sample: 200 m × 200 m, of which a site takes a sliver. */
  private static final String P10 =
      """
      {"type": "FeatureCollection",
       "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4527"}},
       "features": [{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon",
        "coordinates": [[[39551000, 4529800], [39551200, 4529800], [39551200, 4530000],
         [39551000, 4530000], [39551000, 4529800]]]}}]}\
      """;

  private static final String DROP =
      """
      text => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], 'p10.geojson'));
        document.body.dispatchEvent(
          new DragEvent('drop', {bubbles: true, dataTransfer: transfer}));
      }
      """;

  @Test
  void aFileThatIsDroppedOnThePageIsChecked() {
    Page page = browser.open("/");
    awaitMap(page);
    page.evaluate(DROP, P10);
    assertThat(page.locator("#fileHint")).containsText("p10.geojson");
    page.locator("#adcode").fill("130899");
    page.locator("#stage").selectOption("SUPPLY");
    page.locator("#currentUse").fill("1001");
    page.locator("#plannedUse").fill("1001");
    page.locator("#survey").selectOption("DETAILED");
    Browser.keep(page, "20-file");
    SeriousFaults.assertNone(page);
    JsonNode answer = check(page);

    assertThat(answer.path("ignored").path(0).path("featureCode").asString())
        .isEqualTo("WR130899T10");
    assertThat(page.locator(".ignored")).containsText("WR130899T10");

    // a file without a plot is refused with the reason
    press(page, "修改条件再核查");
    page.locator("#file")
        .setInputFiles(
            new FilePayload(
                "two.geojson",
                "application/geo+json",
                "{\"type\":\"FeatureCollection\",\"features\":[]}"
                    .getBytes(StandardCharsets.UTF_8)));
    page.locator("#fileCrs").selectOption("EPSG:4527");
    page.locator("#question button[type=submit]").click();
    assertThat(page.locator("#message")).isVisible();
    browser.forgive(Pattern.compile("status of 4\\d\\d"));
  }

  /** What is taken away as text or shapefile, and an export, come back as plots. */
  @Test
  void plotsComeAsTextShapefileAndGeoPackage() {
    Http http = new Http(port);
    JsonNode p01 =
        http.postJson(
                "/api/checks",
                "{\"parcel\": {\"parcelNo\": \"130899001001GB00001\"}, \"stage\": \"SUPPLY\"}",
                "Authorization",
                Http.admin())
            .json();
    double half = p01.path("clearAreaSquareMetres").asDouble(); // 200 m × 100 m are clear
    String rest = "/api/checks/" + p01.path("id").asString() + "/clear-remainder?crs=EPSG:4527&f=";
    String whole =
        "/api/exports/parcels?f=gpkg&filter=parcelNo%3D'130899001001GB00001'"; // 200 m × 200 m
    Page page = browser.open("/");
    for (String[] file :
        new String[][] {{"a.txt", rest + "txt"}, {"b.zip", rest + "shp"}, {"c.gpkg", whole}}) {
      byte[] content = http.getBytes(file[1], "Authorization", Http.admin());
      page.locator(".ways label").nth(4).click();
      page.locator("#file").setInputFiles(new FilePayload(file[0], "", content));
      page.locator("#adcode").fill("130899");
      page.locator("#stage").selectOption("SUPPLY");
      double area = check(page).at("/parcel/areaSquareMetres").asDouble();
      double expected = file[0].equals("c.gpkg") ? 2 * half : half;
      assertThat(area).as(file[0]).isCloseTo(expected, within(0.1)); // text has millimetres
      press(page, "修改条件再核查");
    }
  }

  @Test
  void anAnswerIsPrintedReplayedComparedAndSetAside() {
    Page page = browser.open("/#/parcel/130899001001GB00009");
    awaitMap(page);
    page.locator("#stage").selectOption("SUPPLY");
    page.locator("#plannedUse").fill("0901");
    page.locator("#survey").selectOption("DETAILED");
    String first = check(page).path("id").asString();
    page.getByText("并列比较").scrollIntoViewIfNeeded();
    page.locator("#otherUse").fill("0701");
    page.getByText("并列比较").click();
    assertThat(page.locator("#compared thead th")).hasCount(2);
    assertThat(page.locator("#compared tbody tr").nth(1).locator(".badge")).hasCount(2);
    scrollPanelTo(page, "#compareTitle");
    Browser.keep(page, "21-compared");

    page.locator("#replay").click();
    assertThat(page.locator("#replayed")).containsText("结果相同");
    APIResponse pdf = page.request().get(browser.address("api/checks/" + first + "/report.pdf"));
    assertThat(page.locator("a[href='api/checks/" + first + "/report.pdf']")).isVisible();
    assertThat(pdf.headers().get("content-type")).startsWith("application/pdf");
    assertThat(page.locator(".past [aria-current]")).containsText("本次");
    Page paper = browser.open("/api/checks/" + first + "/report.html");
    assertThat(paper.locator("h1")).hasText("地块土壤环境准入核查意见书");
    look(paper, "46-opinion-page");
    paper.close();
    SeriousFaults.assertNone(page);

    Page other = browser.open("/#/parcel/130899001001GB00001");
    awaitMap(other);
    other.locator("#stage").selectOption("SUPPLY");
    JsonNode answer = check(other);
    setAside(answer);
    other.reload();
    assertThat(other.locator("#effective .badge")).isVisible();
    assertThat(other.locator(".finding.aside .override")).containsText("不属于该地块");
    assertThat(other.locator(".past li")).not().hasCount(0);
    awaitMap(other);
    Browser.keep(other, "22-set-aside");
    SeriousFaults.assertNone(other);
  }

  /** Another officer than the one who asked sets the gravest finding aside. */
  private void setAside(JsonNode answer) {
    String officer = new Staff(port).hire("page.officer", "NATURAL_RESOURCES", "OFFICER");
    JsonNode finding = answer.path("findings").path(0);
    Http.Answer done =
        new Http(port)
            .postJson(
                "/api/checks/" + answer.path("id").asString() + "/overrides",
                """
                {"rule": "%s", "featureId": "%s", "reason": "经核实不属于该地块",
                 "document": {"title": "核实意见", "number": "示〔2026〕1号", "date": "2026-11-01"}}\
                """
                    .formatted(
                        finding.path("rule").asString(), finding.path("featureId").asString()),
                "Authorization",
                officer);
    assertThat(done.status()).as(done.response().body()).isEqualTo(201);
  }

  /** A county of its own: a site of which only a point is known, and one without any place. */
  @Test
  void whatIsOnlyAPointOrOnlyOnAListIsShownAsADoubt() {
    Http http = new Http(port);
    String site =
        """
        {"type": "Feature", "geometry": %s, "properties": {"code": "%s", "name": "%s",
         "adcode": "139877", "status": "SUSPECTED", "sourceDate": "2026-11-01"}}\
        """;
    String point =
        "{\"type\": \"Point\", \"coordinates\": [39553760, 4530450]}"; // 60 m east of the plot
    for (String feature :
        new String[] {
          site.formatted(point, "VJ-POINT", "只有点位"), site.formatted("null", "VJ-LIST", "只在名单")
        }) {
      Http.Answer made =
          http.postJson(
              "/api/collections/contaminated-sites/features?crs=EPSG:4527",
              feature,
              "Authorization",
              Http.admin());
      assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    }
    jdbc.update(
        """
        insert into dataset_coverage (collection, since, adcode, source_date)
        values ('contaminated-sites', 0, '139877', current_date)
        """);
    JsonNode answer =
        http.postJson(
                "/api/checks",
                """
                {"parcel": {"adcode": "139877", "crs": "EPSG:4527", "geometry": {"type": "Polygon",
                  "coordinates": [[[39553600, 4530400], [39553700, 4530400], [39553700, 4530500],
                   [39553600, 4530500], [39553600, 4530400]]]}},
                 "stage": "SUPPLY", "plannedUse": "0701"}\
                """,
                "Authorization",
                Http.admin())
            .json();

    Page page = browser.open("/#/check/" + answer.path("id").asString());
    assertThat(page.locator(".possible").first()).containsText("只知道该要素的点位");
    assertThat(page.locator("[data-unlocated=contaminated-sites]")).containsText("VJ-LIST");
    assertThat(page.locator("[data-reason=UNLOCATED]")).isVisible();
    awaitMap(page);
    scrollPanelTo(page, "#unlocatedTitle");
    Browser.keep(page, "31-doubts");
    SeriousFaults.assertNone(page);
  }

  @Test
  void aConflictIsFoundAcknowledgedAssignedAndResolved() {
    Page page = browser.open("/#/conflicts?severity=PROHIBITED");
    assertThat(page.locator("[data-conflict]").first()).isVisible();
    long count =
        api("api/conflicts/counts?severity=PROHIBITED&state=OPEN,ACKNOWLEDGED")
            .path("total")
            .asLong();
    assertThat(page.locator("#conflictCount")).containsText("共 " + count + " 个");
    awaitMap(page);
    Browser.keep(page, "26-conflicts");
    SeriousFaults.assertNone(page);
    page.locator("#byCollection").selectOption("parcels");
    page.getByText("筛选").last().click();
    assertThat(page).hasURL(Pattern.compile("collection=parcels"));
    page.locator("[data-conflict] a").first().click();

    assertThat(page.locator("#conflictState")).hasAttribute("data-state", "OPEN");
    assertThat(page.locator("#map")).hasAttribute("data-hits", "1");
    // it came about by the registration of one of the two, as the history says
    assertThat(page.locator("[aria-labelledby=historyTitle] tbody tr").first())
        .containsText(Pattern.compile("发现.*编辑.*第 \\d+ 版"));
    page.locator("[data-act=acknowledge] summary").click();
    page.locator("#ackNote").fill("已转分管科室");
    page.locator("[data-act=acknowledge] button").click();
    assertThat(page.locator("#conflictState")).hasAttribute("data-state", "ACKNOWLEDGED");
    page.locator("[data-act=assign] summary").click();
    page.locator("#toDepartment").selectOption("ECOLOGY");
    page.locator("[data-act=assign] button").click();
    assertThat(page.locator(".facts")).containsText("生态环境");
    assertThat(page.locator("[aria-labelledby=historyTitle]")).containsText("已转分管科室");
    page.locator("[data-act=resolve] summary").click();
    awaitMap(page);
    Browser.keep(page, "27-conflict");
    SeriousFaults.assertNone(page);
    page.locator("[data-act=resolve] button").click(); // without a document
    assertThat(page.locator("[data-act=resolve] [role=alert]")).not().isEmpty();
    browser.forgive(Pattern.compile("status of 4\\d\\d"));
    page.locator("#docTitle").fill("处置意见");
    page.locator("#docNumber").fill("示环〔2026〕12号");
    page.locator("#docUnit").fill("示例县生态环境局");
    page.locator("#resolveNote").fill("已调整供地范围");
    page.locator("[data-act=resolve] button").click();
    assertThat(page.locator("#conflictState")).hasAttribute("data-state", "RESOLVED");
    assertThat(page.locator("[aria-labelledby=historyTitle]")).containsText("示环〔2026〕12号");
  }
}
