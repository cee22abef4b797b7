package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.jingtu.JingtuApplication;
import org.jingtu.database.JourneyTest;
import org.jingtu.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * Whatever breaks in the middle of an import, the collection stays as it was and the job says why.
 */
@JourneyTest
@TestPropertySource(properties = "jingtu.test.database=imports")
class ImportFailureJourneyTest {

  private static final String FARMLAND = "collection=farmland-classes";

  @LocalServerPort private int port;
  @Autowired private JdbcTemplate jdbc;
  @Autowired private TestDatabase database;
  @Autowired private WorkFolders folders;
  private ImportClient client;

  @BeforeEach
  void openClient() {
    client = new ImportClient(port);
  }

  @Test
  void aDatabaseSessionThatDiesFailsTheJob() throws SQLException {
    String before = client.stateOf("farmland-classes");
    String id;
    try (Connection blocker = database.dataSource().getConnection();
        Statement statement = blocker.createStatement()) {
      blocker.setAutoCommit(false);
      // the rows of the file are copied, their pieces must wait
      statement.execute("lock table overlay_piece in share mode");
      id = client.accept(FARMLAND, Plots.zip(Plots.row("DIE", "320201", 700)));
      int backend = awaitWaitingBackend(id);
      jdbc.queryForObject("select pg_terminate_backend(?)", Boolean.class, backend);
      blocker.rollback();
    }

    JsonNode job = client.end(id);

    assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("FAILED");
    assertThat(job.path("failure").path("code").asString()).isEqualTo("DATABASE_LOST");
    assertThat(job.path("failure").path("message").asString()).contains("没有任何数据入库", "图层保持原样");
    assertThat(client.stateOf("farmland-classes")).isEqualTo(before);
    org.awaitility.Awaitility.await()
        .untilAsserted(() -> assertThat(folders.folder(UUID.fromString(id))).doesNotExist());
    assertThat(countOf("DIE-0")).isZero();
    // and the collection can be written again
    assertThat(
            client
                .load(FARMLAND, Plots.zip(Plots.row("DIE", "320201", 700)))
                .path("state")
                .asString())
        .isEqualTo("COMMITTED");
  }

  @Test
  void aJobAtWorkCanBeCancelled() throws SQLException {
    String before = client.stateOf("farmland-classes");
    String id;
    try (Connection blocker = database.dataSource().getConnection();
        Statement statement = blocker.createStatement()) {
      blocker.setAutoCommit(false);
      statement.execute("lock table overlay_piece in share mode");
      id = client.accept(FARMLAND, Plots.zip(Plots.row("CAN", "320202", 5000)));
      awaitWaitingBackend(id);
      // readers are not blocked by the import
      assertThat(client.get("/api/collections/farmland-classes/features?limit=1").status())
          .isEqualTo(200);
      assertThat(client.send("DELETE", "/api/imports/" + id).status()).isEqualTo(202);
      blocker.rollback();
    }

    assertThat(client.end(id).path("state").asString()).isEqualTo("CANCELLED");
    assertThat(client.stateOf("farmland-classes")).isEqualTo(before);
  }

  @Test
  void theNextStartFailsWhatWasAtWorkAndGoesOnWithWhatWaited() throws IOException {
    try (TestDatabase other = TestDatabase.create()) {
      String reading = insertJob(other, "READING");
      String committing = insertJob(other, "COMMITTING");
      String lost = insertJob(other, "QUEUED");
      String waiting;
      Path forgotten;
      Path work = Files.createTempDirectory("jingtu-work");
      try (ConfigurableApplicationContext first = start(other, work)) {
        waiting = insertJob(other, "QUEUED");
        WorkFolders there = first.getBean(WorkFolders.class);
        Files.write(
            there.create(UUID.fromString(waiting)).resolve("upload"),
            Plots.zip(Plots.row("WAIT", "320203", 4)));
        forgotten = there.create(UUID.randomUUID());
      }
      try (ConfigurableApplicationContext second = start(other, work)) {
        ImportJobStore jobs = second.getBean(ImportJobStore.class);
        assertThat(find(jobs, reading).failure().code()).isEqualTo("SERVICE_STOPPED");
        assertThat(find(jobs, committing).failure().code()).isEqualTo("SERVICE_STOPPED");
        assertThat(find(jobs, lost).failure().code()).isEqualTo("FILE_LOST");
        assertThat(forgotten).doesNotExist();
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> find(jobs, waiting).state() == ImportState.COMMITTED);
        assertThat(
                second
                    .getBean(JdbcTemplate.class)
                    .queryForObject("select count(*) from farmland_classes", Long.class))
            .isEqualTo(4);
        ImportTexts texts = second.getBean(ImportTexts.class);
        assertThat(
                texts.message(find(jobs, reading).failure(), java.util.Locale.SIMPLIFIED_CHINESE))
            .contains("服务停止", "没有任何数据入库");
      }
    }
  }

  private static ImportJob find(ImportJobStore jobs, String id) {
    return jobs.find(UUID.fromString(id)).orElseThrow();
  }

  private static ConfigurableApplicationContext start(TestDatabase database, Path work) {
    return new SpringApplicationBuilder(JingtuApplication.class)
        .run(
            "--server.port=0",
            "--spring.datasource.url=" + database.jdbcUrl(),
            "--spring.datasource.username=" + database.username(),
            "--spring.datasource.password=" + database.password(),
            "--jingtu.work-folder=" + work);
  }

  private static String insertJob(TestDatabase database, String state) {
    String id = UUID.randomUUID().toString();
    database.execute(
        """
        insert into import_job (id, collection, mode, commit_mode, file_name, file_bytes, actor, actor_id, state)
        values ('%s', 'farmland-classes', 'APPEND', 'AUTO', 'plots.zip', 1,
          '{"id": 1, "username": "admin", "displayName": "管理员", "department": "ADMINISTRATION",
            "adcode": null, "roles": ["ADMIN"]}', 1, '%s')
        """
            .formatted(id, state));
    return id;
  }

  /** The database process of a job, once it waits for a lock. */
  private int awaitWaitingBackend(String id) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                jdbc
                    .queryForList(
                        """
                        select pid from pg_stat_activity
                        where application_name = ? and wait_event_type = 'Lock'
                        """,
                        Integer.class,
                        "jingtu import " + id)
                    .stream()
                    .findFirst()
                    .orElse(0),
            pid -> pid > 0);
  }

  private long countOf(String code) {
    return jdbc.queryForObject(
        "select count(*) from farmland_classes where code = ?", Long.class, code);
  }
}
