package org.jingtu.exchange;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * The row of a COPY that broke a constraint of the table, as PostgreSQL reports it: constraints
 * over several attributes are known to the database alone.
 *
 * @param line number of the row in the COPY, from 1
 * @param constraint name of the constraint
 */
record RefusedRow(int line, String constraint) {

  private static final Pattern CONTEXT = Pattern.compile("COPY (\\S+), line (\\d+)");

  /** Finds the row, if the failure belongs to a row copied into this table. */
  static Optional<RefusedRow> find(DataIntegrityViolationException failure, String table) {
    if (!(failure.getMostSpecificCause() instanceof PSQLException e)) {
      return Optional.empty();
    }
    ServerErrorMessage message = e.getServerErrorMessage();
    if (message == null || message.getWhere() == null) {
      return Optional.empty();
    }
    Matcher context = CONTEXT.matcher(message.getWhere());
    if (!context.find() || !context.group(1).equals(table)) {
      return Optional.empty();
    }
    String constraint = message.getConstraint();
    return Optional.of(
        new RefusedRow(
            Integer.parseInt(context.group(2)),
            constraint == null ? String.valueOf(message.getMessage()) : constraint));
  }
}
