package org.jingtu.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jingtu.database.JourneyTest;
import org.jingtu.exchange.StopSignal;
import org.jingtu.sample.SampleFiles;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Batches over the parcels of the sample county. */
@JourneyTest
@TestPropertySource(properties = "jingtu.test.database=sample-county")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BatchJourneyTest {

  private static final String SUPPLY =
      """
      {"stage": "SUPPLY", "plannedUse": "0701",
       "project": {"industry": "C1391", "key": false, "remediation": false}}""";

  @LocalServerPort private int port;
  @Autowired private JdbcTemplate jdbc;
  @Autowired private DataSource database;
  @Autowired private BatchWorkers workers;
  @Autowired private BatchRunner runner;
  private BatchClient client;
  private List<String> parcels;

  @BeforeAll
  void loadCounty() throws Exception {
    SampleFiles.load(port);
    client = new BatchClient(port);
    parcels =
        jdbc.queryForList(
            "select parcel_no from parcels where until is null order by parcel_no", String.class);
    assertThat(parcels).hasSize(249); // 248 of 130899 and one of the neighbouring county
  }

  @Test
  void everyParcelGetsTheAnswerThatItGetsAlone() {
    JsonNode batch = client.run("宗地.csv", bytes("宗地代码\n" + String.join("\n", parcels)), SUPPLY);

    assertThat(batch.path("state").asString()).as(batch.toString()).isEqualTo("DONE");
    assertThat(batch.path("done").asInt()).isEqualTo(249);
    assertThat(batch.path("failed").asInt()).isZero();
    assertThat(batch.path("counts").valueStream().mapToInt(JsonNode::asInt).sum()).isEqualTo(249);
    assertThat(batch.path("packs").valueStream().mapToInt(p -> p.path("parcels").asInt()).sum())
        .isEqualTo(249);
    assertThat(batch.path("dataVersions").path("contaminated-sites").asLong()).isPositive();
    List<JsonNode> rows = client.results(batch);
    assertThat(rows).hasSize(249);
    for (JsonNode row : rows) {
      JsonNode ofBatch = answer(row.path("check").asString());
      JsonNode alone =
          client
              .post(
                  "/api/checks",
                  SUPPLY.replaceFirst(
                      "\\{",
                      "{\"asOf\":\"%s\",\"parcel\":{\"parcelNo\":\"%s\"},"
                          .formatted(
                              batch.path("asOf").asString(), row.path("parcelNo").asString())))
              .json();
      assertThat(withoutIdentity(ofBatch)).isEqualTo(withoutIdentity(alone));
      assertThat(ofBatch.path("hash")).isEqualTo(alone.path("hash"));
      assertThat(row.path("verdict")).isEqualTo(alone.path("verdict"));
    }
  }

  private JsonNode answer(String check) {
    return JsonMapper.shared()
        .readTree(
            jdbc.queryForObject(
                "select answer::text from parcel_check where id = ?::uuid", String.class, check));
  }

  @Test
  void everyAnswerCanBeReadLikeThatOfASingleCheck() {
    JsonNode batch = client.run("a.csv", bytes("宗地代码\n" + parcels.get(0)), SUPPLY);
    String check = client.results(batch).get(0).path("check").asString();

    JsonNode answer = client.get("/api/checks/" + check).json();

    assertThat(answer).isEqualTo(answer(check));
    assertThat(answer.path("asOf")).isEqualTo(batch.path("asOf"));
    assertThat(answer.path("parcel").path("parcelNo").asString()).isEqualTo(parcels.get(0));
  }

  @Test
  void stageUsesAndSurveyComeFromColumns() {
    List<JsonNode> expected = SampleFiles.expectedChecks().path("checks").valueStream().toList();
    String table =
        "序号,不动产单元号,办理阶段,XZYTDM,规划用途,调查状态,行业代码,是否重点项目,修复项目\n"
            + expected.stream()
                .map(check -> check.path("request"))
                .map(
                    r ->
                        Stream.of(
                                "1",
                                r.at("/parcel/parcelNo").asString(),
                                // P01 by its Chinese title, the others by name
                                r.path("stage").asString().equals("SUPPLY")
                                    ? "供应"
                                    : r.path("stage").asString(),
                                r.path("currentUse").asString(),
                                r.path("plannedUse").asString(),
                                r.path("survey").asString().equals("NONE")
                                    ? "未调查"
                                    : r.path("survey").asString(),
                                "C1391",
                                "否",
                                "N")
                            .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n"));

    JsonNode batch = client.run("地块.csv", bytes(table), "{\"columns\": {\"stage\": \"办理阶段\"}}");

    assertThat(batch.path("failed").asInt()).as(batch.toString()).isZero();
    assertThat(batch.path("unmapped").path(0).asString()).isEqualTo("序号");
    List<JsonNode> results = client.results(batch);
    for (int i = 0; i < expected.size(); i++) {
      JsonNode row = results.get(i);
      assertThat(row.path("verdict")).as(row.toString()).isEqualTo(expected.get(i).path("verdict"));
      assertThat(row.path("incomplete")).isEqualTo(expected.get(i).path("incomplete"));
      assertThat(row.path("clearAreaSquareMetres").asDouble())
          .isCloseTo(expected.get(i).path("clearAreaSquareMetres").asDouble(), within(0.1));
    }
    assertThat(results.get(0).path("worstRules").toString())
        .contains("listed-site-sensitive-use", "listed-site-procedures");
  }

  @Test
  void aListOfNumbersAloneIsTakenFromTheRegister() {
    String list = parcels.get(1) + "\n130899001001GB99999\n\n" + parcels.get(2) + "\nabc\n";

    JsonNode batch = client.run("numbers.txt", bytes(list), SUPPLY);

    assertThat(batch.path("total").asInt()).as(batch.toString()).isEqualTo(4);
    assertThat(batch.path("done").asInt()).isEqualTo(2);
    assertThat(batch.path("failed").asInt()).isEqualTo(2);
    List<JsonNode> results = client.results(batch);
    assertThat(results.get(0).path("parcelNo").asString()).isEqualTo(parcels.get(1));
    assertThat(results.get(1).path("state").asString()).isEqualTo("FAILED");
    assertThat(results.get(1).at("/problem/code").asString()).isEqualTo("PARCEL_NOT_FOUND");
    assertThat(results.get(1).at("/problem/message").asString()).contains("130899001001GB99999");
    assertThat(results.get(3).at("/problem/code").asString()).isEqualTo("PARCEL_NOT_FOUND");
  }

  @Test
  void resultsAreRefusedOrNamedClearly() {
    assertThat(client.send("a.csv", bytes("宗地代码\n" + parcels.get(0)), "{}").code())
        .isEqualTo("FACT_NOT_UNDERSTOOD"); // no stage, neither for all nor in a column
    assertThat(client.send("a.csv", bytes("甲,乙\n1,2"), SUPPLY).code())
        .isEqualTo("BATCH_WITHOUT_PARCELS");
    assertThat(client.send("a.csv", bytes("宗地代码\n"), SUPPLY).code()).isEqualTo("BATCH_EMPTY");
    assertThat(client.send("a.csv", bytes("宗地代码\n1"), "{\"columns\":{\"stage\":\"没有\"}}").code())
        .isEqualTo("BATCH_COLUMN_NOT_IN_FILE");
    assertThat(client.send("a.csv", bytes("宗地代码\n1"), "{\"columns\":{\"colour\":\"宗地代码\"}}").code())
        .isEqualTo("BATCH_COLUMN_UNKNOWN");
    assertThat(client.get("/api/check-batches/7").code()).isEqualTo("BATCH_NOT_FOUND");
  }

  @Test
  void moreThanAHundredThousandParcelsAreRefused() {
    String numbers =
        IntStream.rangeClosed(0, 100_000)
            .mapToObj("%012dGB00001"::formatted)
            .collect(Collectors.joining("\n"));

    Http.Answer answer = client.send("many.csv", bytes("宗地代码\n" + numbers), SUPPLY);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.code()).isEqualTo("BATCH_TOO_LARGE");
    assertThat(answer.json().path("detail").asString()).contains("100,000");
  }

  @Test
  void theSameKeyGivesTheSameBatch() {
    String key = UUID.randomUUID().toString();
    byte[] file = bytes("宗地代码\n" + parcels.get(3));

    Http.Answer first = client.send("a.csv", file, SUPPLY, "Idempotency-Key", key);
    Http.Answer again = client.send("a.csv", file, SUPPLY, "Idempotency-Key", key);

    assertThat(again.status()).isEqualTo(202);
    assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
    assertThat(client.get("/api/check-batches?limit=1").json().path(0).path("id"))
        .isEqualTo(first.json().path("id"));
    client.end(first.json().path("id").asString());
  }

  @Test
  void onlyOfficersStartBatchesAndEverybodyReadsThem() {
    JsonNode batch = client.run("a.csv", bytes("宗地代码\n" + parcels.get(4)), SUPPLY);
    client.post(
        "/api/users",
        """
        {"username":"batch-reader","displayName":"查阅员","department":"ECOLOGY","roles":["READER"],
         "password":"a long enough word 7"}""");
    String reader = Http.basic("batch-reader", "a long enough word 7");
    Http http = new Http(port);

    Http.Answer refused = client.send("a.csv", bytes("宗地代码\n1"), SUPPLY, "Authorization", reader);
    Http.Answer results = http.get(BatchClient.path(batch, "json"), "Authorization", reader);
    Http.Answer cancel =
        http.send(
            "DELETE",
            "/api/check-batches/" + batch.path("id").asString(),
            "",
            "Authorization",
            reader);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("ROLE_MISSING");
    assertThat(results.status()).isEqualTo(200);
    assertThat(cancel.status()).isEqualTo(403);
    assertThat(client.delete(batch.path("id").asString()).code()).isEqualTo("BATCH_FINISHED");
  }

  @Test
  void theWorkbookHasParcelsFindingsAndTheMatrix() throws Exception {
    JsonNode p01 = SampleFiles.expectedChecks().at("/checks/0");
    String number = p01.at("/request/parcel/parcelNo").asString();
    JsonNode batch =
        client.run(
            "a.csv",
            bytes("宗地代码,规划用途,survey\n" + number + ",0701,DETAILED\nabc,0701,DETAILED"),
            SUPPLY);

    try (ReadableWorkbook workbook =
        new ReadableWorkbook(new ByteArrayInputStream(client.file(batch, "xlsx")))) {
      assertThat(workbook.getSheets().map(sheet -> sheet.getName()))
          .containsExactly("地块", "核查发现", "冲突矩阵");
      List<Row> rows = workbook.getSheet(0).orElseThrow().read();
      assertThat(rows).hasSize(3);
      Map<String, String> cells = cells(rows.get(0), rows.get(1));
      assertThat(cells).containsEntry("宗地代码", number).containsEntry("结论", "禁止");
      assertThat(Double.parseDouble(cells.get("面积（平方米）")))
          .isCloseTo(p01.path("parcelAreaSquareMetres").asDouble(), within(0.05));
      assertThat(cells(rows.get(0), rows.get(2)))
          .containsEntry("状态", "未能核查")
          .containsEntry("问题代码", "PARCEL_NOT_FOUND");
      List<Row> findings = workbook.getSheet(1).orElseThrow().read();
      assertThat(findings).hasSize(1 + p01.path("findings").size());
      assertThat(cells(findings.get(0), findings.get(1)))
          .containsEntry("宗地代码", number)
          .containsEntry("严重程度", "禁止")
          .containsEntry("图层", "疑似及污染地块")
          .containsKeys("依据", "处置要求", "重叠面积（平方米）");
      List<Row> matrix = workbook.getSheet(2).orElseThrow().read();
      Map<String, String> line = cells(matrix.get(0), matrix.get(1));
      assertThat(line.entrySet())
          .anyMatch(
              cell ->
                  cell.getKey().endsWith("(listed-site-sensitive-use)")
                      && cell.getValue().equals("禁止"));
      assertThat(cells(matrix.get(0), matrix.get(2))).containsEntry("结论", "未能核查");
    }
  }

  /**
   * The chunk with record 150 has to wait for a lock; the others are stored. The service stops, and
   * the database ends the transaction that waits.
   */
  @Test
  void aBatchThatWasBrokenOffGoesOnWhereItStood() throws Exception {
    workers.stop();
    String id;
    try (Connection blocker = database.getConnection();
        Statement statement = blocker.createStatement()) {
      id = client.accept("a.csv", bytes("宗地代码\n" + String.join("\n", parcels)), SUPPLY);
      blocker.setAutoCommit(false);
      statement.execute(
          "insert into check_batch_row (batch, record, problem) values ('%s', 150, 'BLOCKED_HERE')"
              .formatted(id));
      StopSignal signal = new StopSignal();
      CompletableFuture<Void> work =
          CompletableFuture.runAsync(() -> runner.run(UUID.fromString(id), signal));
      // chunks of 249 / 3 cores rows at the most, of 20 at the least: record 1 is in another one
      await().atMost(Duration.ofSeconds(30)).until(() -> count(id) > 0 && waiting() > 0);
      signal.stop(StopSignal.Reason.SERVICE_STOPPED);
      work.get();
      jdbc.queryForList(
          "select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock' and query like 'copy check_batch_row%'");
      await().atMost(Duration.ofSeconds(30)).until(() -> waiting() == 0);
      blocker.rollback();
    }
    JsonNode broken = client.batch(id);
    assertThat(broken.path("state").asString()).isEqualTo("RUNNING");
    assertThat(broken.path("done").asLong()).isEqualTo(count(id)).isBetween(1L, 248L);
    long before = jdbc.queryForObject("select count(*) from parcel_check", Long.class);

    workers.start();

    JsonNode batch = client.end(id);
    assertThat(batch.path("state").asString()).as(batch.toString()).isEqualTo("DONE");
    assertThat(batch.path("done").asLong()).isEqualTo(249);
    assertThat(count(id)).isEqualTo(249);
    // nothing was judged twice
    long after = jdbc.queryForObject("select count(*) from parcel_check", Long.class);
    assertThat(after - before).isEqualTo(249 - broken.path("done").asLong());
    assertThat(batch.path("dataVersions")).isEqualTo(broken.path("dataVersions"));
  }

  @Test
  void aBatchAtWorkCanBeCancelledAndKeepsItsResults() throws Exception {
    String id;
    try (Connection blocker = database.getConnection();
        Statement statement = blocker.createStatement()) {
      blocker.setAutoCommit(false);
      statement.execute("lock table check_batch_row in share mode");
      id = client.accept("a.csv", bytes("宗地代码\n" + String.join("\n", parcels)), SUPPLY);
      await().atMost(Duration.ofSeconds(30)).until(() -> waiting() > 0);
      assertThat(client.delete(id).status()).isEqualTo(202);
      assertThat(client.end(id).path("state").asString()).isEqualTo("CANCELLED");
      blocker.rollback();
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> waiting() == 0);
    // what waited was not stored after the end
    assertThat(client.batch(id).path("done").asLong()).isEqualTo(count(id));
    assertThat(client.results(client.batch(id))).hasSize((int) count(id));
  }

  private long count(String batch) {
    return jdbc.queryForObject(
        "select count(*) from check_batch_row where batch = ?::uuid", Long.class, batch);
  }

  private long waiting() {
    return jdbc.queryForObject(
        "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like 'copy check_batch_row%' and datname = current_database()",
        Long.class);
  }

  private static JsonNode withoutIdentity(JsonNode answer) {
    ObjectNode node = (ObjectNode) answer.deepCopy();
    node.remove(List.of("id", "evaluatedAt"));
    return node;
  }

  private static Map<String, String> cells(Row head, Row row) {
    return row.stream()
        .filter(cell -> cell != null && !cell.getText().isEmpty())
        .collect(Collectors.toMap(c -> head.getCell(c.getColumnIndex()).getText(), Cell::getText));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
