package org.jingtu.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jingtu.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

class AuditTrailDbTest {

  private static final Actor CLERK =
      new Actor(7, "clerk", "测试员", Departments.ECOLOGY, null, Set.of(Roles.EDITOR));

  private TestDatabase database;
  private JdbcClient jdbc;
  private TransactionTemplate transaction;
  private AuditTrail trail;
  private AuditSealer sealer;
  private final Actors actors = new Actors();

  @BeforeEach
  void open() {
    database = TestDatabase.create();
    DataSource source = database.dataSource();
    jdbc = JdbcClient.create(source);
    JdbcTransactionManager manager = new JdbcTransactionManager(source);
    transaction = new TransactionTemplate(manager);
    trail = new AuditTrail(jdbc, actors, JsonMapper.shared());
    sealer = new AuditSealer(jdbc, manager);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void record(String subject) {
    actors.as(
        CLERK,
        () ->
            transaction.executeWithoutResult(
                status -> trail.record("TESTED", subject, Map.of("名称", "甲", "n", 1))));
  }

  /** As a superuser behind the service's back would. */
  private void tamper(String sql) {
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql("set local session_replication_role = replica").update();
          jdbc.sql(sql).update();
        });
  }

  private long count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }

  @Test
  void entryGoesWithTheTransactionOfItsDeed() {
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      trail.record("TESTED", "a", Map.of());
                      throw new IllegalArgumentException("the deed failed");
                    }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(count("audit_entry")).isZero();
    assertThatThrownBy(() -> trail.record("TESTED", "a", Map.of()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void entryNamesItsActor() {
    record("parcels/1");

    assertThat(
            jdbc.sql("select username || ' ' || department || ' ' || subject from audit_entry")
                .query(String.class)
                .single())
        .isEqualTo("clerk ECOLOGY parcels/1");
  }

  @Test
  void databaseRefusesToChangeOrDelete() {
    record("a");
    sealer.sealAll();

    for (String sql :
        List.of(
            "update audit_entry set subject = 'b'",
            "delete from audit_entry",
            "truncate audit_entry cascade",
            "update audit_seal set entry = entry",
            "delete from audit_seal",
            "truncate audit_seal")) {
      assertThatThrownBy(() -> jdbc.sql(sql).update())
          .as(sql)
          .hasStackTraceContaining("append-only");
    }
  }

  @Test
  void sealsEveryCommittedEntryOnce() {
    for (int i = 0; i < 3; i++) {
      record("s" + i);
    }
    sealer.sealAll();
    sealer.sealAll();

    assertThat(count("audit_seal")).isEqualTo(3);
    assertThat(count("audit_unsealed")).isZero();
    AuditVerdict verdict = trail.verify();
    assertThat(verdict.intact()).isTrue();
    assertThat(verdict.sequence()).isEqualTo(3);
  }

  @Test
  void entryThatCommitsLateIsSealedAfterThoseWithHigherIds() throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<?> slow =
          other.submit(
              () ->
                  transaction.executeWithoutResult(
                      status -> {
                        trail.record("TESTED", "slow", Map.of());
                        written.countDown();
                        await(go);
                      }));
      await(written);
      record("fast");
      sealer.sealAll();
      go.countDown();
      slow.get();
      sealer.sealAll();
    } finally {
      go.countDown();
      other.shutdownNow();
    }

    assertThat(
            jdbc.sql(
                    """
                    select e.subject from audit_seal s join audit_entry e on e.id = s.entry
                    order by s.sequence
                    """)
                .query(String.class)
                .list())
        .containsExactly("fast", "slow");
    assertThat(trail.verify().intact()).isTrue();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void findsTheEntryThatWasChanged() {
    sealFive();
    long third = entryAt(3);

    tamper("update audit_entry set details = '{\"n\": 2}' where id = " + third);

    assertBroken(third, AuditVerdict.ENTRY_CHANGED, 2);
  }

  @Test
  void findsTheEntryThatWasDeleted() {
    sealFive();
    long third = entryAt(3);

    tamper("delete from audit_entry where id = " + third);

    assertBroken(third, AuditVerdict.ENTRY_MISSING, 2);
  }

  @Test
  void findsTheLinkThatWasDeleted() {
    sealFive();
    long third = entryAt(3);
    long fourth = entryAt(4);

    tamper("delete from audit_seal where entry = " + third);

    assertBroken(fourth, AuditVerdict.SEAL_MISSING, 2);
  }

  @Test
  void findsTheEntryThatWasSmuggledIn() {
    sealFive();
    tamper(
        """
        insert into audit_entry (actor, username, department, action, subject)
        values (7, 'clerk', 'ECOLOGY', 'TESTED', 'smuggled')
        """);
    long smuggled = jdbc.sql("select max(id) from audit_entry").query(Long.class).single();

    assertBroken(smuggled, AuditVerdict.NOT_SEALED, 5);
  }

  /** Without the service, as {@code ./jingtu audit verify} does it. */
  @Test
  void commandNamesTheFirstBrokenEntry() {
    sealFive();
    assertThat(command()).startsWith("0 ").contains("intact", "5 entries");

    long third = entryAt(3);
    tamper("update audit_entry set username = 'somebody' where id = " + third);

    assertThat(command()).startsWith("1 ").contains("ENTRY_CHANGED", "first broken entry " + third);
    assertThat(command("--head", "x")).startsWith("2 ").contains("usage");
  }

  /** A superuser who computes the chain anew, or cuts off its end, does not know the log. */
  @Test
  void commandFindsWhatTheLoggedHeadContradicts() {
    sealFive();
    AuditVerdict then = trail.verify();
    String head = then.sequence() + ":" + then.hash();
    assertThat(command("--head", head)).startsWith("0 ");
    assertThat(command("--head", "4:" + then.hash())).startsWith("1 ").contains("CHAIN_REWRITTEN");

    long fifth = entryAt(5);
    tamper("delete from audit_seal where entry = " + fifth);
    tamper("delete from audit_entry where id = " + fifth);

    assertThat(command()).startsWith("0 ");
    assertThat(command("--head", head)).startsWith("1 ").contains("CHAIN_CUT");
  }

  private String command(String... arguments) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int status =
        AuditCheck.run(
            arguments,
            Map.of(
                "SPRING_DATASOURCE_URL", database.jdbcUrl(),
                "SPRING_DATASOURCE_USERNAME", database.username(),
                "SPRING_DATASOURCE_PASSWORD", database.password()),
            new PrintStream(said, true, StandardCharsets.UTF_8));
    return status + " " + said.toString(StandardCharsets.UTF_8);
  }

  private void sealFive() {
    for (int i = 1; i <= 5; i++) {
      record("s" + i);
    }
    sealer.sealAll();
    assertThat(trail.verify().intact()).isTrue();
  }

  private long entryAt(long sequence) {
    return jdbc.sql("select entry from audit_seal where sequence = :s")
        .param("s", sequence)
        .query(Long.class)
        .single();
  }

  private void assertBroken(long entry, String flaw, long lastGood) {
    AuditVerdict verdict = trail.verify();
    assertThat(verdict.intact()).isFalse();
    assertThat(verdict.flaw()).isEqualTo(flaw);
    assertThat(verdict.brokenEntry()).isEqualTo(entry);
    assertThat(verdict.sequence()).isEqualTo(lastGood);
  }
}
