package org.jingtu.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;

/**
 * The PostgreSQL server that the tests of this run share, and its superuser.
 *
 * @param urlPrefix JDBC URL up to the database name
 * @param maintenanceDatabase database to connect to in order to create and drop others
 * @param urlSuffix what follows the database name in the URL, such as {@code ?ssl=true}, or empty
 */
record TestServer(
    String urlPrefix,
    String maintenanceDatabase,
    String urlSuffix,
    String username,
    String password,
    Runnable shutdown) {

  private static final System.Logger LOG = System.getLogger(TestServer.class.getName());
  private static final Pattern URL = Pattern.compile("(jdbc:postgresql:(?://[^/]*/)?)([^?]+)(.*)");

  private static @Nullable TestServer instance;
  private static @Nullable String refusal;

  /** The one server of this run; found and started at the first call. */
  static synchronized TestServer get() {
    if (refusal != null) {
      throw new AssertionError(refusal);
    }
    if (instance == null) {
      instance = find(System.getenv());
      // After every Spring context is closed: until then their pools need the server.
      SpringApplication.getShutdownHandlers().add(TestServer::end);
    }
    return instance;
  }

  private static void end() {
    TestDatabase.closeAll();
    if (instance != null) {
      instance.shutdown.run();
    }
  }

  private static TestServer find(Map<String, String> environment) {
    String url = environment.get("JINGTU_TEST_DATABASE_URL");
    if (url != null && !url.isBlank()) {
      LOG.log(System.Logger.Level.INFO, "Test databases on JINGTU_TEST_DATABASE_URL");
      return of(
          url,
          environment.getOrDefault("JINGTU_TEST_DATABASE_USERNAME", "postgres"),
          environment.getOrDefault("JINGTU_TEST_DATABASE_PASSWORD", ""),
          () -> {});
    }
    List<String> reasons = new ArrayList<>();
    Optional<TestServer> found = ContainerServer.find(reasons).or(() -> LocalCluster.find(reasons));
    if (found.isPresent()) {
      return found.get();
    }
    refusal =
        """
        Database tests need PostgreSQL (13 or newer) with PostGIS, and none could be had:
          - JINGTU_TEST_DATABASE_URL is not set
          - %s
        Run the tests with ./jingtu test, which installs what is missing, or do one of:
          Debian, Ubuntu:  apt-get install postgresql postgresql-postgis
          Fedora, RHEL:    dnf install postgresql-server postgis
          macOS:           brew install postgresql@17 postgis
          anywhere:        start Docker
        """
            .formatted(String.join("\n  - ", reasons));
    throw new AssertionError(refusal);
  }

  /** A server by the JDBC URL of any database on it. */
  static TestServer of(String jdbcUrl, String username, String password, Runnable shutdown) {
    Matcher parts = URL.matcher(jdbcUrl);
    if (!parts.matches()) {
      throw new AssertionError("not a JDBC URL like jdbc:postgresql://host:5432/name: " + jdbcUrl);
    }
    return new TestServer(
        parts.group(1), parts.group(2), parts.group(3), username, password, shutdown);
  }

  String jdbcUrl(String database) {
    return urlPrefix + database + urlSuffix;
  }

  void execute(String sql) {
    try (Connection connection =
            DriverManager.getConnection(jdbcUrl(maintenanceDatabase), username, password);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("on the test server: " + sql, e);
    }
  }
}
