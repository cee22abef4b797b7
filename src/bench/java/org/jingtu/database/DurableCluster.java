package org.jingtu.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A private PostGIS as {@code ./jingtu up} makes it, with its settings and its role: durable,
 * unlike the cluster of the tests. In a folder that is kept, or in a temporary one that is removed.
 */
public final class DurableCluster implements AutoCloseable {

  private static final String TEMPORARY_PREFIX = "jingtu-bench-";
  private static final String DATABASE = "jingtu";
  private static final String ROLE = "jingtu_app";
  private static final String PASSWORD = "bench";
  private static final Pattern SETTINGS =
      Pattern.compile("<<'CONF'\n(.*?)\nCONF\n", Pattern.DOTALL);

  private final LocalBinaries binaries;
  private final Path folder;
  private final boolean kept;
  private final @Nullable String user;
  private final int port;

  private DurableCluster(
      LocalBinaries binaries, Path folder, boolean kept, @Nullable String user, int port) {
    this.binaries = binaries;
    this.folder = folder;
    this.kept = kept;
    this.user = user;
    this.port = port;
  }

  /**
   * Starts the cluster, and makes it first where the folder has none.
   *
   * @param launcher the launcher script, which states the settings
   * @param keep folder to keep it in, or empty for a temporary one
   * @throws IllegalStateException where PostgreSQL with PostGIS is not installed, with the reason
   */
  public static DurableCluster start(Path launcher, String keep) throws IOException {
    List<String> reasons = new ArrayList<>();
    LocalBinaries binaries =
        LocalBinaries.find(reasons)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "the bench needs PostgreSQL with PostGIS on this machine: " + reasons));
    String user = LocalCluster.findUnprivilegedUser();
    Path folder = keep.isEmpty() ? temporaryFolder(user) : Path.of(keep).toAbsolutePath();
    Files.createDirectories(folder);
    DurableCluster cluster =
        new DurableCluster(binaries, folder, !keep.isEmpty(), user, LocalCluster.findFreePort());
    boolean fresh = !Files.exists(folder.resolve("made"));
    if (fresh) {
      cluster.initialise(Files.readString(launcher));
    }
    cluster.startServer();
    Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "bench-database-end"));
    if (fresh) {
      cluster.createDatabase();
      Files.createFile(folder.resolve("made"));
    }
    return cluster;
  }

  private static Path temporaryFolder(@Nullable String user) throws IOException {
    Path parent = LocalCluster.traversableTemporaryFolder(user);
    StaleClusters.removeFrom(parent, TEMPORARY_PREFIX);
    return Files.createTempDirectory(
        parent, TEMPORARY_PREFIX + ProcessHandle.current().pid() + "-");
  }

  private void initialise(String launcher) throws IOException {
    Matcher settings = SETTINGS.matcher(launcher);
    if (!settings.find()) {
      throw new IllegalStateException("the launcher states no settings of the database");
    }
    Path passwordFile = Files.writeString(folder.resolve("password"), PASSWORD);
    if (user != null) {
      LocalProcess.run(List.of("chown", "-R", user, folder.toString()));
    }
    LocalProcess.runAs(
        user,
        binaries.program("initdb"),
        "--pgdata=" + data(),
        "--username=postgres",
        "--auth=scram-sha-256",
        "--pwfile=" + passwordFile,
        "--encoding=UTF8",
        "--locale=C",
        "--data-checksums",
        "--no-instructions");
    Files.writeString(
        data().resolve("postgresql.conf"),
        settings.group(1) + "\nunix_socket_directories = ''\n",
        StandardOpenOption.APPEND);
  }

  private void startServer() {
    LocalProcess.runAs(
        user,
        binaries.program("pg_ctl"),
        "--pgdata=" + data(),
        "--log=" + folder.resolve("postgres.log"),
        "--options=-p " + port,
        "--wait",
        "--timeout=300",
        "start");
  }

  private void createDatabase() {
    execute("postgres", "create role " + ROLE + " login password '" + PASSWORD + "'");
    execute("postgres", "create database " + DATABASE + " owner " + ROLE + " template template0");
    execute(DATABASE, "create extension postgis");
    execute(DATABASE, "alter schema public owner to " + ROLE);
  }

  private void execute(String database, String sql) {
    try (Connection connection = DriverManager.getConnection(url(database), "postgres", PASSWORD);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** JDBC URL of the database. */
  public String jdbcUrl() {
    return url(DATABASE);
  }

  /** The role that owns the database, without further rights. */
  public String username() {
    return ROLE;
  }

  /** Password of {@link #username()}. */
  public String password() {
    return PASSWORD;
  }

  /** The cluster's folder; others may put files beside its data. */
  public Path folder() {
    return folder;
  }

  /** Id of the server's first process, the parent of all others. */
  public long pid() throws IOException {
    return Long.parseLong(Files.readAllLines(data().resolve("postmaster.pid")).get(0).strip());
  }

  /** A connection as the service's role. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), ROLE, PASSWORD);
  }

  /** Writes out what is still in memory, so that it does not disturb a measurement. */
  public void checkpoint() {
    execute("postgres", "checkpoint");
  }

  /** Stops the cluster, and removes it unless its folder is kept. */
  @Override
  public synchronized void close() {
    if (!Files.exists(data().resolve("postmaster.pid"))) {
      return;
    }
    LocalProcess.runAs(
        user,
        binaries.program("pg_ctl"),
        "--pgdata=" + data(),
        "--mode=fast",
        "--wait",
        "--timeout=120",
        "stop");
    if (!kept) {
      StaleClusters.remove(folder);
    }
  }

  private Path data() {
    return folder.resolve("data");
  }
}
