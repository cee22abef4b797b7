package org.jingtu.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.jingtu.database.JourneyTest;
import org.jingtu.support.Http;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bureau changes a site; another office is told, by webhook and by feed, whatever breaks. */
@JourneyTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharingJourneyTest {

  private static final String COUNTY = "220882";

  @LocalServerPort private int port;
  @Autowired private Courier courier;
  @Autowired private SubscriptionStore subscriptions;

  private HttpServer receiver;
  private final AtomicInteger answer = new AtomicInteger(200);
  private final List<JsonNode> received = Collections.synchronizedList(new ArrayList<>());
  private final List<String> signatures = Collections.synchronizedList(new ArrayList<>());
  private final List<byte[]> bodies = Collections.synchronizedList(new ArrayList<>());
  private Http http;

  @BeforeAll
  void listen() throws Exception {
    http = new Http(port);
    receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    receiver.createContext(
        "/hook",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          if (answer.get() == 200) {
            bodies.add(body);
            signatures.add(exchange.getRequestHeaders().getFirst("Jingtu-Signature"));
            received.add(JsonMapper.shared().readTree(body));
          }
          exchange.sendResponseHeaders(answer.get(), -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterAll
  void stop() {
    receiver.stop(0);
  }

  @Test
  void aSiteIsToldOfInOrderAndSignedAlthoughTheReceiverFailedFirst() {
    JsonNode subscription = subscribe("SITES");
    answer.set(503);
    create("contaminated-sites", site("SH-1", "SUSPECTED"));
    Http.Answer surveyed =
        http.postJson(
            "/api/sites/SH-1/transitions",
            "{\"to\":\"CONFIRMED\",\"document\":{\"title\":\"报告\",\"date\":\"2026-03-01\",\"unit\":\"某公司\",\"result\":\"PASSED\"}}",
            "Authorization",
            Http.admin());
    assertThat(surveyed.status()).as(surveyed.response().body()).isEqualTo(200);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> find(subscription).failures() > 0); // the first try was refused
    assertThat(of("SH-1")).isEmpty();
    answer.set(200);
    post("/api/subscriptions/" + id(subscription) + "/resume");

    await().atMost(Duration.ofSeconds(20)).until(() -> of("SH-1").size() == 2);

    assertThat(of("SH-1"))
        .extracting(e -> e.path("kind").asString() + " " + e.at("/data/status").asString())
        .containsExactly("ENTERED SUSPECTED", "CHANGED CONFIRMED");
    int last = bodies.size() - 1;
    String signature = signatures.get(last);
    long time = Long.parseLong(signature.replaceAll("t=(\\d+),.*", "$1"));
    assertThat(signature)
        .isEqualTo(Signature.of(subscription.path("secret").asString(), time, bodies.get(last)));
    assertThat(find(subscription).failures()).isZero();
    http.send(
        "DELETE", "/api/subscriptions/" + id(subscription), "", "Authorization", Http.admin());
  }

  /** Killed after sending and before writing that down: the event comes again, with the same id. */
  @Test
  void aDeliveryThatWasNotWrittenDownIsRepeatedWithTheSameIdAndNothingIsLost() {
    JsonNode subscription = subscribe("SITES");
    answer.set(200);
    create("contaminated-sites", site("SH-2", "SUSPECTED"));
    await().atMost(Duration.ofSeconds(20)).until(() -> of("SH-2").size() == 1);
    long before = of("SH-2").get(0).path("sequence").asLong();
    // the state that a kill leaves: sent, not yet noted, the lease still running
    jdbc.update(
        "update subscription set delivered = ?, leased_until = clock_timestamp() + interval '1 second' where id = ?",
        before - 1,
        find(subscription).id());

    await().atMost(Duration.ofSeconds(20)).until(() -> of("SH-2").size() == 2);

    assertThat(of("SH-2").get(1).path("id")).isEqualTo(of("SH-2").get(0).path("id"));
    http.send(
        "DELETE", "/api/subscriptions/" + id(subscription), "", "Authorization", Http.admin());
  }

  @Autowired private org.springframework.jdbc.core.JdbcTemplate jdbc;

  @Test
  void parcelsThatTurnToHousingAreToldOfAndSupervisedLandThatChangesHands() throws Exception {
    create(
        "supervised-units",
        feature("SH-U0", "\"kind\": \"SOIL\", \"leftOn\": \"2025-12-31\"", 0)); // left the list
    String parcel = create("parcels", parcel("1001", "某公司"));
    replace("parcels", parcel, parcel("1001", "甲公司"));
    create("supervised-units", feature("SH-U1", "\"kind\": \"SOIL\"", 0));
    replace("parcels", parcel, parcel("0701", "乙公司"));
    courier.sequence();

    assertThat(feed("SENSITIVE_PARCELS"))
        .extracting(e -> e.path("kind").asString())
        .containsExactly("TURNED_SENSITIVE");
    assertThat(feed("SUPERVISED_LAND"))
        .extracting(e -> e.path("kind").asString())
        .containsExactly("TRANSFERRED", "USE_CHANGED");
    assertThat(feed("SUPERVISED_LAND").get(0).at("/data/holderBefore").asString()).isEqualTo("甲公司");

    LocalDate today = LocalDate.now(java.time.ZoneId.of("Asia/Shanghai"));
    byte[] list =
        http.getBytes(
            "/api/sharing/quarterly?adcode=%s&year=%d&quarter=%d"
                .formatted(COUNTY, today.getYear(), (today.getMonthValue() + 2) / 3),
            "Authorization",
            Http.admin());
    try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(list))) {
      assertThat(book.findSheet("变更为一住两公的宗地").orElseThrow().read())
          .anySatisfy(row -> assertThat(row.getCellText(2)).isEqualTo("220882001001GB00001"));
    }
  }

  /** Planned housing over a suspected site: the conflict is opened and told of, and closes. */
  @Test
  void aConflictIsToldOfAsItOpensAndCloses() {
    create("plan-land-use", feature("SH-PLAN", "\"landUse\": \"0701\"", 5000));
    String site = create("contaminated-sites", feature("SH-4", "\"status\": \"CONFIRMED\"", 5000));
    replace("contaminated-sites", site, feature("SH-4", "\"status\": \"CONFIRMED\"", 9000));
    courier.sequence();

    assertThat(feed("CONFLICTS"))
        .filteredOn(e -> e.at("/data/againstCode").asString("").equals("SH-4"))
        .filteredOn(e -> e.at("/data/rule").asString().equals("plan-over-site"))
        .extracting(e -> e.path("kind").asString() + " " + e.at("/data/code").asString())
        .containsExactly("OPENED SH-PLAN", "CLOSED SH-PLAN");
  }

  @Test
  void aWebhookToAHostThatIsNotListedIsRefused() {
    for (String url :
        List.of("http://169.254.169.254/", "http://localhost/", "file:///etc/passwd", "nonsense")) {
      Http.Answer refused = trySubscribe("SITES", url);
      assertThat(refused.status()).as(url).isEqualTo(422);
      assertThat(refused.code()).isEqualTo("WEBHOOK_REFUSED");
    }
    assertThat(trySubscribe("WEATHER", hook()).code()).isEqualTo("BAD_PARAMETER");
  }

  @Test
  void whatWasSharedCannotBeRewritten() {
    create("contaminated-sites", site("SH-3", "SUSPECTED"));
    courier.sequence();

    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> jdbc.update("update shared_event set kind = 'ENDED' where code = 'SH-3'"))
        .hasMessageContaining("append-only");
  }

  private List<JsonNode> of(String code) {
    synchronized (received) {
      return received.stream().filter(e -> e.at("/data/code").asString("").equals(code)).toList();
    }
  }

  private List<JsonNode> feed(String topic) {
    return http.get("/api/feeds/" + topic + "?adcode=" + COUNTY, "Authorization", Http.admin())
        .json()
        .path("events")
        .valueStream()
        .toList();
  }

  private String hook() {
    return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
  }

  private JsonNode subscribe(String topic) {
    Http.Answer created = trySubscribe(topic, hook());
    assertThat(created.status()).as(created.response().body()).isEqualTo(201);
    return created.json();
  }

  private Http.Answer trySubscribe(String topic, String url) {
    return http.postJson(
        "/api/subscriptions",
        "{\"title\": \"测试\", \"topics\": [\"%s\"], \"adcode\": \"%s\", \"url\": \"%s\"}"
            .formatted(topic, COUNTY, url),
        "Authorization",
        Http.admin());
  }

  private Subscription find(JsonNode subscription) {
    return subscriptions.find(java.util.UUID.fromString(id(subscription))).orElseThrow();
  }

  private static String id(JsonNode subscription) {
    return subscription.path("id").asString();
  }

  private void post(String path) {
    assertThat(http.postJson(path, "", "Authorization", Http.admin()).status()).isEqualTo(200);
  }

  private String create(String collection, String body) {
    Http.Answer created =
        http.postJson(
            "/api/collections/" + collection + "/features?crs=EPSG:4527",
            body,
            "Authorization",
            Http.admin());
    assertThat(created.status()).as(created.response().body()).isEqualTo(201);
    return created.json().path("id").asString();
  }

  private void replace(String collection, String feature, String body) {
    String path = "/api/collections/" + collection + "/features/" + feature;
    String etag = http.get(path, "Authorization", Http.admin()).header("ETag").orElseThrow();
    Http.Answer replaced =
        http.send(
            "PUT",
            path + "?crs=EPSG:4527",
            body,
            "Authorization",
            Http.admin(),
            "Content-Type",
            "application/json",
            "If-Match",
            etag);
    assertThat(replaced.status()).as(replaced.response().body()).isEqualTo(200);
  }

  private static String site(String code, String status) {
    return feature(code, "\"status\": \"%s\"".formatted(status), 1000);
  }

  private static String parcel(String use, String holder) {
    return feature(
        "220882001001GB00001",
        "\"parcelNo\": \"220882001001GB00001\", \"plannedUse\": \"%s\", \"holder\": \"%s\""
            .formatted(use, holder),
        0);
  }

  /** A square of 100 m. */
  private static String feature(String code, String properties, int east) {
    int x = 39_500_000 + east;
    return """
        {"type": "Feature", "properties": {"code": "%s", "adcode": "%s", %s},
         "geometry": {"type": "Polygon", "coordinates": [[[%d, 4900000], [%d, 4900000],
           [%d, 4900100], [%d, 4900100], [%d, 4900000]]]}}
        """
        .formatted(code, COUNTY, properties, x, x + 100, x + 100, x, x);
  }
}
