package org.jingtu.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What was added, changed and ended in a collection from one data version to another. */
@JourneyTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangesJourneyTest {

  private static final String BOX = "&bbox=91.0,31.0,91.1,31.1"; // nothing else lies there

  @LocalServerPort int port;
  private Http http;
  private long from;
  private long to;

  @BeforeAll
  void change() {
    http = new Http(port);
    String stays = create("VC-STAYS", 91.01);
    String changes = create("VC-CHANGES", 91.02);
    String ends = create("VC-ENDS", 91.03);
    from = version();
    put(changes, "VC-CHANGES", 91.021, "另一个名字");
    remove(ends);
    remove(create("VC-BRIEF", 91.04)); // came and went in between
    create("VC-NEW", 91.05);
    to = version();
    remove(stays); // after what is asked for
  }

  @Test
  void eachKindIsCountedAndShownWithWhatChanged() {
    JsonNode answer = changes("?from=" + from + "&to=" + to + BOX);

    assertThat(answer.path("counts").toString())
        .isEqualTo("{\"ADDED\":1,\"CHANGED\":1,\"ENDED\":1}");
    assertThat(kinds(answer))
        .containsExactly("CHANGED VC-CHANGES", "ENDED VC-ENDS", "ADDED VC-NEW");
    JsonNode changed = answer.path("features").path(0);
    assertThat(changed.at("/properties/geometryChanged").asBoolean()).isTrue();
    assertThat(changed.at("/before/coordinates/0").asDouble()).isEqualTo(91.02);
    assertThat(changed.at("/geometry/coordinates/0").asDouble()).isEqualTo(91.021);
    JsonNode name = changed.at("/properties/changed/0");
    assertThat(name.path("name").asString()).isEqualTo("name");
    assertThat(name.path("before").asString()).isEqualTo("VC-CHANGES");
    assertThat(name.path("after").asString()).isEqualTo("另一个名字");
    assertThat(answer.path("features").path(1).has("before")).isFalse();
  }

  @Test
  void pagesAndKindsAreAskedForOneByOne() {
    String span = "?from=" + from + "&to=" + to + BOX;
    JsonNode first = changes(span + "&limit=2");
    assertThat(kinds(first)).containsExactly("CHANGED VC-CHANGES", "ENDED VC-ENDS");
    JsonNode second = changes(span + "&limit=2&after=" + first.path("next").asString());
    assertThat(kinds(second)).containsExactly("ADDED VC-NEW");
    assertThat(second.path("next").isNull()).isTrue();
    assertThat(kinds(changes(span + "&kind=ENDED"))).containsExactly("ENDED VC-ENDS");
    assertThat(kinds(changes("?from=" + to + BOX))).containsExactly("ENDED VC-STAYS");
  }

  @Test
  void momentsAndDaysStandForTheVersionsOfThen() {
    // before anything was there: what is there now was all added
    assertThat(kinds(changes("?from=2020-01-01" + BOX)))
        .containsExactly("ADDED VC-CHANGES", "ADDED VC-NEW");
    assertThat(changes("?from=2020-01-01T00:00:00Z" + BOX).path("from").asLong()).isZero();
    JsonNode versions =
        get("/api/collections/sensitive-places/versions?limit=1", Http.admin()).json();
    assertThat(versions.at("/versions/0/origin").asString()).isEqualTo("EDIT");
    assertThat(versions.at("/versions/0/ended").asLong()).isEqualTo(1);
    assertThat(versions.path("next").asLong())
        .isEqualTo(versions.at("/versions/0/version").asLong());
  }

  @Test
  void whatIsNoVersionIsRefusedAndAnAreaIsKeptTo() {
    for (String wrong :
        List.of("?from=9999999", "?from=yesterday", "?from=" + to + "&to=" + from)) {
      Http.Answer refused = get("/api/collections/sensitive-places/changes" + wrong, Http.admin());
      assertThat(refused.code()).as(wrong).isEqualTo("BAD_PARAMETER");
    }
    assertThat(get("/api/collections/nothing/changes?from=0", Http.admin()).status())
        .isEqualTo(404);
    String elsewhere = hireForAnotherCounty();
    JsonNode seen = get("/api/collections/sensitive-places/changes?from=0" + BOX, elsewhere).json();
    assertThat(seen.path("numberReturned").asInt()).isZero();
    assertThat(seen.at("/counts/ADDED").asInt()).isZero();
  }

  private String hireForAnotherCounty() {
    Http.Answer hired =
        http.postJson(
            "/api/users",
            """
            {"username": "vc.elsewhere", "displayName": "x", "department": "ECOLOGY",
             "roles": ["READER"], "adcode": "139985", "password": "Of another county 7"}\
            """,
            "Authorization",
            Http.admin());
    assertThat(hired.status()).as(hired.response().body()).isEqualTo(201);
    return Http.basic("vc.elsewhere", "Of another county 7");
  }

  private static List<String> kinds(JsonNode answer) {
    return answer
        .path("features")
        .valueStream()
        .map(f -> f.at("/properties/kind").asString() + " " + f.at("/properties/code").asString())
        .toList();
  }

  private JsonNode changes(String query) {
    Http.Answer answer = get("/api/collections/sensitive-places/changes" + query, Http.admin());
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  private Http.Answer get(String path, String who) {
    return http.get(path, "Authorization", who);
  }

  private long version() {
    return get("/api/collections/sensitive-places", Http.admin())
        .json()
        .path("dataVersion")
        .asLong();
  }

  private static String body(String code, double longitude, String name) {
    return """
    {"type":"Feature","properties":{"code":"%s","name":"%s","adcode":"139984","kind":"SCHOOL"},
     "geometry":{"type":"Point","coordinates":[%s,31.05]}}\
    """
        .formatted(code, name, longitude);
  }

  private String create(String code, double longitude) {
    Http.Answer made =
        http.postJson(
            "/api/collections/sensitive-places/features",
            body(code, longitude, code),
            "Authorization",
            Http.admin());
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    return made.json().path("id").asString();
  }

  private void put(String id, String code, double longitude, String name) {
    send("PUT", id, body(code, longitude, name), 200);
  }

  private void remove(String id) {
    send("DELETE", id, "", 204);
  }

  private void send(String method, String id, String body, int status) {
    String path = "/api/collections/sensitive-places/features/" + id;
    String tag = get(path, Http.admin()).header("ETag").orElseThrow();
    Http.Answer answer =
        http.send(
            method,
            path,
            body,
            "If-Match",
            tag,
            "Content-Type",
            "application/json",
            "Authorization",
            Http.admin());
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
  }
}
