package org.jingtu.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** PostGIS in a container, where there is a Docker engine. */
final class ContainerServer {

  private static final DockerImageName IMAGE =
      DockerImageName.parse("postgis/postgis:16-3.5").asCompatibleSubstituteFor("postgres");

  private ContainerServer() {}

  /** Starts the container, or adds to {@code reasons} why there is none. */
  static Optional<TestServer> find(List<String> reasons) {
    // Asking Testcontainers takes a second and logs a page of errors where there is no engine.
    if (!mayHaveEngine()) {
      reasons.add("Docker: no engine (no socket, DOCKER_HOST is not set)");
      return Optional.empty();
    }
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      reasons.add("Docker: the engine does not answer");
      return Optional.empty();
    }
    try {
      return Optional.of(start());
    } catch (RuntimeException e) {
      reasons.add("Docker: " + IMAGE + " does not start: " + e.getMessage());
      return Optional.empty();
    }
  }

  @SuppressWarnings("resource") // stopped by the shutdown of the returned server
  private static TestServer start() {
    PostgreSQLContainer container =
        new PostgreSQLContainer(IMAGE)
            .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=300");
    container.start();
    return TestServer.of(
        container.getJdbcUrl(), container.getUsername(), container.getPassword(), container::stop);
  }

  private static boolean mayHaveEngine() {
    String home = System.getProperty("user.home");
    return System.getenv("DOCKER_HOST") != null
        || System.getProperty("os.name").startsWith("Windows")
        || Files.exists(Path.of(home, ".testcontainers.properties"))
        || Stream.of(
                "/var/run/docker.sock",
                Objects.requireNonNullElse(System.getenv("XDG_RUNTIME_DIR"), "/run")
                    + "/docker.sock",
                home + "/.docker/run/docker.sock",
                home + "/.docker/desktop/docker.sock",
                home + "/.rd/docker.sock",
                home + "/.colima/default/docker.sock")
            .anyMatch(socket -> Files.exists(Path.of(socket)));
  }
}
