package org.jingtu.zones;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is told of zones in force: to the public, and to those who have to do something there. */
@JourneyTest
class ZoneNoticesJourneyTest extends ZoneOffice {

  ZoneNoticesJourneyTest() {
    super("139987", "zn");
  }

  /** Announced before the register was there, and imported: public with what is known of it. */
  @Test
  void zonesAnnouncedElsewhereAreAmongTheNotices() {
    post(
        ecology,
        features("contaminated-sites"),
        feature(square(5000, 0), "WR139987A09", "\"name\":\"原北关农药厂\",\"status\":\"SUSPECTED\""),
        201);
    String id =
        "control-zones-"
            + post(
                    ecology,
                    features("control-zones"),
                    feature(
                        square(5000, 0),
                        "GK139987X",
                        "\"siteCode\":\"WR139987A09\",\"name\":\"原北关农药厂管控区\",\"announcementNo\":\"县公告〔2019〕2号\",\"inForceFrom\":\"2019-05-01\",\"measures\":\"禁止取水<i>\""),
                    201)
                .path("id")
                .asString();
    post(
        ecology,
        features("control-zones"),
        feature(
            square(5200, 0),
            "GK139987Y",
            "\"inForceFrom\":\"2019-05-01\",\"inForceTo\":\"2020-05-01\""),
        201);

    String list = http.get("/api/public/zones?adcode=" + county).response().body();
    assertThat(list)
        .contains(id, "县公告〔2019〕2号", "禁止取水", "\"announcedHere\":false")
        .doesNotContain("GK139987Y") // past
        .doesNotContain("WR139987A09", "原北关农药厂"); // the site is not public
    JsonNode notice = http.get("/api/public/zones/" + id).json().path("properties");
    assertThat(notice.path("inForceFrom").asString()).isEqualTo("2019-05-01");
    assertThat(notice.path("text").isNull()).isTrue();
    assertThat(notice.path("state").asString()).isEqualTo("IN_FORCE");
    assertThat(http.get("/api/public/zones/" + id + "/notice.html").response().body())
        .contains("县公告〔2019〕2号", "在别处公告", "禁止取水&lt;i&gt;")
        .doesNotContain("原北关农药厂");
    assertThat(http.get("/api/public/zones/feed.atom?adcode=" + county).response().body())
        .contains("urn:jingtu:zone:" + id);
    assertThat(http.get("/api/public/zones/feed.json?adcode=" + county).response().body())
        .contains("urn:jingtu:zone:" + id);
    assertThat(
            http.get("/api/public/zones?adcode=" + county + "&after=" + id).json().path("features"))
        .isEmpty();
    assertThat(http.get("/api/public/zones/control-zones-1").code()).isEqualTo("ZONE_NOT_FOUND");
  }

  /** Signposts and monitoring of a zone in force are tasks with a day, until they are done. */
  @Test
  void measuresOfAZoneInForceAreTasksWithTheirDays() {
    String zone =
        post(
                ecology,
                "/api/zones",
                "{\"collection\":\"control-zones\",\"crs\":\"EPSG:4527\",\"geometry\":%s,\"properties\":{\"code\":\"GK139987M\",\"adcode\":\"%s\"}}"
                    .formatted(square(7000, 0), county),
                201)
            .path("id")
            .asString();
    act(ecology, zone, "submit", "", 200);
    act(ecologyHead, zone, "approve", APPROVAL, 200);
    act(
        ecologyHead,
        zone,
        "publish",
        "{\"announcementNo\":\"县公告6号\",\"text\":\"划定。\",\"inForceFrom\":\"2026-01-31\"}",
        200);
    // none is planned yet: one is due a month after the first day, 28 February
    assertThat(dueTasks(zone)).containsExactly("ZONE_SIGNPOST 2026-02-28 true");

    measures(
        zone,
        "{\"signposts\":[{\"text\":\"东门\",\"erectedOn\":\"2026-02-20\"},{\"text\":\"西门\",\"dueOn\":\"2999-01-01\"}],\"monitoring\":[{\"medium\":\"GROUNDWATER\",\"frequency\":\"每季度一次\",\"everyMonths\":3,\"from\":\"2026-01-31\"},{\"medium\":\"SOIL\",\"frequency\":\"视情况\"}]}",
        200);
    assertThat(dueTasks(zone))
        .containsExactly("ZONE_MONITORING 2026-04-30 true", "ZONE_SIGNPOST 2999-01-01 false");
    measures(
        zone,
        "{\"signposts\":[{\"text\":\"东门\",\"erectedOn\":\"2026-02-20\"}],\"monitoring\":[{\"medium\":\"GROUNDWATER\",\"frequency\":\"每季度一次\",\"everyMonths\":3,\"lastOn\":\"%s\"}]}"
            .formatted(TODAY),
        200);
    assertThat(dueTasks(zone))
        .containsExactly("ZONE_MONITORING " + LocalDate.parse(TODAY).plusMonths(3) + " false");
    measures(
        zone,
        "{\"monitoring\":[{\"medium\":\"SOIL\",\"frequency\":\"每年\",\"lastOn\":\"2999-01-01\"}]}",
        422);
  }

  private void measures(String zone, String body, int status) {
    Http.Answer answer =
        http.send(
            "PUT",
            "/api/zones/" + zone + "/measures",
            body,
            "Content-Type",
            "application/json",
            "Authorization",
            ecology);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
  }

  private List<String> dueTasks(String zone) {
    return get(ecology, "/api/tasks?adcode=" + county)
        .path("tasks")
        .valueStream()
        .filter(t -> t.path("subject").asString().equals("/api/zones/" + zone))
        .map(
            t ->
                t.path("kind").asString()
                    + " "
                    + t.path("dueOn").asString()
                    + " "
                    + t.path("overdue").asBoolean())
        .toList();
  }
}
