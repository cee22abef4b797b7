package org.jingtu.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A slip of the pen in a body is told of, and changes nothing. */
@JourneyTest
class UnknownMembersJourneyTest {

  /** 100 m × 100 m in zone 39, of a county where nothing is registered. */
  private static final String SQUARE =
      "{\"type\":\"Polygon\",\"remark\":\"a foreign member\",\"coordinates\":[[[39480000,4680000],"
          + "[39480100,4680000],[39480100,4680100],[39480000,4680100],[39480000,4680000]]]}";

  private static final String QUESTION =
      "{\"parcel\":{\"geometry\":"
          + SQUARE
          + ",\"crs\":\"EPSG:4527\",\"adcode\":\"139968\"},"
          + "\"stage\":\"SUPPLY\",\"currentUse\":\"1001\",%s\"survey\":\"NONE\"}";

  @LocalServerPort private int port;
  @Autowired private JdbcTemplate jdbc;
  @Autowired private JsonMapper mapper;
  private Http http;

  @BeforeEach
  void call() {
    http = new Http(port);
  }

  @Test
  void aSlipInThePlannedUseIsNotTakenForNoUse() {
    long before = count("parcel_check");
    Http.Answer refused = post("/api/checks", QUESTION.formatted("\"plannedUsee\":\"0701\","));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("MEMBER_UNKNOWN");
    assertThat(refused.json().path("path").asString()).isEqualTo("plannedUsee");
    assertThat(refused.json().path("title").asString()).isEqualTo("没有这个成员");
    assertThat(refused.json().path("detail").asString())
        .isEqualTo(
            "请求体中没有成员 plannedUsee。此处可用的成员：parcel, stage, currentUse, plannedUse, survey,"
                + " project, planStage, pack, asOf。请去掉或改正后重试。");
    assertThat(count("parcel_check")).isEqualTo(before);
    assertThat(post("/api/checks", QUESTION.formatted("\"plannedUse\":\"0701\",")).status())
        .isEqualTo(201);
  }

