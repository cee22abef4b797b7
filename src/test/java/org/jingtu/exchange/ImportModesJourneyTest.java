package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jingtu.database.JourneyTest;
import org.jingtu.exchange.Plots.Plot;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * Append, upsert, replace; checked by hand first; cancelled; sent twice. Each test has a county.
 */
@JourneyTest
@TestPropertySource(properties = "jingtu.test.database=imports")
class ImportModesJourneyTest {

  private static final String FARMLAND = "collection=farmland-classes";

  @LocalServerPort private int port;
  @Autowired private JdbcTemplate jdbc;
  private ImportClient client;

  @BeforeEach
  void openClient() {
    client = new ImportClient(port);
  }

  @Test
  void appendRefusesCodesThatAreThere() {
    commits(FARMLAND, Plots.row("APP", "320101", 3));

    JsonNode job =
        rejects(
            FARMLAND,
            new Plot("APP-9", "320101", "1", 9, 100),
            new Plot("APP-1", "320101", "1", 1, 100));

    assertThat(ImportClient.codes(job)).containsExactly("CODE_ALREADY_REGISTERED");
    assertThat(job.path("problems").get(0).path("record").asLong()).isEqualTo(2);
    assertThat(job.path("problems").get(0).path("message").asString())
        .contains("APP-1", "mode=upsert");
  }

  @Test
  void aCodeMayComeOnceInAFile() {
    JsonNode job =
        rejects(
            FARMLAND,
            new Plot("TWICE", "320102", "1", 0, 100),
            new Plot("OTHER", "320102", "1", 1, 100),
            new Plot("TWICE", "320102", "1", 2, 100));

    assertThat(ImportClient.codes(job)).containsExactly("DUPLICATE_CODE_IN_FILE");
    assertThat(job.path("problems").get(0).path("record").asLong()).isEqualTo(3);
    assertThat(job.path("problems").get(0).path("message").asString())
        .isEqualTo("编号“TWICE”与第 1 条记录重复");
  }

  @Test
  void everyBadRowOfAFileIsTold() {
    List<Plot> plots = new ArrayList<>(Plots.row("ALL", "320103", 2000));
    plots.set(10, new Plot("ALL-10", "320103", "7", 10, 100));
    plots.set(1999, new Plot("ALL-1999", "320103", "8", 1999, 100));

    JsonNode job = rejects(FARMLAND, plots.toArray(Plot[]::new));

    assertThat(job.path("problems").valueStream().map(p -> p.path("record").asLong()))
        .containsExactly(11L, 2000L);
    assertThat(numbers(job, "read", "total", "accepted", "rejected"))
        .containsExactly(2000L, 2000L, 1998L, 2L);
  }

  @Test
  void upsertChangesWhatIsNewAndLeavesTheRest() {
    commits(FARMLAND + "&mode=upsert", Plots.row("UPS", "320104", 3));
    long before = featureOf("UPS-1");

    JsonNode job =
        commits(
            FARMLAND + "&mode=upsert",
            List.of(
                new Plot("UPS-0", "320104", "1", 0, 100),
                new Plot("UPS-1", "320104", "3", 1, 100),
                new Plot("UPS-2", "320104", "1", 2, 90),
                new Plot("UPS-3", "320104", "1", 3, 100)));

    assertThat(numbers(job, "inserted", "updated", "unchanged", "ended"))
        .containsExactly(1L, 2L, 1L, 0L);
    assertThat(featureOf("UPS-1")).isEqualTo(before);
    assertThat(currentOf("320104")).isEqualTo(4);
    // two versions of UPS-1 and UPS-2, one of UPS-0 and UPS-3
    assertThat(versionsOf("320104")).isEqualTo(6);
    assertThat(piecesOf("320104")).isEqualTo(4);
  }

