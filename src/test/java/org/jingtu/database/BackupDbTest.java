package org.jingtu.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code ./jingtu backup} and {@code restore} from one database into another. */
class BackupDbTest {

  /** A role that owns the target's schema and is no superuser; its name is of this run. */
  private static final String OWNER = "jingtu_restorer_" + ProcessHandle.current().pid();

  @TempDir private Path folder;

  private TestDatabase source;
  private TestDatabase target;

  /** What a run of the launcher came to. */
  private record Run(int status, String said) {}

  @BeforeEach
  void open() {
    source = TestDatabase.create();
    target = TestDatabase.createEmpty();
    source.execute(
        """
        insert into contaminated_sites (since, code, name, adcode, status, geom)
        values (1, 'B-1', E'甲\\n乙', '130899', 'CONFIRMED', st_setsrid(st_point(117.5, 40.5), 4490));
        update dataset set version = 1 where collection = 'contaminated-sites';
        insert into dataset_version (collection, version, actor, origin, inserted)
        values ('contaminated-sites', 1, 'clerk', 'EDIT', 1);
        insert into audit_entry (actor, username, department, action, subject, details)
        values (7, 'clerk', 'ECOLOGY', 'FEATURE_CREATED', 'contaminated-sites/1', '{"名称": "甲"}');
        insert into audit_seal (sequence, entry, previous_hash, hash)
        select 1, id, decode(repeat('00', 32), 'hex'), decode(repeat('ab', 32), 'hex') from audit_entry;
        delete from audit_unsealed
        """);
  }

  @AfterEach
  void close() {
    target.close();
    source.execute("drop role if exists " + OWNER);
    source.close();
  }

  private static Run jingtu(TestDatabase database, String... arguments)
      throws IOException, InterruptedException {
    return run(database, database.username(), database.password(), arguments);
  }

  private static Run run(
      TestDatabase database, String username, String password, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("./jingtu"));
    command.addAll(List.of(arguments));
    Path said = Files.createTempFile("jingtu", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "SPRING_DATASOURCE_URL", database.jdbcUrl() + "?ApplicationName=test",
                "SPRING_DATASOURCE_USERNAME", username,
                "SPRING_DATASOURCE_PASSWORD", password));
    Process process = builder.start();
    assertThat(process.waitFor(Duration.ofMinutes(2).toSeconds(), TimeUnit.SECONDS)).isTrue();
    String text = Files.readString(said);
    Files.delete(said);
    return new Run(process.exitValue(), text);
  }

  /** Every row of every table, as one hash a table. */
  private static Map<String, String> content(TestDatabase database) {
    JdbcClient jdbc = JdbcClient.create(database.dataSource());
    Map<String, String> hashes = new java.util.TreeMap<>();
    for (String table :
        jdbc.sql(
                """
                select tablename from pg_tables
                where schemaname = 'public' and tablename <> 'spatial_ref_sys'
                """)
            .query(String.class)
            .list()) {
      hashes.put(
          table,
          jdbc.sql(
                  "select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from %s t"
                      .formatted(table))
              .query(String.class)
              .single());
    }
    return hashes;
  }

  @Test
  void restoredDatabaseHasEveryRowAndStillGuardsThem() throws Exception {
    Path file = folder.resolve("a.backup");

    Run backup = jingtu(source, "backup", file.toString());
    assertThat(backup.status()).as(backup.said()).isZero();
    target.execute("create role " + OWNER + " login password '" + OWNER + "'");
    target.execute("create extension postgis; alter schema public owner to " + OWNER);
    Run restore = run(target, OWNER, OWNER, "restore", file.toString());
    assertThat(restore.status()).as(restore.said()).isZero();

    assertThat(restore.said()).contains("1 data versions, 1 audit entries");
    assertThat(content(target)).containsKeys("dataset_version", "audit_seal");
    assertThat(content(target)).isEqualTo(content(source));
    assertThatThrownBy(() -> target.execute("delete from audit_entry"))
        .hasStackTraceContaining("append-only");
    assertThatThrownBy(() -> target.execute("delete from contaminated_sites"))
        .hasStackTraceContaining("keeps its history");
    // ids go on where they stopped
    target.execute(
        """
        insert into audit_entry (actor, username, department, action, subject)
        values (7, 'clerk', 'ECOLOGY', 'TESTED', 'after')
        """);
  }

  @Test
  void restoreLeavesADatabaseWithDataAloneUnlessTold() throws Exception {
    Path file = folder.resolve("b.backup");
    assertThat(jingtu(source, "backup", file.toString()).status()).isZero();
    Map<String, String> then = content(source);
    source.execute("insert into department values ('NEW', '新', 'New')");

    Run refused = jingtu(source, "restore", file.toString());
    assertThat(refused.status()).isNotZero();
    assertThat(refused.said()).contains("not empty", "--replace");
    assertThat(content(source)).isNotEqualTo(then);

    Run replaced = jingtu(source, "restore", file.toString(), "--replace");
    assertThat(replaced.status()).as(replaced.said()).isZero();
    assertThat(content(source)).isEqualTo(then);
  }

  /** Half a file, or another, must change nothing. */
  @Test
  void brokenBackupChangesNothing() throws Exception {
    Path file = folder.resolve("c.backup");
    assertThat(jingtu(source, "backup", file.toString()).status()).isZero();
    Map<String, String> then = content(source);
    byte[] whole = Files.readAllBytes(file);
    Path half = folder.resolve("half.backup");
    Files.write(half, java.util.Arrays.copyOf(whole, whole.length * 3 / 4));

    Run broken = jingtu(source, "restore", half.toString(), "--replace");
    assertThat(broken.status()).as(broken.said()).isNotZero();
    assertThat(content(source)).isEqualTo(then);

    Path other = Files.writeString(folder.resolve("other.txt"), "no backup at all");
    assertThat(jingtu(source, "restore", other.toString(), "--replace").said())
        .contains("no backup of Jingtu");
    assertThat(jingtu(source, "backup", file.toString()).said()).contains("exists already");
  }
}