  @Test
  void namesTheMemberWithItsPathInEnglishToo() {
    String body = QUESTION.formatted("").replace("\"adcode\"", "\"surveyy\":\"NONE\",\"adcode\"");
    Http.Answer refused =
        http.postJson("/api/checks", body, "Authorization", Http.admin(), "Accept-Language", "en");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("path").asString()).isEqualTo("parcel.surveyy");
    assertThat(refused.json().path("detail").asString())
        .startsWith("The body has no member parcel.surveyy. There are: parcelNo, geometry, crs,");
  }

  @Test
  void nothingIsStoredOfWhatIsRefused() {
    long users = count("app_user");
    long zones = count("zone_publication");
    long subscriptions = count("subscription");
    long batches = count("check_batch");

    refused(
        post(
            "/api/users",
            "{\"username\":\"um-clerk\",\"displayName\":\"a\",\"department\":\"ECOLOGY\","
                + "\"roles\":[\"READER\"],\"password\":\"Ju-Tong-Sheng-Tai-88\",\"enabled\":false}"),
        "enabled");
    refused(
        post("/api/zones", zone("\"code\":\"UM-1\"").replace("\"medium\"", "\"mediun\"")),
        "monitoring[0].mediun");
    refused(
        post(
            "/api/subscriptions",
            "{\"title\":\"a\",\"topics\":[\"SITES\"],\"url\":\"https://example.org/\",\"adcod\":\"13\"}"),
        "adcod");
    refused(
        send(
            "/api/check-batches",
            "宗地代码\n139968001001GB00001",
            "{\"stage\":\"SUPPLY\",\"colums\":{}}"),
        "colums");
    refused(
        send("/api/checks", SQUARE, "{\"stage\":\"SUPPLY\",\"project\":{\"idustry\":\"C263\"}}"),
        "project.idustry");
    refused(
        send("/api/checks", SQUARE, "{\"parcel\":{\"attributes\":{\"GHYTDM\":\"0701\"}}}"),
        "parcel.attributes");
    refused(
        post(
            "/api/sites/UM-NONE/transitions",
            "{\"to\":\"LISTED\",\"document\":{\"title\":\"a\",\"dat\":\"2026-03-01\"}}"),
        "document.dat");

    assertThat(count("app_user")).isEqualTo(users);
    assertThat(count("zone_publication")).isEqualTo(zones);
    assertThat(count("subscription")).isEqualTo(subscriptions);
    assertThat(count("check_batch")).isEqualTo(batches);
  }

  @Test
  void aUserWhoWasReadCanBeSentBack() {
    post(
        "/api/users",
        "{\"username\":\"um-back\",\"displayName\":\"a\",\"department\":\"ECOLOGY\","
            + "\"roles\":[\"READER\"],\"password\":\"Ju-Tong-Sheng-Tai-88\"}");
    ObjectNode user = (ObjectNode) get("/api/users/um-back");
    user.put("displayName", "b");

    Http.Answer changed = put("/api/users/um-back", user);

    assertThat(changed.status()).as(changed.response().body()).isEqualTo(200);
    assertThat(get("/api/users/um-back").path("displayName").asString()).isEqualTo("b");
  }

  @Test
  void aZoneThatWasReadCanBeSentBack() {
    Http.Answer created = post("/api/zones", zone("\"code\":\"UM-2\",\"name\":\"甲\""));
    assertThat(created.status()).as(created.response().body()).isEqualTo(201);
    String address = "/api/zones/" + created.json().path("id").asString();
    ObjectNode zone = (ObjectNode) get(address);
    zone.put("name", "乙");

    Http.Answer changed = put(address, zone);

    assertThat(changed.status()).as(changed.response().body()).isEqualTo(200);
    JsonNode after = get(address);
    assertThat(after.path("code").asString()).isEqualTo("UM-2");
    assertThat(after.path("name").asString()).isEqualTo("乙");
    assertThat(after.path("version").asLong()).isEqualTo(zone.path("version").asLong() + 1);
    assertThat(after.path("monitoring")).isEqualTo(zone.path("monitoring"));
    Http.Answer measures =
        put(
            address + "/measures",
            JsonMapper.shared().createObjectNode().set("monitoring", after.path("monitoring")));
    assertThat(measures.status()).as(measures.response().body()).isEqualTo(200);
  }

  /** A question may have been stored by a version that knew more. */
  @Test
  void aStoredQuestionWithMembersOfAnotherVersionIsReadAgain() {
    String id =
        post("/api/checks", QUESTION.formatted("\"plannedUse\":\"0701\","))
            .json()
            .path("id")
            .asString();
    String stored = UUID.randomUUID().toString();
    jdbc.update(
        "insert into parcel_check select (jsonb_populate_record(c, jsonb_build_object('id', ?,"
            + " 'request', jsonb_set(c.request::jsonb, '{parcel,formerMember}', '1')))).*"
            + " from parcel_check c where id = ?::uuid",
        stored,
        id);

    Http.Answer again = post("/api/checks/" + stored + "/replay", "");

    assertThat(again.status()).as(again.response().body()).isEqualTo(200);
    assertThat(again.json().path("same").asBoolean()).isTrue();
  }

  @Test
  void theMapperOfTheServiceItselfStaysLenient() {
    record Known(int a) {}
    assertThat(mapper.readValue("{\"a\":1,\"b\":2}", Known.class)).isEqualTo(new Known(1));
  }

  private static String zone(String named) {
    return ("{\"collection\":\"control-zones\",\"crs\":\"EPSG:4527\",\"geometry\":%s,"
            + "\"properties\":{%s,\"adcode\":\"139968\",\"measures\":\"围挡\"},"
            + "\"monitoring\":[{\"medium\":\"SOIL\",\"frequency\":\"每年一次\",\"everyMonths\":12}]}")
        .formatted(SQUARE, named);
  }

  private static void refused(Http.Answer answer, String path) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("MEMBER_UNKNOWN");
    assertThat(answer.json().path("path").asString()).isEqualTo(path);
  }

  private long count(String table) {
    return jdbc.queryForObject("select count(*) from " + table, Long.class);
  }

  private JsonNode get(String path) {
    return http.get(path, "Authorization", Http.admin()).json();
  }

  private Http.Answer post(String path, String body) {
    return http.postJson(path, body, "Authorization", Http.admin());
  }

  private Http.Answer put(String path, JsonNode body) {
    return http.send(
        "PUT",
        path,
        body.toString(),
        "Authorization",
        Http.admin(),
        "Content-Type",
        "application/json");
  }

  private Http.Answer send(String path, String file, String request) {
    return http.postParts(
        path,
        List.of(
            new Http.Part("file", "a.csv", "text/csv", file.getBytes(StandardCharsets.UTF_8)),
            new Http.Part(
                "request", "", "application/json", request.getBytes(StandardCharsets.UTF_8))),
        "Authorization",
        Http.admin());
  }
}
