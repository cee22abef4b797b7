package org.jingtu.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jingtu.database.DurableCluster;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * The packaged service as a process of its own, unpacked and started as {@code ./jingtu up} does;
 * {@code JINGTU_JAVA_OPTIONS} is passed on.
 */
final class ServiceProcess implements AutoCloseable {

  static final String ADMIN_PASSWORD = "bench-of-the-county";
  private static final long START_MINUTES = 5;

  /** Of the compiler's share of the processor time, below which a service counts as warm. */
  private static final double COMPILER_AT_REST = 0.1;

  /** Work that a service is warmed up with. */
  interface Pass {
    void run() throws Exception;
  }

  private final Process process;
  private final int port;
  private final Path log;

  private ServiceProcess(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  static ServiceProcess start(Path jar, DurableCluster database) throws Exception {
    return start(jar, database, List.of(), Map.of());
  }

  /**
   * Starts it.
   *
   * @param javaOptions options of the virtual machine
   * @param settings variables of its environment
   */
  static ServiceProcess start(
      Path jar, DurableCluster database, List<String> javaOptions, Map<String, String> settings)
      throws Exception {
    Path app = database.folder().resolve("app");
    FileSystemUtils.deleteRecursively(app);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    run(
        java,
        "-Djarmode=tools",
        "-jar",
        jar.toString(),
        "extract",
        "--destination",
        app.toString());
    int port = freePort();
    Path log = database.folder().resolve("service.log");
    List<String> command =
        new ArrayList<>(List.of(java, "-Xlog:disable", "-Xlog:all=error:stderr"));
    command.addAll(javaOptions);
    String options = System.getenv("JINGTU_JAVA_OPTIONS");
    if (options != null && !options.isBlank()) {
      command.addAll(List.of(options.strip().split("\\s+")));
    }
    command.addAll(List.of("-jar", app.resolve(jar.getFileName()).toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .putAll(
            Map.of(
                "SPRING_DATASOURCE_URL", database.jdbcUrl(),
                "SPRING_DATASOURCE_USERNAME", database.username(),
                "SPRING_DATASOURCE_PASSWORD", database.password(),
                "JINGTU_ADMIN_PASSWORD", ADMIN_PASSWORD,
                "SERVER_ADDRESS", "127.0.0.1",
                "SERVER_PORT", Integer.toString(port)));
    builder.environment().putAll(settings);
    Process process =
        builder
            .directory(database.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .redirectInput(new File("/dev/null"))
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "bench-service-end"));
    ServiceProcess service = new ServiceProcess(process, port, log);
    service.await();
    ConflictsAtRest.await(database);
    return service;
  }

  private void await() throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(START_MINUTES);
    while (findStatus() != 200) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException("the service did not start:\n" + Files.readString(log));
      }
      process.waitFor(500, TimeUnit.MILLISECONDS);
    }
  }

  private @Nullable Integer findStatusOrNull() {
    try (HttpCaller caller = new HttpCaller(port, "")) {
      return caller.send("GET", "/actuator/health", "").status();
    } catch (IOException | RuntimeException e) {
      return null; // not listening yet
    }
  }

  private int findStatus() {
    Integer status = findStatusOrNull();
    return status == null ? 0 : status;
  }

  /** A caller who signs in by the bearer token of a new officer. */
  String officer() throws IOException {
    String name = "officer" + System.nanoTime();
    String password = "bench-officer-" + name;
    try (HttpCaller admin = new HttpCaller(port, basic("admin", ADMIN_PASSWORD))) {
      require(
          admin.send(
              "POST",
              "/api/users",
              "{\"username\":\"%s\",\"displayName\":\"核查员\",\"department\":\"NATURAL_RESOURCES\",\"roles\":[\"OFFICER\",\"READER\"],\"password\":\"%s\"}"
                  .formatted(name, password)),
          201);
    }
    try (HttpCaller officer = new HttpCaller(port, basic(name, password))) {
      HttpCaller.Answer token =
          require(officer.send("POST", "/api/tokens", "{\"title\":\"bench\"}"), 201);
      return "Bearer " + JsonMapper.shared().readTree(token.body()).path("token").asString();
    }
  }

  static HttpCaller.Answer require(HttpCaller.Answer answer, int status) {
    if (answer.status() != status) {
      throw new IllegalStateException(answer.status() + " " + answer.body());
    }
    return answer;
  }

  private static String basic(String name, String password) {
    return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes());
  }

  long pid() {
    return process.pid();
  }

  /** Repeats a pass fifteen times at the most. */
  void warmUp(Pass pass) throws Exception {
    warmUp(15, pass);
  }

  /**
   * Repeats a pass until the compiler of the service takes under a tenth of its processor time: a
   * service that answers all day is never colder than that. Prints how it went.
   *
   * @param most passes at the most
   */
  void warmUp(int most, Pass pass) throws Exception {
    StringBuilder shares = new StringBuilder();
    int passes = 0;
    double share = 1;
    while (!(share <= COMPILER_AT_REST) && passes < most) {
      Machine.JavaSeconds before = Machine.javaSeconds(pid());
      pass.run();
      Machine.JavaSeconds taken = Machine.javaSeconds(pid()).since(before);
      share = taken.compilerShare();
      shares.append(" %.2f s (compiler %.0f%%)".formatted(taken.all(), 100 * share));
      passes++;
    }
    System.out.printf(
        "Warmed up by %d passes; processor of the service in each:%s%n", passes, shares);
  }

  int port() {
    return port;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + " failed");
    }
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
