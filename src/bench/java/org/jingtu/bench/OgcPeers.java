package org.jingtu.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jingtu.database.DurableCluster;

/**
 * MapServer's and QGIS Server's own OGC API Features on the same table, as Debian installs them:
 * each one process behind lighttpd by FastCGI, its connection to the database kept open.
 */
final class OgcPeers implements AutoCloseable {

  private static final Path MAPSERVER = Path.of("/usr/lib/cgi-bin/mapserv");
  private static final Path QGIS = Path.of("/usr/lib/cgi-bin/qgis_mapserv.fcgi");
  private static final Path LIGHTTPD = Path.of("/usr/sbin/lighttpd");
  private static final int LONGEST_CALLS = 40;

  private final Path folder;
  private final int port;
  private final Process server;

  private OgcPeers(Path folder, int port, Process server) {
    this.folder = folder;
    this.port = port;
    this.server = server;
  }

  /** Asks the peers the same, and prints how many times as long they take. */
  static void compare(
      DurableCluster database, int rounds, List<OgcCases.Case> cases, Latencies[] ours)
      throws Exception {
    for (Path program : List.of(MAPSERVER, QGIS, LIGHTTPD)) {
      if (!Files.exists(program)) {
        System.out.printf(
            "%nOther servers: %s is not installed; on Debian: apt-get install cgi-mapserver qgis-server python3-qgis lighttpd%n",
            program);
        return;
      }
    }
    System.out.printf("%nOther servers on the same table, 1 client (aim: 3 times as long)%n");
    try (OgcPeers peers = start(database)) {
      for (Map.Entry<String, String> peer : peers.servers().entrySet()) {
        for (int i = 0; i < cases.size(); i++) {
          if (!cases.get(i).name().equals("filter")) { // they know no CQL2
            peers.measure(peer, rounds, cases.get(i), ours[i]);
          }
        }
      }
    }
  }

  /** By name: address of the items, with an asterisk where the query or the id comes. */
  private Map<String, String> servers() {
    return new TreeMap<>(
        Map.of(
            "MapServer", "/mapserv/landuse/ogcapi/collections/current_land_use/items*f=json",
            "QGIS Server", "/qgis/wfs3/collections/current_land_use/items.json*"));
  }

  private static String address(String pattern, String query) {
    if (query.startsWith("/")) {
      return pattern.contains(".json*")
          ? pattern.replace(".json*", query + ".json")
          : pattern.replace("*", query + "?");
    }
    return pattern.replace("*", pattern.endsWith("*") ? query : query + "&");
  }

  private void measure(
      Map.Entry<String, String> peer, int rounds, OgcCases.Case one, Latencies ours)
      throws Exception {
    List<String> paths =
        one.queries().stream()
            .limit(LONGEST_CALLS)
            .map(query -> address(peer.getValue(), query))
            .toList();
    Latencies.measure(1, Math.min(5, paths.size()), () -> OgcBench.http(paths, port, ""));
    List<Double> medians = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      medians.add(
          Latencies.measure(1, paths.size(), () -> OgcBench.http(paths, port, "")).percentile(50));
    }
    medians.sort(null);
    double theirs = medians.get(medians.size() / 2);
    System.out.printf(
        "  %-11s %-12s p50 %8.2f ms, %.1f times ours%n",
        peer.getKey(), one.name(), theirs, theirs / ours.percentile(50));
  }

  private static OgcPeers start(DurableCluster database) throws Exception {
    Path folder = Files.createTempDirectory("jingtu-peers-");
    URI address = URI.create(database.jdbcUrl().substring("jdbc:".length()));
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Map<String, String> values =
        Map.of(
            "@FOLDER@", folder.toString(),
            "@PORT@", Integer.toString(port),
            "@DBPORT@", Integer.toString(address.getPort()),
            "@DB@", address.getPath().substring(1),
            "@USER@", database.username(),
            "@PASSWORD@", database.password());
    for (Map.Entry<String, String> file : OgcPeerFiles.ALL.entrySet()) {
      String text = file.getValue();
      for (Map.Entry<String, String> value : values.entrySet()) {
        text = text.replace(value.getKey(), value.getValue());
      }
      Files.writeString(folder.resolve(file.getKey()), text);
    }
    run(folder, "/usr/bin/python3", folder.resolve("project.py").toString()).waitFor();
    Process server =
        run(folder, LIGHTTPD.toString(), "-D", "-f", folder.resolve("lighttpd.conf").toString());
    Runtime.getRuntime().addShutdownHook(new Thread(server::destroy, "bench-peers-end"));
    OgcPeers peers = new OgcPeers(folder, port, server);
    peers.await();
    return peers;
  }

  private void await() throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    for (String pattern : servers().values()) {
      String path = address(pattern, "?limit=1");
      while (status(path) != 200) {
        if (System.nanoTime() > end || !server.isAlive()) {
          throw new IllegalStateException(
              path + " does not answer: " + Files.readString(folder.resolve("log")));
        }
        server.waitFor(500, TimeUnit.MILLISECONDS);
      }
    }
  }

  private int status(String path) {
    try (HttpCaller caller = new HttpCaller(port, "")) {
      return caller.send("GET", path, "").status();
    } catch (IOException | RuntimeException e) {
      return 0; // not listening yet
    }
  }

  private static Process run(Path folder, String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("QT_QPA_PLATFORM", "offscreen");
    return builder
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .redirectInput(new File("/dev/null"))
        .start();
  }

  @Override
  public void close() throws Exception {
    server.destroy();
    server.waitFor(30, TimeUnit.SECONDS);
    org.springframework.util.FileSystemUtils.deleteRecursively(folder);
  }
}
