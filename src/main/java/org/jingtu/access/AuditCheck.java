package org.jingtu.access;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.jingtu.access.AuditVerifier.Head;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Verifies the audit trail of a database without the service: {@code ./jingtu audit verify}. The
 * database is that of {@code SPRING_DATASOURCE_URL}, {@code …_USERNAME} and {@code …_PASSWORD}.
 *
 * <p>Exit status: 0 intact, 1 tampered with, 2 not verified.
 */
public final class AuditCheck {

  private AuditCheck() {}

  /**
   * Verifies, and ends the process with the status.
   *
   * @param arguments none, or {@code --head SEQUENCE:HASH} as the service once logged it
   */
  public static void main(String[] arguments) {
    PrintStream console =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.exit(run(arguments, System.getenv(), console));
  }

  static int run(String[] arguments, Map<String, String> environment, PrintStream out) {
    try (Connection connection =
        DriverManager.getConnection(
            environment.getOrDefault("SPRING_DATASOURCE_URL", ""),
            environment.get("SPRING_DATASOURCE_USERNAME"),
            environment.get("SPRING_DATASOURCE_PASSWORD"))) {
      AuditVerdict verdict = verify(connection, head(arguments));
      tell(verdict, out);
      return verdict.intact() ? 0 : 1;
    } catch (SQLException | RuntimeException e) {
      out.println("审计记录没有校验。 The audit trail was not verified: " + e.getMessage());
      return 2;
    }
  }

  /** In one snapshot, so that a service at work does not disturb. */
  private static AuditVerdict verify(Connection connection, @Nullable Head head)
      throws SQLException {
    connection.setReadOnly(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setAutoCommit(false);
    JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    return new AuditVerifier(new AuditStore(jdbc)).verify(head);
  }

  private static void tell(AuditVerdict verdict, PrintStream out) {
    if (verdict.intact()) {
      out.println(
          "审计记录完整。 The audit trail is intact: %d entries, hash %s"
              .formatted(verdict.sequence(), verdict.hash()));
      return;
    }
    out.println(
        "审计记录被改动：%s。 The audit trail was tampered with: %s"
            .formatted(verdict.flaw(), verdict.flaw()));
    out.println(
        "    first broken entry %s; the %d sealed before it are right, hash %s"
            .formatted(
                verdict.brokenEntry() == null ? "none, the end is gone" : verdict.brokenEntry(),
                verdict.sequence(),
                verdict.hash()));
  }

  private static @Nullable Head head(String[] arguments) {
    if (arguments.length == 0) {
      return null;
    }
    String[] parts = arguments.length == 2 ? arguments[1].split(":", 2) : new String[0];
    if (!arguments[0].equals("--head") || parts.length != 2 || !parts[0].matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException("usage: audit verify [--head SEQUENCE:HASH]");
    }
    return new Head(Long.parseLong(parts[0]), parts[1]);
  }
}
