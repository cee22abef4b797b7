package org.jingtu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jingtu.database.TestDatabase;
import org.jingtu.support.Gates;
import org.jingtu.support.Http;
import org.jingtu.support.ServiceProcess;
import org.jingtu.support.Staff;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The service is a process of its own and is killed (SIGKILL) in the middle of its work, where
 * gates in the database and the receiver of webhooks hold it: four zones stand at the four steps of
 * a publication, and a webhook is on its way. Nothing is lost and nothing is done twice.
 *
 * <p>It is killed twice: once before any of it was written, once when all of it was written and the
 * service did not hear of that any more.
 */
class KilledServiceJourneyTest {

  private static final String COUNTY = "139961";
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));
  private static final String APPROVAL =
      "{\"document\":{\"title\":\"批复\",\"number\":\"县政字〔2026〕9号\",\"date\":\"2026-05-01\",\"unit\":\"某县人民政府\"}}";
  private static final Map<String, String> SETTINGS =
      Map.of(
          "JINGTU_ZONES_STEP_EVERY", "300ms",
          "JINGTU_ZONES_FIRST_STEP_AFTER", "300ms",
          "JINGTU_SHARING_EVERY", "300ms",
          "JINGTU_SHARING_WEBHOOK_HOSTS", "127.0.0.1");

  /** What the receiver was sent: the delivery's id, the subject, and what happened. */
  private record Delivery(String id, long sequence, String subject, String kind) {}

  @TempDir private Path folder;

  private final List<Delivery> received = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch killed = new CountDownLatch(1);
  private volatile boolean silent = true;
  private TestDatabase database;
  private JdbcTemplate jdbc;
  private Gates gates;
  private HttpServer receiver;
  private ServiceProcess service;
  private Http http;
  private String author;
  private String head;

  @BeforeEach
  void open() throws IOException {
    database = TestDatabase.create();
    jdbc = new JdbcTemplate(database.dataSource());
    gates = new Gates(database);
    receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    receiver.setExecutor(Executors.newCachedThreadPool());
    receiver.createContext("/hook", this::receive);
    receiver.start();
    start();
  }

  @AfterEach
  void close() throws Exception {
    if (service != null) {
      service.close();
    }
    killed.countDown();
    receiver.stop(0);
    gates.close();
    database.close();
  }

  private void start() {
    service = ServiceProcess.start(database, folder.resolve("service.log"), SETTINGS);
    http = new Http(service.port());
  }

  /** Takes note of what comes; while it is silent it never answers. */
  private void receive(HttpExchange exchange) throws IOException {
    JsonNode event = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
    received.add(
        new Delivery(
            exchange.getRequestHeaders().getFirst("Jingtu-Delivery"),
            event.path("sequence").asLong(),
            event.path("subject").asString(),
            event.path("kind").asString()));
    if (silent) {
      try {
        killed.await(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      exchange.close();
      return;
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  @Test
  void killedAtEachStepOfAPublicationAndOfADeliveryItLosesNothingAndDoesNothingTwice() {
    Staff staff = new Staff(service.port());
    author = staff.hire("kp-author", "ECOLOGY", "READER", "EDITOR");
    head = staff.hire("kp-head", "ECOLOGY", "READER", "OFFICER");
    create(
        "parcels",
        "139961001001GB00001",
        3000,
        ",\"parcelNo\":\"139961001001GB00001\",\"supplyState\":\"PLANNED\"");
    String a = draft("KP-A", 0);
    String b = draft("KP-B", 1000);
    String c = draft("KP-C", 2000);
    String d = draft("KP-D", 3000); // over the parcel
    for (String zone : List.of(b, c, d)) {
      act(author, zone, "submit", "");
    }
    for (String zone : List.of(c, d)) {
      act(head, zone, "approve", APPROVAL);
    }
    act(head, d, "publish", announcement(TODAY.plusDays(1)));
    String subscription = subscribe();
    create("contaminated-sites", "KP-SITE", 9000, ",\"status\":\"SUSPECTED\"");

    // each stands in the middle of its step; the day of D comes; the receiver has the message
    gates.closeBefore("kp_submit", "update on zone_publication", was("KP-A", "SUBMITTED"));
    gates.closeBefore("kp_approve", "update on zone_publication", was("KP-B", "APPROVED"));
    gates.closeBefore("kp_publish", "update on zone_publication", was("KP-C", "PUBLISHED"));
    gates.closeBefore("kp_conflict", "insert on conflict", "new.against_code = 'KP-D'");
    tryToAct(a, b, c);
    jdbc.update(
        "update zone_publication set in_force_from = ? where id = ?", TODAY, Long.parseLong(d));
    for (String gate : List.of("kp_submit", "kp_approve", "kp_publish", "kp_conflict")) {
      gates.awaitArrival(gate);
    }
    postAs(Http.admin(), "/api/subscriptions/" + subscription + "/resume", "", 200);
    await("message").atMost(Duration.ofSeconds(30)).until(() -> received.size() == 1);
    service.kill();
    killed.countDown();
    gates.openAll();

    awaitRest();
    assertThat(states()).containsExactly("DRAFT", "SUBMITTED", "APPROVED", "PUBLISHED");
    assertThat(actions(a)).containsExactly("CREATED");
    assertThat(count("select count(*) from control_zones")).isZero();
    assertThat(count("select count(*) from conflict")).isZero();
    assertThat(count("select count(*) from shared_event where topic <> 'SITES'")).isZero();

    // again; now each stands within its commit, and the delivery was answered and not yet noted
    silent = false;
    gates.closeInCommit("kp_submitted", "insert on zone_event", did(a, "SUBMITTED"));
    gates.closeInCommit("kp_approved", "insert on zone_event", did(b, "APPROVED"));
    gates.closeInCommit("kp_published", "insert on zone_event", did(c, "PUBLISHED"));
    gates.closeInCommit("kp_effect", "insert on zone_event", did(d, "TOOK_EFFECT"));
    gates.closeBefore("kp_noted", "update on subscription", "new.delivered <> old.delivered");
    letLeaseRunOut();
    start();
    tryToAct(a, b, c);
    for (String gate :
        List.of("kp_submitted", "kp_approved", "kp_published", "kp_effect", "kp_noted")) {
      gates.awaitArrival(gate);
    }
    service.kill();
    gates.turnAway("kp_noted");
    gates.openAll();

    awaitRest();
    assertThat(states()).containsExactly("SUBMITTED", "APPROVED", "PUBLISHED", "IN_FORCE");
    assertThat(received).hasSize(2);
    assertThat(received.get(1)).isEqualTo(received.get(0));

    // the steps are not taken twice, and what was not told yet is told now, once, in order
    letLeaseRunOut();
    start();
    for (String[] step :
        new String[][] {
          {author, a, "submit", ""},
          {head, b, "approve", APPROVAL},
          {head, c, "publish", announcement(TODAY.plusDays(1))}
        }) {
      assertThat(
              postAs(step[0], "/api/zones/" + step[1] + "/" + step[2], step[3], 409)
                  .path("code")
                  .asString())
          .isEqualTo("ZONE_ACT_REFUSED");
    }
    await("the rest of the messages")
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                count("select min(delivered) from subscription")
                        == count("select max(sequence) from shared_event")
                    && count("select count(*) from shared_event where sequence is null") == 0);
    assertDoneOnce(a, b, c, d);
    assertToldInOrder();
    assertThat(http.get("/api/audit/verification", "Authorization", Http.admin()).json().toString())
        .contains("\"intact\":true");
  }

  /** Every step once in the zones' story and in the audit trail; one feature, one conflict. */
  private void assertDoneOnce(String a, String b, String c, String d) {
    assertThat(actions(a)).containsExactly("CREATED", "SUBMITTED");
    assertThat(actions(b)).containsExactly("CREATED", "SUBMITTED", "APPROVED");
    assertThat(actions(c)).containsExactly("CREATED", "SUBMITTED", "APPROVED", "PUBLISHED");
    assertThat(actions(d))
        .containsExactly("CREATED", "SUBMITTED", "APPROVED", "PUBLISHED", "TOOK_EFFECT");
    for (String zone : List.of(a, b, c, d)) {
      assertThat(
              jdbc.queryForList(
                  "select substr(action, 6) from audit_entry where subject = ? and action like 'ZONE%' order by id",
                  String.class, "zones/" + zone))
          .isEqualTo(actions(zone));
    }
    assertThat(jdbc.queryForList("select code from control_zones", String.class))
        .containsExactly("KP-D");
    assertThat(jdbc.queryForList("select against_code || ' ' || state from conflict", String.class))
        .containsExactly("KP-D OPEN");
    assertThat(jdbc.queryForList("select kind from conflict_event", String.class))
        .containsExactly("OPENED");
  }

  /** At least once, with the same id; new ones only forward. */
  private void assertToldInOrder() {
    Set<String> seen = new HashSet<>();
    List<Delivery> first = received.stream().filter(e -> seen.add(e.id())).toList();
    assertThat(first)
        .extracting(e -> e.subject().replaceAll("/.*", "") + " " + e.kind())
        .containsExactlyInAnyOrder(
            "contaminated-sites ENTERED", "control-zones ENTERED", "conflicts OPENED");
    assertThat(first).extracting(Delivery::sequence).isSorted();
    // the site was sent three times: unanswered, answered and not noted, answered and noted
    assertThat(received).extracting(Delivery::sequence).isSorted();
    assertThat(received).hasSize(5);
    assertThat(received.subList(0, 3)).containsOnly(received.get(0));
  }

  private static String was(String code, String state) {
    return "new.code = '" + code + "' and new.state = '" + state + "'";
  }

  private static String did(String zone, String action) {
    return "new.zone = " + zone + " and new.action = '" + action + "'";
  }

  /** What a killed service was about to do; nobody hears how it ends. */
  private void tryToAct(String a, String b, String c) {
    tryTo(author, a, "submit", "");
    tryTo(head, b, "approve", APPROVAL);
    tryTo(head, c, "publish", announcement(TODAY.plusDays(1)));
  }

  private void tryTo(String as, String zone, String act, String body) {
    Http own = new Http(service.port());
    CompletableFuture.runAsync(
        () -> own.postJson("/api/zones/" + zone + "/" + act, body, "Authorization", as));
  }

  /** The database has dealt with what the killed service left behind. */
  private void awaitRest() {
    await("the end of the killed service's sessions")
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                count(
                        "select count(*) from pg_stat_activity where datname = current_database() and application_name like 'PostgreSQL JDBC%' and pid <> pg_backend_pid() and state <> 'idle'")
                    == 0);
  }

  /** In place of two minutes: the killed service had taken the subscription for so long. */
  private void letLeaseRunOut() {
    jdbc.update("update subscription set leased_until = clock_timestamp()");
  }

  private List<String> states() {
    return jdbc.queryForList("select state from zone_publication order by code", String.class);
  }

  private List<String> actions(String zone) {
    return jdbc.queryForList(
        "select action from zone_event where zone = ? order by id",
        String.class,
        Long.parseLong(zone));
  }

  private long count(String sql) {
    Long count = jdbc.queryForObject(sql, Long.class);
    return count == null ? 0 : count;
  }

  private String subscribe() {
    String id =
        postAs(
                Http.admin(),
                "/api/subscriptions",
                "{\"title\":\"共享\",\"topics\":[\"SITES\",\"ZONES\",\"CONFLICTS\"],\"url\":\"http://127.0.0.1:%d/hook\"}"
                    .formatted(receiver.getAddress().getPort()),
                201)
            .path("id")
            .asString();
    postAs(Http.admin(), "/api/subscriptions/" + id + "/pause", "", 200);
    return id;
  }

  private String draft(String code, int east) {
    return postAs(
            author,
            "/api/zones",
            "{\"collection\":\"control-zones\",\"crs\":\"EPSG:4527\",\"geometry\":%s,\"properties\":{\"code\":\"%s\",\"adcode\":\"%s\",\"measures\":\"不得开发\"}}"
                .formatted(square(east), code, COUNTY),
            201)
        .path("id")
        .asString();
  }

  private static String announcement(LocalDate from) {
    return "{\"announcementNo\":\"县公告7号\",\"text\":\"划定管控区域。\",\"inForceFrom\":\"%s\"}"
        .formatted(from);
  }

  private void act(String as, String zone, String act, String body) {
    postAs(as, "/api/zones/" + zone + "/" + act, body, 200);
  }

  private void create(String collection, String code, int east, String properties) {
    postAs(
        Http.admin(),
        "/api/collections/" + collection + "/features?crs=EPSG:4527",
        "{\"type\":\"Feature\",\"geometry\":%s,\"properties\":{\"code\":\"%s\",\"adcode\":\"%s\"%s}}"
            .formatted(square(east), code, COUNTY, properties),
        201);
  }

  private JsonNode postAs(String as, String path, String body, int status) {
    Http.Answer answer = http.postJson(path, body, "Authorization", as);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    return answer.json();
  }

  /** A square of 100 m in zone 39. */
  private static String square(int east) {
    int w = 39_470_000 + east;
    return "{\"type\":\"Polygon\",\"coordinates\":[[[%d,4600000],[%d,4600000],[%d,4600100],[%d,4600100],[%d,4600000]]]}"
        .formatted(w, w + 100, w + 100, w, w);
  }
}
