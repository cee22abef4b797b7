package org.jingtu.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jingtu.JingtuApplication;
import org.jingtu.database.TestDatabase;
import org.jingtu.database.TestDatabaseInitializer;

/** The service as a process of its own on a free port, which can be killed as a machine would. */
public final class ServiceProcess implements AutoCloseable {

  private final Process process;
  private final int port;
  private final Path log;

  private ServiceProcess(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /**
   * Starts it, and returns once it answers.
   *
   * @param settings further environment, such as {@code JINGTU_ZONES_STEP_EVERY}
   */
  public static ServiceProcess start(
      TestDatabase database, Path log, Map<String, String> settings) {
    try {
      int port = findFreePort();
      ProcessBuilder builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:TieredStopAtLevel=1",
              "-XX:+UseSerialGC",
              "-Xmx400m",
              "-cp",
              productClassPath(),
              JingtuApplication.class.getName());
      builder
          .environment()
          .putAll(
              Map.of(
                  "SPRING_DATASOURCE_URL", database.jdbcUrl(),
                  "SPRING_DATASOURCE_USERNAME", database.username(),
                  "SPRING_DATASOURCE_PASSWORD", database.password(),
                  "JINGTU_ADMIN_PASSWORD", TestDatabaseInitializer.ADMIN_PASSWORD,
                  "SERVER_ADDRESS", "127.0.0.1",
                  "SERVER_PORT", Integer.toString(port)));
      builder.environment().putAll(settings);
      Process process =
          builder
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .redirectInput(new File("/dev/null"))
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      ServiceProcess service = new ServiceProcess(process, port, log);
      service.awaitAnswer();
      return service;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the tests run on, without the tests themselves. */
  private static String productClassPath() {
    List<String> entries =
        Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
    return entries.stream()
        .filter(entry -> !entry.replaceAll("/+$", "").endsWith("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private void awaitAnswer() {
    Awaitility.await("the service: " + log)
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new AssertionError("the service did not start:\n" + Files.readString(log));
              }
              try {
                return new Http(port).get("/actuator/health").status() == 200;
              } catch (UncheckedIOException e) {
                return false; // not listening yet
              }
            });
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** Ends it at once, without any chance to tidy up (SIGKILL). */
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int findFreePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
