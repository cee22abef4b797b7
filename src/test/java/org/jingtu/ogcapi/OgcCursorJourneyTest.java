package org.jingtu.ogcapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.jingtu.support.Staff;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Cursors go on with the paging that they were given out for, and with nothing else. */
@JourneyTest
class OgcCursorJourneyTest {

  private static final String COUNTY = "139921";

  @LocalServerPort private int port;
  private Http http;
  private OgcPlaces places;

  @BeforeEach
  void make() {
    http = new Http(port);
    places = new OgcPlaces(http, COUNTY).make(12);
  }

  private Http.Answer get(String path) {
    return http.get(path, "Authorization", Http.admin());
  }

  /** Address of the second page; the query begins with a question mark. */
  private String next(String query) {
    return OgcPlaces.link(places.get(query), "next");
  }

  private static String cursor(String address) {
    return address.replaceFirst(".*[?&]cursor=([^&]*).*", "$1");
  }

  private static void assertUnreadable(Http.Answer answer, String what) {
    assertThat(answer.status()).as(what).isEqualTo(400);
    assertThat(answer.code()).as(what).isEqualTo("CURSOR_UNREADABLE");
    assertThat(answer.json().path("parameter").asString()).isEqualTo("cursor");
  }

  @Test
  void pagesGoOnInAnotherSizeFormAndCrs() {
    OgcPlaces others = new OgcPlaces(http, "139922").make(12);
    List<Integer> before = others.find("?sortby=-kind");
    JsonNode page = others.get("?limit=5&sortby=-kind");
    List<Integer> seen = new ArrayList<>(OgcPlaces.numbers(page));

    others.make(13, "");
    String second = OgcPlaces.link(page, "next").replace("limit=5", "limit=3");
    String crs = "&crs=http://www.opengis.net/def/crs/EPSG/0/4490&properties=code";
    page = get(second + crs + "&skipGeometry=true").json();
    seen.addAll(OgcPlaces.numbers(page));
    assertThat(page.path("numberMatched").asInt()).isEqualTo(12);

    others.make(14, "");
    String third = OgcPlaces.link(page, "next").replace("f=json", "f=html");
    String html = get(third).response().body();
    assertThat(html).contains("本页 3 个，共 12 个");
    page = get(address(html, "data-source=", "")).json(); // which leaves crs out
    seen.addAll(OgcPlaces.numbers(page));

    page = get(address(html, "<a href=", ">下一页").replace("f=html", "f=json")).json();
    seen.addAll(OgcPlaces.numbers(page));
    assertThat(OgcPlaces.link(page, "next")).isNull();
    assertThat(seen).isEqualTo(before);
  }

  /** First address of a page between these texts, without the server. */
  private static String address(String html, String before, String after) {
    return html.replaceFirst(
            "(?s).*?" + before + "\"http://[^/\"]+(/[^\"]*)\"" + after + ".*", "$1")
        .replace("&amp;", "&");
  }

  @Test
  void noByteCanBeAnotherOne() {
    String next = next("?limit=5&sortby=kind");
    String cursor = cursor(next);
    byte[] sealed = Base64.getUrlDecoder().decode(cursor);
    assertThat(get(next).status()).isEqualTo(200);
    for (int i = 0; i < sealed.length; i++) {
      sealed[i] ^= 1;
      String tampered = Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
      assertUnreadable(get(next.replace(cursor, tampered)), "byte " + i);
      sealed[i] ^= 1;
    }
    for (String other : List.of("", "AAAA", cursor.substring(4), cursor + "AAAA", "%20" + cursor)) {
      assertUnreadable(get(next.replace(cursor, other)), other);
    }
  }

  @Test
  void nobodyMakesUpAnOlderVersionOrANumber() {
    String next = next("?limit=5");
    places.make(13, "x" + System.nanoTime()); // so that there is a version less than a day old
    String content = content(cursor(next));
    long version = Long.parseLong(content.replaceFirst("^\\[([0-9]+),.*", "$1"));
    byte[] seal = Base64.getUrlDecoder().decode(cursor(next).substring(0, 24)); // 18 bytes
    assertThat(get(next).status()).isEqualTo(200);
    for (String made :
        List.of(
            content.replaceFirst("[0-9]+", Long.toString(version - 1)),
            content.replaceFirst(",[0-9]+,", ",7,"),
            content.replaceFirst("[0-9]+]$", "0]"))) {
      byte[] text = made.getBytes(StandardCharsets.UTF_8);
      byte[] sealed = new byte[16 + text.length];
      System.arraycopy(seal, 0, sealed, 0, 16);
      System.arraycopy(text, 0, sealed, 16, text.length);
      String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
      assertThat(made).isNotEqualTo(content);
      assertUnreadable(get(next.replace(cursor(next), cursor)), made);
    }
    // as they were before they were sealed
    String old = "{\"v\":%d,\"n\":25,\"f\":1}".formatted(version - 1);
    String cursor =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(old.getBytes(StandardCharsets.UTF_8));
    assertUnreadable(http.get(OgcPlaces.ITEMS + "?cursor=" + cursor), old);
  }

