package org.jingtu.support;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jingtu.database.TestDatabase;

/**
 * Gates in the database at which a running service stops: triggers that wait for a lock which the
 * test holds. So a test can kill the service exactly there.
 */
public final class Gates implements AutoCloseable {

  private static final int CLASS = 0x4A54;

  private final TestDatabase database;
  private final Map<String, Integer> numbers = new HashMap<>();
  private Connection keeper;

  /** Gates of this database. */
  public Gates(TestDatabase database) {
    this.database = database;
    database.execute(
        """
        create function wait_at_gate() returns trigger language plpgsql as $$
        begin
          perform pg_advisory_xact_lock_shared(%d, tg_argv[0]::int);
          return new;
        end $$
        """
            .formatted(CLASS));
  }

  /**
   * Closes a gate before a row is written: whoever is killed there has done nothing.
   *
   * @param event such as {@code update on subscription}
   * @param condition on {@code new} and, for updates, {@code old}
   */
  public void closeBefore(String name, String event, String condition) {
    shut("create trigger " + name + " before " + event, name, condition);
  }

  /**
   * Closes a gate within the commit: whoever is killed there has done it, since the database goes
   * on alone, but never heard of it.
   */
  public void closeInCommit(String name, String event, String condition) {
    shut(
        "create constraint trigger " + name + " after " + event + " deferrable initially deferred",
        name,
        condition);
  }

  private void shut(String trigger, String name, String condition) {
    int number = numbers.size() + 1;
    numbers.put(name, number);
    keep("select pg_advisory_lock(%d, %d)".formatted(CLASS, number));
    database.execute(
        "%s for each row when (%s) execute function wait_at_gate(%d)"
            .formatted(trigger, condition, number));
  }

  /** Returns once somebody stands at the gate. */
  public void awaitArrival(String name) {
    Awaitility.await(name)
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> count(name) > 0);
  }

  private int count(String name) {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rs =
            statement.executeQuery("select count(*) from (" + waiting(name) + ") waiting")) {
      rs.next();
      return rs.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String waiting(String name) {
    return "select pid from pg_locks where locktype = 'advisory' and not granted and classid = %d and objid = %d"
        .formatted(CLASS, numbers.get(name));
  }

  /**
   * Whoever stands at the gate fails there, as if the connection had broken before the statement.
   */
  public void turnAway(String name) {
    database.execute("select pg_terminate_backend(pid) from (" + waiting(name) + ") waiting");
  }

  /** Opens every gate and takes them down; returns once all who stood there have gone on. */
  public void openAll() {
    keep("select pg_advisory_unlock_all()");
    Awaitility.await("gates")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              for (String name : numbers.keySet()) {
                if (count(name) > 0) {
                  return false;
                }
              }
              return true;
            });
    database.execute(
        """
        do $$ declare gate record; begin
          for gate in select t.tgname, t.tgrelid::regclass as at from pg_trigger t
                      join pg_proc p on p.oid = t.tgfoid where p.proname = 'wait_at_gate' loop
            execute format('drop trigger %I on %s', gate.tgname, gate.at);
          end loop;
        end $$
        """);
    numbers.clear();
  }

  private void keep(String sql) {
    try {
      if (keeper == null) {
        keeper = database.dataSource().getConnection();
      }
      try (Statement statement = keeper.createStatement()) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    if (keeper != null) {
      keeper.close();
    }
  }
}
