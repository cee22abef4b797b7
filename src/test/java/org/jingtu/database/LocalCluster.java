package org.jingtu.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL cluster of this run alone, in a temporary folder, on a free port of the loopback.
 *
 * <p>It is stopped and removed when the run ends. What a killed run left is stopped and removed by
 * the next one: the folder's name carries the id of the process that owns it.
 */
final class LocalCluster {

  private static final System.Logger LOG = System.getLogger(LocalCluster.class.getName());
  private static final String FOLDER_PREFIX = "jingtu-test-";

  private final LocalBinaries binaries;
  private final Path folder;
  private final @Nullable String user;
  private final String password = UUID.randomUUID().toString();

  private LocalCluster(LocalBinaries binaries, Path folder, @Nullable String user) {
    this.binaries = binaries;
    this.folder = folder;
    this.user = user;
  }

  /** Starts a cluster, or adds to {@code reasons} why there is none. */
  static Optional<TestServer> find(List<String> reasons) {
    return LocalBinaries.find(reasons)
        .flatMap(
            binaries -> {
              try {
                return Optional.of(start(binaries));
              } catch (IllegalStateException | UncheckedIOException | IOException e) {
                reasons.add("installed binaries: " + e.getMessage());
                return Optional.empty();
              }
            });
  }

  private static TestServer start(LocalBinaries binaries) throws IOException {
    String user = findUnprivilegedUser();
    Path parent = traversableTemporaryFolder(user);
    StaleClusters.removeFrom(parent, FOLDER_PREFIX);
    Path folder =
        Files.createTempDirectory(parent, FOLDER_PREFIX + ProcessHandle.current().pid() + "-");
    LocalCluster cluster = new LocalCluster(binaries, folder, user);
    cluster.initialise();
    int port = cluster.startOnFreePort();
    LOG.log(System.Logger.Level.INFO, "Test databases on {0}, port {1}", binaries.bin(), "" + port);
    return TestServer.of(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
        "postgres",
        cluster.password,
        cluster::stop);
  }

  /** PostgreSQL refuses to run as root; the user that its packages make is taken instead. */
  static @Nullable String findUnprivilegedUser() throws IOException {
    if (!"root".equals(System.getProperty("user.name"))) {
      return null;
    }
    List<String> accounts = Files.readAllLines(Path.of("/etc/passwd"));
    return Stream.of("postgres", "nobody")
        .filter(name -> accounts.stream().anyMatch(line -> line.startsWith(name + ":")))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("root, and no user postgres to run as"));
  }

  static Path traversableTemporaryFolder(@Nullable String user) {
    return Stream.of(System.getProperty("java.io.tmpdir"), "/tmp", "/var/tmp")
        .map(folder -> Path.of(folder).toAbsolutePath())
        .filter(folder -> Files.isWritable(folder) && (user == null || isTraversable(folder)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no temporary folder that all may enter"));
  }

  private static boolean isTraversable(Path folder) {
    for (Path step = folder; step != null; step = step.getParent()) {
      try {
        if (!Files.getPosixFilePermissions(step).contains(PosixFilePermission.OTHERS_EXECUTE)) {
          return false;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return true;
  }

  private void initialise() throws IOException {
    Path passwordFile = Files.writeString(folder.resolve("password"), password);
    Files.setPosixFilePermissions(passwordFile, PosixFilePermissions.fromString("rw-------"));
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
        "--no-sync",
        "--no-instructions");
    Files.writeString(
        data().resolve("postgresql.conf"),
        """
        listen_addresses = '127.0.0.1'
        unix_socket_directories = ''
        max_connections = 300
        shared_buffers = 256MB
        fsync = off
        synchronous_commit = off
        full_page_writes = off
        max_wal_size = 4GB
        timezone = 'UTC'
        """,
        StandardOpenOption.APPEND);
  }

  private int startOnFreePort() throws IOException {
    for (int attempt = 1; ; attempt++) {
      int port = findFreePort();
      try {
        LocalProcess.runAs(
            user,
            binaries.program("pg_ctl"),
            "--pgdata=" + data(),
            "--log=" + folder.resolve("log"),
            "--options=-p " + port,
            "--wait",
            "start");
        return port;
      } catch (IllegalStateException e) {
        // Another program may have taken the port in between.
        if (attempt == 3) {
          throw new IllegalStateException(
              e.getMessage() + Files.readString(folder.resolve("log")), e);
        }
      }
    }
  }

  static int findFreePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private void stop() {
    LocalProcess.runAs(
        user, binaries.program("pg_ctl"), "--pgdata=" + data(), "--mode=immediate", "stop");
    StaleClusters.remove(folder);
  }

  private Path data() {
    return folder.resolve("data");
  }
}