  @Test
  void theSameFileAgainChangesNothing() {
    List<Plot> plots = Plots.row("SAME", "320105", 4);
    JsonNode first = commits(FARMLAND + "&mode=upsert&coverage=320105", plots);
    String state = client.stateOf("farmland-classes");

    JsonNode again = commits(FARMLAND + "&mode=upsert&coverage=320105", plots);

    assertThat(numbers(again, "inserted", "updated", "unchanged")).containsExactly(0L, 0L, 4L);
    assertThat(again.path("dataVersion")).isEqualTo(first.path("dataVersion"));
    assertThat(client.stateOf("farmland-classes")).isEqualTo(state);
  }

  @Test
  void replaceEndsWhatTheCountyHeld() {
    commits(FARMLAND, Plots.row("REP", "320106", 5));
    commits(FARMLAND, Plots.row("NEAR", "320107", 2));
    long kept = featureOf("REP-0");

    JsonNode job =
        commits(
            FARMLAND + "&mode=replace&coverage=320106&sourceDate=2026-01-31",
            List.of(new Plot("REP-0", "320106", "2", 0, 100), new Plot("NEW-0", "", "2", 1, 100)));

    // REP-0 goes on in a new version, REP-1 to REP-4 end, NEW-0 is new and takes the one county
    assertThat(numbers(job, "inserted", "updated", "ended")).containsExactly(1L, 1L, 4L);
    assertThat(currentOf("320106")).isEqualTo(2);
    assertThat(currentOf("320107")).isEqualTo(2);
    assertThat(piecesOf("320106")).isEqualTo(2);
    assertThat(featureOf("REP-0")).isEqualTo(kept);
    assertThat(client.collection("farmland-classes").path("coverage").toString())
        .contains("{\"adcode\":\"320106\",\"declaredArea\":false,\"sourceDate\":\"2026-01-31\"}");
  }

  @Test
  void replaceTakesNothingFromOtherCounties() {
    commits(FARMLAND, Plots.row("ELSE", "320108", 1));

    JsonNode job =
        rejects(
            FARMLAND + "&mode=replace&coverage=320109",
            new Plot("ELSE-0", "320109", "1", 0, 100),
            new Plot("HERE-0", "320108", "1", 1, 100));

    assertThat(ImportClient.codes(job))
        .containsExactly("CODE_ALREADY_REGISTERED", "ADCODE_OUTSIDE_COVERAGE");
  }

  @Test
  void aFileCanBeCheckedFirstAndCommittedLater() {
    String before = client.stateOf("farmland-classes");
    JsonNode checked =
        client.load(FARMLAND + "&commit=manual", Plots.zip(Plots.row("MAN", "320110", 3)));
    assertThat(checked.path("state").asString()).as(checked.toString()).isEqualTo("CHECKED");
    assertThat(client.stateOf("farmland-classes")).isEqualTo(before);
    String path = "/api/imports/" + checked.path("id").asString();

    assertThat(client.send("POST", path + "/commit").status()).isEqualTo(202);
    JsonNode committed = client.end(checked.path("id").asString());

    assertThat(committed.path("state").asString()).as(committed.toString()).isEqualTo("COMMITTED");
    assertThat(currentOf("320110")).isEqualTo(3);
    assertThat(client.send("POST", path + "/commit").code()).isEqualTo("IMPORT_NOT_WAITING");
    assertThat(client.send("DELETE", path).code()).isEqualTo("IMPORT_FINISHED");
  }

  @Test
  void aCheckedFileCanBeDiscarded() {
    JsonNode checked =
        client.load(FARMLAND + "&commit=manual", Plots.zip(Plots.row("DIS", "320111", 3)));
    String path = "/api/imports/" + checked.path("id").asString();

    Http.Answer answer = client.send("DELETE", path);

    assertThat(answer.json().path("state").asString()).isEqualTo("CANCELLED");
    assertThat(client.send("POST", path + "/commit").code()).isEqualTo("IMPORT_NOT_WAITING");
    assertThat(currentOf("320111")).isZero();
  }

