package org.jingtu.exchange;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jingtu.exchange.ImportJob.Failure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says why a job failed, and leaves the stack trace in the log under an incident id. */
final class Failures {

  private static final Logger log = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  static Failure describe(UUID job, Throwable failure) {
    String incident = UUID.randomUUID().toString();
    log.error("Import {} failed, incident {}", job, incident, failure);
    String code = "UNEXPECTED_FAILURE";
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 20; depth++) {
      if (cause instanceof SQLException e && isAway(e.getSQLState())) {
        code = "DATABASE_LOST";
      } else if (cause instanceof SQLException e && "53100".equals(e.getSQLState())) {
        code = "DATABASE_FULL";
      } else if (cause instanceof IOException && depth == 0) {
        code = "FILE_UNREADABLE";
      } else if (cause instanceof OutOfMemoryError) {
        code = "OUT_OF_MEMORY";
      }
      cause = cause.getCause();
    }
    return new Failure(code, List.of(incident));
  }

  /** Connection lost (class 08) or ended by the server (57P01-57P05). */
  private static boolean isAway(@Nullable String state) {
    return state != null && (state.startsWith("08") || state.startsWith("57P0"));
  }
}
