package org.jingtu.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A fresh PostGIS database with every migration applied, for one test or test class.
 *
 * <pre>{@code
 * static final TestDatabase database = TestDatabase.create();
 *
 * @AfterAll
 * static void drop() {
 *   database.close();
 * }
 * }</pre>
 *
 * <p>The server is found once a run, in this order: {@code JINGTU_TEST_DATABASE_URL} (with {@code
 * …_USERNAME} and {@code …_PASSWORD}; the role must be a superuser), Docker, the PostgreSQL with
 * PostGIS installed on this machine, started as a private cluster in a temporary folder. Where none
 * can be had, {@link #create()} throws an error with the reasons and the command to run: a database
 * test is never skipped. The migrations of {@code classpath:db/migration} run once, into a
 * template; a database is a clone of it, some tenths of a second.
 *
 * <p>Databases that are not closed are dropped when the run ends. For a test with a Spring context
 * see {@link DatabaseTest} and {@link JourneyTest}.
 */
public final class TestDatabase implements AutoCloseable {

  private static final String PREFIX = "jingtu_test_" + ProcessHandle.current().pid() + "_";
  private static final AtomicInteger COUNTER = new AtomicInteger();
  private static final Set<TestDatabase> OPEN = ConcurrentHashMap.newKeySet();
  private static @Nullable TestDatabase template;

  private final TestServer server;
  private final String name;

  private TestDatabase(TestServer server, String name) {
    this.server = server;
    this.name = name;
    server.execute("create database " + name + " encoding 'UTF8' template template0");
    OPEN.add(this);
  }

  private TestDatabase(TestDatabase template, String name) {
    this.server = template.server;
    this.name = name;
    server.execute("create database " + name + " template " + template.name);
    OPEN.add(this);
  }

  /**
   * A new database with all migrations applied, independent of every other.
   *
   * @throws AssertionError when no PostGIS can be had, with the reasons and the command to run
   */
  public static synchronized TestDatabase create() {
    if (template == null) {
      template = createTemplate();
    }
    return new TestDatabase(template, nextName());
  }

  /**
   * A new database without any migration or extension, for tests of the start on a foreign one.
   *
   * @throws AssertionError when no PostGIS can be had, with the reasons and the command to run
   */
  public static TestDatabase createEmpty() {
    return new TestDatabase(TestServer.get(), nextName());
  }

  private static TestDatabase createTemplate() {
    TestDatabase created = new TestDatabase(TestServer.get(), nextName());
    // Flyway opens and closes its own connections on this data source: it must not be a pool, since
    // a database with connections cannot be cloned.
    Flyway.configure()
        .dataSource(created.dataSource())
        .locations("classpath:db/migration")
        .load()
        .migrate();
    return created;
  }

  private static String nextName() {
    return PREFIX + COUNTER.incrementAndGet();
  }

  /** Drops what tests left open; the server's own shutdown comes after it. */
  static void closeAll() {
    OPEN.forEach(TestDatabase::close);
  }

  /** JDBC URL of this database, without user and password. */
  public String jdbcUrl() {
    return server.jdbcUrl(name);
  }

  /** Role that owns the database; a superuser. */
  public String username() {
    return server.username();
  }

  /** Password of {@link #username()}. */
  public String password() {
    return server.password();
  }

  /** A data source without a pool: each {@code getConnection()} opens a connection. */
  public DataSource dataSource() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(jdbcUrl());
    source.setUser(username());
    source.setPassword(password());
    return source;
  }

  /** Runs one statement, outside of any transaction. */
  public void execute(String sql) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl(), username(), password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("on the test database: " + sql, e);
    }
  }

  /** Drops the database, and ends the connections that are still open on it. */
  @Override
  public void close() {
    if (OPEN.remove(this)) {
      server.execute("drop database if exists " + name + " with (force)");
    }
  }
}
