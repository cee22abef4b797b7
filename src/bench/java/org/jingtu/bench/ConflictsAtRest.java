package org.jingtu.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.jingtu.database.DurableCluster;

/**
 * Waits for the recomputation of all conflicts that a service begins where the kept county is of a
 * release with other rule packs: it would be measured with everything else.
 */
final class ConflictsAtRest {

  private static final long BEGINS_WITHIN_MILLIS = 2_000;
  private static final int MOST_MINUTES = 60;

  private ConflictsAtRest() {}

  /** Called when a service has just started on this database. */
  static void await(DurableCluster database) throws SQLException, InterruptedException {
    long start = System.nanoTime();
    Thread.sleep(BEGINS_WITHIN_MILLIS);
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      while (isAtWork(statement)) {
        if (TimeUnit.NANOSECONDS.toMinutes(System.nanoTime() - start) >= MOST_MINUTES) {
          throw new IllegalStateException("conflicts are still being computed anew");
        }
        Thread.sleep(500);
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (seconds > 2 * BEGINS_WITHIN_MILLIS / 1e3) {
      System.out.printf("Waited %.0f s for conflicts to be computed by other packs%n", seconds);
    }
  }

  private static boolean isAtWork(Statement statement) throws SQLException {
    try (ResultSet open =
        statement.executeQuery("select 1 from conflict_recomputation where finished_at is null")) {
      return open.next();
    }
  }
}