  @Test
  void theSameKeyGivesTheSameJob() {
    byte[] file = Plots.zip(Plots.row("KEY", "320112", 2));

    String first =
        client
            .upload(FARMLAND, file, List.of(), "Idempotency-Key", "k-1")
            .json()
            .path("id")
            .asString();
    String second =
        client
            .upload(FARMLAND, file, List.of(), "Idempotency-Key", "k-1")
            .json()
            .path("id")
            .asString();

    assertThat(second).isEqualTo(first);
    assertThat(client.end(first).path("state").asString()).isEqualTo("COMMITTED");
    assertThat(currentOf("320112")).isEqualTo(2);
  }

  /** Answered with the first job, another file would be lost without a word. */
  @Test
  void aKeyOfAnotherUploadIsRefused() {
    byte[] file = Plots.zip(Plots.row("KEY2", "320114", 2));
    String[] key = {"Idempotency-Key", "k-2"};
    String first = client.upload(FARMLAND, file, List.of(), key).json().path("id").asString();

    byte[] larger = Plots.zip(Plots.row("KEY2", "320114", 3));
    var another = client.upload(FARMLAND, larger, List.of(), key);
    assertThat(another.status()).isEqualTo(422);
    assertThat(another.code()).isEqualTo("IDEMPOTENCY_KEY_USED");
    assertThat(another.json().path("detail").asString()).contains(first);
    var otherwise = client.upload(FARMLAND + "&commit=manual", file, List.of(), key);
    assertThat(otherwise.code()).isEqualTo("IDEMPOTENCY_KEY_USED");
    assertThat(client.end(first).path("state").asString()).isEqualTo("COMMITTED");
    assertThat(currentOf("320114")).isEqualTo(2);
  }

  @Test
  void aParameterThatDoesNotExistIsRefused() {
    byte[] file = Plots.zip(Plots.row("SLIP", "320115", 2));
    var slip = client.upload(FARMLAND + "&comit=manual", file, List.of());
    assertThat(slip.status()).isEqualTo(400);
    assertThat(slip.code()).isEqualTo("PARAMETER_UNKNOWN");
    assertThat(slip.json().path("parameter").asString()).isEqualTo("comit");
    assertThat(currentOf("320115")).isZero();
    assertThat(client.get("/api/exports/farmland-classes?f=csv&fliter=code='x'").code())
        .isEqualTo("PARAMETER_UNKNOWN");
  }

  @Test
  void twoImportsIntoOneCollectionFollowOneAnother() {
    String first = client.accept(FARMLAND, Plots.zip(Plots.row("ONE", "320113", 3000)));
    String second = client.accept(FARMLAND, Plots.zip(Plots.row("TWO", "320113", 3000)));

    JsonNode one = client.end(first);
    JsonNode two = client.end(second);

    assertThat(one.path("state").asString()).isEqualTo("COMMITTED");
    assertThat(two.path("state").asString()).isEqualTo("COMMITTED");
    assertThat(two.path("dataVersion").asLong()).isEqualTo(one.path("dataVersion").asLong() + 1);
    assertThat(currentOf("320113")).isEqualTo(6000);
  }

  @Test
  void whatOnlyTheDatabaseKnowsIsToldOfItsRow() {
    // scheme B has no class PROTECTION_LEVEL_1: a constraint over two attributes
    byte[] file =
        Plots.zip(
            List.of("code", "zoneClass", "scheme"),
            List.of(
                new Plot("GW-1", "CONTROL_LEVEL_1", "A", 0, 100),
                new Plot("GW-2", "CONTROL_LEVEL_1", "B", 1, 100)));

    JsonNode job = client.load("collection=groundwater-zones&coverage=320114", file);

    assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("REJECTED");
    assertThat(ImportClient.codes(job)).containsExactly("REFUSED_BY_DATABASE");
    assertThat(job.path("problems").get(0).path("record").asLong()).isEqualTo(2);
    assertThat(numbers(job, "accepted", "rejected")).containsExactly(1L, 1L);
  }