  /** What a cursor says, which is no secret. */
  private static String content(String cursor) {
    byte[] sealed = Base64.getUrlDecoder().decode(cursor);
    return new String(sealed, 16, sealed.length - 16, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | &kind=SCHOOL",
        "'' | &bbox=119,41,119.055,43",
        "'' | &datetime=2026-01-01/2026-01-07",
        "'' | &sortby=code",
        "'' | &areaSquareMetres=1",
        "&sortby=kind | &sortby=-kind",
        "&sortby=kind | &sortby=name",
        "&sortby=kind | ''",
        "&kind=SCHOOL | &kind=HOSPITAL",
        "&kind=SCHOOL | &name=SCHOOL",
        "&kind=SCHOOL | &filter=kind%3D%27SCHOOL%27",
        "&filter=kind%3D%27SCHOOL%27 | &filter=kind%3D%27HOSPITAL%27",
        "&bbox=119,41,121,43 | &bbox=41,119,43,121&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/4490"
      })
  void anotherRequestHasOtherCursors(String given, String used) {
    String address = OgcPlaces.ITEMS + "?limit=1&adcode=" + COUNTY;
    Http.Answer page = get(address + given);
    assertThat(page.status()).as(page.response().body()).isEqualTo(200);
    String cursor = cursor(OgcPlaces.link(page.json(), "next"));

    assertThat(get(address + given + "&cursor=" + cursor).status()).isEqualTo(200);
    assertUnreadable(get(address + used + "&cursor=" + cursor), used);
  }

  /** The other one has more data versions, so that the one of the cursor is among them. */
  @Test
  void anotherCollectionHasOtherCursors() {
    String units = "/ogc/collections/supervised-units/items";
    for (int i = 1; i <= 2; i++) {
      String unit =
          "{\"type\":\"Feature\",\"properties\":{\"code\":\"CURSOR-%d-%d\",\"name\":\"x\",\"adcode\":\"%s\",\"kind\":\"SOIL\",\"inOperation\":true},\"geometry\":%s}"
              .formatted(i, System.nanoTime(), COUNTY, OgcPlaces.square(i));
      Http.Answer made = http.postJson(units, unit, "Authorization", Http.admin());
      assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    }
    String next = OgcPlaces.link(get(units + "?limit=1").json(), "next");
    assertThat(get(next).status()).isEqualTo(200);
    assertUnreadable(get(next.replace(units, OgcPlaces.ITEMS)), "of another collection");
  }

  /** Although it is the same data version. */
  @Test
  void aMomentOfThePastHasOtherCursors() {
    String next = next("?limit=1");
    String past = "&asOf=" + Instant.now();
    String given = OgcPlaces.link(places.get("?limit=1" + past), "next");
    assertThat(content(cursor(given))).isEqualTo(content(cursor(next)));
    assertThat(get(given).status()).isEqualTo(200);
    assertUnreadable(get(next + past), past);
    assertUnreadable(get(given.replaceFirst("asOf=[^&]*&", "")), given);
  }

  @Test
  void whoSeesLessHasOtherCursors() {
    String name = "cursor" + System.nanoTime();
    String county = new Staff(port).hireFor(COUNTY, name, "ECOLOGY", "READER");
    String province = new Staff(port).hireFor("13", name + "p", "ECOLOGY", "READER");
    List<String[]> callers =
        List.of(caller(Http.admin()), caller(province), caller(county), new String[0]);
    for (String[] giver : callers) {
      JsonNode page = http.get(OgcPlaces.ITEMS + "?limit=1&adcode=" + COUNTY, giver).json();
      String next = OgcPlaces.link(page, "next");
      for (String[] user : callers) {
        Http.Answer answer = new Http(port).get(next, user);
        if (user == giver) {
          assertThat(answer.status()).isEqualTo(200);
        } else {
          assertUnreadable(answer, callers.indexOf(giver) + " to " + callers.indexOf(user));
        }
      }
    }
  }

  private static String[] caller(String authorization) {
    return new String[] {"Authorization", authorization};
  }

  /** The longest texts of all keys, 1,600 characters of three bytes each, are 6,400 in base64. */
  @Test
  void longKeysAreAcceptedAgain() {
    String texts =
        "\"name\":\"%s\",\"pollutants\":\"%s\",\"formerUse\":\"%s\",\"measure\":\"%s\",\"responsibleParty\":\"%s\""
            .formatted(
                "名".repeat(200),
                "物".repeat(500),
                "用".repeat(200),
                "措".repeat(500),
                "人".repeat(200));
    for (int i = 1; i <= 2; i++) {
      String body =
          "{\"type\":\"Feature\",\"properties\":{\"code\":\"CURSOR-%d-%d\",\"adcode\":\"139923\",\"status\":\"SUSPECTED\",\"sourceDate\":\"2026-11-01\",%s},\"geometry\":%s}"
              .formatted(i, System.nanoTime(), texts, OgcPlaces.square(i));
      Http.Answer made =
          http.postJson(
              "/api/collections/contaminated-sites/features", body, "Authorization", Http.admin());
      assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    }
    String keys = "name,pollutants,formerUse,measure,responsibleParty";
    JsonNode page =
        get("/ogc/collections/contaminated-sites/items?limit=1&adcode=139923&sortby=" + keys)
            .json();
    Http.Answer second = get(OgcPlaces.link(page, "next"));
    assertThat(second.status()).as(second.response().body()).isEqualTo(200);
    assertThat(second.json().path("numberReturned").asInt()).isEqualTo(1);
  }
}
