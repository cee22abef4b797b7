package org.jingtu.zones;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** States, steps and acts are named in the reader's language, in answers and in refusals. */
@JourneyTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatesInEnglishJourneyTest extends ZoneOffice {

  private static final String SITE = "WR139941A01";

  StatesInEnglishJourneyTest() {
    super("139941", "se");
  }

  @Test
  void aSiteIsNamedInTheLanguageOfItsReader() {
    register(SITE, 5000);
    String steps = "/api/sites/" + SITE + "/transitions";

    assertThat(detail(ecology, steps, "{\"to\":\"LISTED\"," + DECISION + "}", "zh"))
        .startsWith("地块现为“疑似污染地块”，不能进入“已列入名录”：现状态不允许。");
    assertThat(detail(ecology, steps, "{\"to\":\"LISTED\"," + DECISION + "}", "en"))
        .startsWith(
            "The site is “Suspected” and cannot take the step “Listed”: the present state does not allow it.");
    assertThat(detail(ecology, steps, "{\"step\":\"HOLD\"," + DECISION + "}", "en"))
        .contains("cannot take the step “Held undeveloped”");
    String unreviewed = "{\"to\":\"CONFIRMED\"," + DECISION + "}";
    assertThat(detail(ecology, steps, unreviewed, "en"))
        .startsWith("The document of this step is “Report of the soil survey”; its member result");
    assertThat(move(SITE, ecology, "\"to\":\"CONFIRMED\"," + REPORT).status()).isEqualTo(200);

    JsonNode site = english("/api/sites/" + SITE);
    assertThat(site.at("/status/title").asString()).isEqualTo("Confirmed");
    assertThat(site.at("/timeline/0/stepTitle").asString())
        .isEqualTo("Preliminary survey: above the screening values");
    assertThat(site.at("/timeline/1/title").asString()).isEqualTo("Suspected");
    JsonNode listing =
        site.path("possible")
            .valueStream()
            .filter(o -> o.path("step").asString().equals("LIST_ENTRY"))
            .findFirst()
            .orElseThrow();
    assertThat(listing.path("title").asString()).isEqualTo("Entered in the list");
    assertThat(listing.path("toTitle").asString()).isEqualTo("Listed");
    assertThat(listing.at("/document/title").asString())
        .isEqualTo("Decision of the province on the list");
    assertThat(listing.path("basis").asString()).endsWith("Art. 61");
    assertThat(
            english("/api/sites?adcode=" + county + "&q=" + SITE)
                .at("/sites/0/status/title")
                .asString())
        .isEqualTo("Confirmed");
    assertThat(get(land, "/api/sites/" + SITE).at("/status/title").asString()).isEqualTo("污染地块");
  }

  @Test
  void aStatusThatAnEditCannotReachIsNamedInTheLanguageOfItsReader() {
    String path =
        "/api/collections/contaminated-sites/features/"
            + register("WR139941A02", 5200).path("id").asString();
    Http.Answer refused =
        http.send(
            "PUT",
            path + "?crs=EPSG:4527",
            feature(square(5200, 0), "WR139941A02", "\"status\":\"DELISTED\""),
            "Content-Type",
            "application/json",
            "If-Match",
            http.get(path, "Authorization", ecology).header("ETag").orElseThrow(),
            "Accept-Language",
            "en",
            "Authorization",
            ecology);

    assertThat(refused.json().at("/problems/0/message").asString())
        .as(refused.response().body())
        .startsWith("the life of a site does not lead from “Suspected” to “Delisted”");
  }

  @Test
  void aZoneIsNamedInTheLanguageOfItsReader() {
    String zone =
        post(
                ecology,
                "/api/zones",
                "{\"collection\":\"control-zones\",\"crs\":\"EPSG:4527\",\"geometry\":%s,\"properties\":{\"code\":\"GK139941A\",\"name\":\"甲\",\"adcode\":\"%s\",\"measures\":\"围挡\"},\"monitoring\":[{\"medium\":\"GROUNDWATER\",\"frequency\":\"每季度一次\",\"from\":\"%s\",\"everyMonths\":3}]}"
                    .formatted(square(5400, 0), county, TODAY),
                201)
            .path("id")
            .asString();
    String approve = "/api/zones/" + zone + "/approve";

    assertThat(detail(ecologyHead, approve, APPROVAL, "zh"))
        .isEqualTo("该划定现为“草案”，不能批准。现在可做的：修改、报批、记录标识与监测、撤销。");
    assertThat(detail(ecologyHead, approve, APPROVAL, "en"))
        .isEqualTo(
            "The zone is “Draft” and does not allow “approve”. Possible now: change, submit, record signs and monitoring, withdraw.");
    assertThat(english("/api/zones/" + zone).path("stateTitle").asString()).isEqualTo("Draft");
    assertThat(taskTitles()).contains("Submit the draft");
    act(ecology, zone, "submit", "", 200);
    act(ecologyHead, zone, "approve", APPROVAL, 200);
    act(
        ecologyHead,
        zone,
        "publish",
        "{\"announcementNo\":\"县公告6号\",\"text\":\"划定\",\"inForceFrom\":\"%s\"}".formatted(TODAY),
        200);
    assertThat(taskTitles()).contains("Monitor: Groundwater", "Put up a sign");

    JsonNode late = http.get(impact(zone), "Accept-Language", "en", "Authorization", land).json();
    assertThat(late.path("code").asString()).isEqualTo("ZONE_NOT_TO_COME");
    assertThat(late.path("detail").asString()).startsWith("The zone is “In force”; ");
    assertThat(http.get(impact(zone), "Authorization", land).json().path("detail").asString())
        .startsWith("该区域现为“生效中”，");
    act(ecologyHead, zone, "withdraw", "{\"reason\":\"修复完成\"}", 200);
    assertThat(detail(ecologyHead, approve, APPROVAL, "en"))
        .isEqualTo("The zone is “Withdrawn” and does not allow “approve”. Possible now: —.");
  }

  @Test
  void whatMayBeAskedForIsListedInTheLanguageOfTheReader() {
    String check =
        "{\"parcel\":{\"geometry\":%s,\"crs\":\"EPSG:4527\"},\"stage\":\"SELL\"}"
            .formatted(square(5600, 0));
    assertThat(detail(land, "/api/checks", check, "zh"))
        .contains("“SELL”", "PLANNING 规划编制、RESERVE 收储、");
    assertThat(detail(land, "/api/checks", check, "en"))
        .contains("\"SELL\"", "PLANNING Planning, RESERVE ")
        .doesNotContainPattern("[\u4e00-\u9fff、]");
    assertThat(
            http.get("/api/packs/none", "Accept-Language", "en", "Authorization", land)
                .json()
                .path("detail")
                .asString())
        .contains("jiangsu, ")
        .doesNotContain("、");
  }

  private JsonNode register(String code, double x) {
    return post(
        ecology,
        features("contaminated-sites"),
        feature(square(x, 0), code, "\"name\":\"甲\",\"status\":\"SUSPECTED\""),
        201);
  }

  private static String impact(String zone) {
    return "/api/zones/" + zone + "/impact";
  }

  private JsonNode english(String path) {
    return http.get(path, "Accept-Language", "en", "Authorization", ecology).json();
  }

  private List<String> taskTitles() {
    return english("/api/tasks?adcode=" + county)
        .path("tasks")
        .valueStream()
        .map(t -> t.path("title").asString())
        .toList();
  }

  /** What a refused request is told in that language. */
  private String detail(String as, String path, String body, String language) {
    Http.Answer refused =
        http.postJson(path, body, "Accept-Language", language, "Authorization", as);
    assertThat(refused.status()).as(refused.response().body()).isBetween(400, 499);
    return refused.json().path("detail").asString();
  }
}
