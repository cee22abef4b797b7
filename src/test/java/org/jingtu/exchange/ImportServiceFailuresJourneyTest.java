package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.jingtu.database.JourneyTest;
import org.jingtu.database.TestDatabase;
import org.jingtu.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What the service, its disks and its database can do to an import, and what the job then says. */
@JourneyTest
@TestPropertySource(properties = "jingtu.test.database=imports")
class ImportServiceFailuresJourneyTest {

  private static final String FARMLAND = "collection=farmland-classes";

  @LocalServerPort private int port;
  @Autowired private JdbcTemplate jdbc;
  @Autowired private TestDatabase database;
  @Autowired private WorkFolders folders;
  @Autowired private ImportProblemStore problems;
  private ImportClient client;

  @BeforeEach
  void openClient() {
    client = new ImportClient(port);
  }

  /** PostgreSQL's own code of a full disk, and one that nobody foresaw. */
  @ParameterizedTest
  @CsvSource({"53100, DATABASE_FULL, 磁盘已满", "XX000, UNEXPECTED_FAILURE, 事故编号"})
  void whatTheDatabaseSaysInTheMiddleFailsTheJob(String state, String code, String message) {
    String before = client.stateOf("farmland-classes");
    jdbc.execute(
        """
        create function refuse_one() returns trigger language plpgsql as $$
        begin
          if new.code = 'DISK-450' then raise exception 'no' using errcode = '%s'; end if;
          return new;
        end $$
        """
            .formatted(state));
    jdbc.execute(
        "create trigger refuse_one before insert on farmland_classes for each row execute function refuse_one()");
    JsonNode job;
    try {
      job = client.load(FARMLAND, Plots.zip(Plots.row("DISK", "320241", 600)));
    } finally {
      jdbc.execute("drop trigger refuse_one on farmland_classes");
      jdbc.execute("drop function refuse_one()");
    }

    assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("FAILED");
    assertThat(job.at("/failure/code").asString()).isEqualTo(code);
    assertThat(job.at("/failure/message").asString()).contains(message, "没有任何数据入库");
    assertThat(client.stateOf("farmland-classes")).isEqualTo(before);
  }

  /** Somebody tidies the work folder while a checked file waits to be registered. */
  @Test
  void aFileThatIsGoneFailsTheJob() throws Exception {
    byte[] file = Plots.zip(Plots.row("GONE", "320241", 3));
    String id = client.load(FARMLAND + "&commit=manual", file).path("id").asString();
    Files.delete(folders.file(UUID.fromString(id)));

    client.send("POST", "/api/imports/" + id + "/commit");

    JsonNode job = client.end(id);
    for (int i = 0; i < 100 && job.path("state").asString().equals("CHECKED"); i++) {
      job = client.end(id);
    }
    assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("FAILED");
    assertThat(job.at("/failure/code").asString()).isEqualTo("FILE_UNREADABLE");
    assertThat(job.at("/failure/message").asString()).contains("没有任何数据入库");
  }

  @Test
  void theQueueHasALimit() {
    // 100 is the default of jingtu.imports.queue
    jdbc.update(
        """
        insert into import_job (id, collection, mode, commit_mode, file_name, file_bytes, actor, actor_id, state)
        select gen_random_uuid(), 'parcels', 'APPEND', 'AUTO', 'waiting.zip', 1,
          '{"id": 1, "username": "admin", "displayName": "管理员", "department": "ADMINISTRATION",
            "adcode": null, "roles": ["ADMIN"]}', 1, 'QUEUED' from generate_series(1, 100)
        """);
    try {
      Http.Answer refused =
          client.upload(FARMLAND, Plots.zip(Plots.row("FULL", "320242", 1)), List.of());

      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.code()).isEqualTo("IMPORT_QUEUE_FULL");
      assertThat(refused.json().path("detail").asString()).contains("100", "jingtu.imports.queue");
    } finally {
      jdbc.update("delete from import_job where file_name = 'waiting.zip'");
    }
    assertThat(
            client
                .load(FARMLAND, Plots.zip(Plots.row("FULL", "320242", 1)))
                .path("state")
                .asString())
        .isEqualTo("COMMITTED");
  }

  /** The first holds the collection; the second waits for it, and is taken back. */
  @Test
  void aJobThatWaitsIsCancelledAtOnce() throws SQLException {
    String first;
    String second;
    try (Connection blocker = database.dataSource().getConnection();
        Statement statement = blocker.createStatement()) {
      blocker.setAutoCommit(false);
      statement.execute("lock table overlay_piece in share mode");
      first = client.accept(FARMLAND, Plots.zip(Plots.row("FST", "320243", 600)));
      second = client.accept(FARMLAND, Plots.zip(Plots.row("SND", "320243", 600)));

      Http.Answer cancelled = client.send("DELETE", "/api/imports/" + second);

      assertThat(cancelled.status()).isEqualTo(200);
      assertThat(cancelled.json().path("state").asString()).isEqualTo("CANCELLED");
      assertThat(folders.folder(UUID.fromString(second))).doesNotExist();
      blocker.rollback();
    }
    assertThat(client.end(first).path("state").asString()).isEqualTo("COMMITTED");
    assertThat(
            jdbc.queryForObject(
                "select count(*) from farmland_classes where adcode = '320243'", Long.class))
        .isEqualTo(600);
    assertThat(client.send("DELETE", "/api/imports/" + second).code()).isEqualTo("IMPORT_FINISHED");
  }

  /** An array that no machine has room for. */
  @Test
  void memoryThatIsNotThereHasItsCode() {
    Throwable failure = null;
    try {
      assertThat(new long[Integer.MAX_VALUE]).isEmpty();
    } catch (OutOfMemoryError e) {
      failure = new IllegalStateException(e);
    }
    assertThat(Failures.codeOf(failure)).isEqualTo("OUT_OF_MEMORY");
  }

  @Test
  void ofTooManyProblemsTheFirstAreStoredAndAllAreCounted() {
    byte[] file = "DKBM,wkt\n".getBytes(StandardCharsets.UTF_8);
    UUID job = UUID.fromString(client.load(FARMLAND, file).path("id").asString());
    problems.clear(job);
    ProblemRecorder recorder = new ProblemRecorder(problems, job, 10);

    for (int i = 1; i <= 25; i++) {
      recorder.add(
          new ImportProblem(
              Severity.ERROR, "ZERO_AREA", (long) i, null, null, List.of(), null, null, null));
    }
    recorder.flush();

    List<ImportProblem> stored = problems.list(job, 100);
    assertThat(stored).hasSize(11);
    assertThat(stored.get(9).record()).isEqualTo(10);
    assertThat(stored.get(10).code()).isEqualTo("PROBLEMS_NOT_ALL_STORED");
    assertThat(stored.get(10).arguments().toString()).contains("10");
    assertThat(recorder.counts()).containsEntry("ZERO_AREA", 25L);
    assertThat(recorder.errors()).isEqualTo(25);
  }
}