  @Test
  void jobsAreListedAndAudited() {
    JsonNode job = commits(FARMLAND, Plots.row("AUD", "320115", 1));
    String id = job.path("id").asString();

    JsonNode list =
        client.get("/api/imports?collection=farmland-classes&state=COMMITTED&limit=1").json();

    assertThat(list.size()).isEqualTo(1);
    assertThat(list.get(0).path("id").asString()).isEqualTo(id);
    assertThat(
            jdbc.queryForList(
                "select action || ' ' || username from audit_entry where subject = ? and action like 'IMPORT%' order by id",
                String.class, "imports/" + id))
        .containsExactly("IMPORT_ACCEPTED admin", "IMPORT_COMMITTED admin");
    assertThat(client.get("/api/imports/7").code()).isEqualTo("IMPORT_NOT_FOUND");
  }

  @Test
  void onlyEditorsOfTheDepartmentImport() {
    Http http = new Http(port);
    Http.Answer created =
        http.postJson(
            "/api/users",
            """
            {"username": "water-editor", "displayName": "水利编辑", "department": "WATER",
             "roles": ["EDITOR"], "password": "a-long-enough-password"}
            """,
            "Authorization",
            Http.admin());
    assertThat(created.status()).as(created.response().body()).isEqualTo(201);
    String water = Http.basic("water-editor", "a-long-enough-password");
    Http.Part file =
        new Http.Part("file", "p.zip", "application/zip", Plots.zip(Plots.row("PER", "320116", 1)));

    Http.Answer refused =
        http.postParts("/api/imports?" + FARMLAND, List.of(file), "Authorization", water);
    assertThat(refused.code()).isEqualTo("WRITE_NOT_PERMITTED");
    assertThat(http.postParts("/api/imports?" + FARMLAND, List.of(file)).status()).isEqualTo(401);

    JsonNode job =
        client.load(FARMLAND + "&commit=manual", Plots.zip(Plots.row("PER", "320116", 1)));
    String path = "/api/imports/" + job.path("id").asString();
    assertThat(http.get(path, "Authorization", water).status()).isEqualTo(200);
    assertThat(http.send("POST", path + "/commit", "", "Authorization", water).code())
        .isEqualTo("WRITE_NOT_PERMITTED");
    assertThat(http.send("DELETE", path, "", "Authorization", water).code())
        .isEqualTo("WRITE_NOT_PERMITTED");
  }

  @Test
  void timesAreMeasuredByState() {
    commits(FARMLAND, Plots.row("MET", "320117", 1));

    assertThat(
            client
                .get("/actuator/metrics/jingtu.import?tag=state:COMMITTED")
                .json()
                .at("/measurements/0/value")
                .asDouble())
        .isPositive();
  }

  private JsonNode commits(String query, List<Plot> plots) {
    JsonNode job = client.load(query, Plots.zip(plots));
    assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("COMMITTED");
    return job;
  }

  private JsonNode rejects(String query, Plot... plots) {
    String before = client.stateOf("farmland-classes");
    JsonNode job = client.load(query, Plots.zip(plots));
    assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("REJECTED");
    assertThat(client.stateOf("farmland-classes")).isEqualTo(before);
    return job;
  }

  private long featureOf(String code) {
    return count("select feature from farmland_classes where code = ? and until is null", code);
  }

  private long currentOf(String county) {
    return count(
        "select count(*) from farmland_classes where adcode = ? and until is null", county);
  }

  private long versionsOf(String county) {
    return count("select count(*) from farmland_classes where adcode = ?", county);
  }

  private long piecesOf(String county) {
    return count(
        """
        select count(*) from overlay_piece p join farmland_classes t using (feature, since)
        where t.adcode = ? and p.until is null
        """,
        county);
  }

  private long count(String sql, String argument) {
    return jdbc.queryForObject(sql, Long.class, argument);
  }

  private static List<Long> numbers(JsonNode job, String... members) {
    return Arrays.stream(members).map(m -> job.path(m).asLong()).toList();
  }
}
