package org.jingtu.bench;

import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jingtu.bench.Bench.Settings;
import org.jingtu.catalog.Catalog;
import org.jingtu.database.DurableCluster;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Polygon;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Items of the land use over HTTP against raw SQL with the same condition: {@code ST_AsGeoJSON} and
 * all attributes read through JDBC in this process. Same database, same boxes, one after the other
 * in every round; both must give as many features.
 */
final class OgcBench {

  private static final String COLLECTION = "current-land-use";
  private static final String ITEMS = "/ogc/collections/" + COLLECTION + "/items";
  private static final double CELL_METRES = 63;
  private static final double METRE_NORTH = 1 / 111_045.0;

  private final Settings settings;
  private final DurableCluster database;
  private final Catalog catalog;
  private final List<Polygon> plots;
  private final List<Long> ids = new ArrayList<>();

  private OgcBench(
      Settings settings, DurableCluster database, Catalog catalog, List<Polygon> plots) {
    this.settings = settings;
    this.database = database;
    this.catalog = catalog;
    this.plots = plots;
  }

  static void run(Settings settings) throws Exception {
    County county = new County(settings.features());
    List<Polygon> plots = county.plots(settings.parcels());
    Machine.print();
    try (DurableCluster database =
        DurableCluster.start(settings.project().resolve("jingtu"), settings.folder())) {
      Catalog catalog = CheckBench.prepare(database, county, plots.get(0));
      Path jar = settings.project().resolve("target/jingtu.jar");
      try (ServiceProcess service = ServiceProcess.start(jar, database)) {
        new OgcBench(settings, database, catalog, plots).compare(service);
      }
    }
  }

  /** A kind of request and the SQL that answers the same. */
  private record Case(String name, List<String> paths, List<OgcFloor.Question> questions) {}

  private void compare(ServiceProcess service) throws Exception {
    String officer = service.officer();
    readIds();
    List<Case> cases = List.of(boxes(10), boxes(1_000), boxes(9_500), items(), filter());
    for (Case one : cases) {
      requireAgreement(one, service, officer);
      warmUp(one, service, officer);
    }
    for (int round = 1; round <= settings.rounds(); round++) {
      System.out.printf("%nRound %d, load average %s%n", round, Machine.load());
      for (Case one : cases) {
        measure(one, service, officer);
      }
    }
    firstBytes(service, officer);
    readEverything(service, officer);
  }

  /** Until the service has compiled what it runs: ten seconds a case. */
  private void warmUp(Case one, ServiceProcess service, String officer) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (System.nanoTime() < end) {
      Latencies.measure(4, one.paths().size(), () -> http(one, service, officer));
    }
    Latencies.measure(1, one.paths().size(), () -> floor(one));
  }

  private void measure(Case one, ServiceProcess service, String officer) throws Exception {
    int calls = one.paths().size();
    double databaseBefore = Machine.processorSeconds(database.pid());
    Latencies floor = Latencies.measure(1, calls, () -> floor(one));
    double databaseBetween = Machine.processorSeconds(database.pid());
    double serviceBefore = Machine.processorSeconds(service.pid());
    Latencies http = Latencies.measure(1, calls, () -> http(one, service, officer));
    System.out.printf("  %-14s SQL   %s%n", one.name(), floor);
    System.out.printf("  %-14s HTTP  %s%n", "", http);
    System.out.printf(
        "  %-14s ratio p50 %.2f, p95 %.2f; processor a request: SQL %.2f ms in the database; HTTP %.2f ms there, %.2f ms in the service%n",
        "",
        http.percentile(50) / floor.percentile(50),
        http.percentile(95) / floor.percentile(95),
        1e3 * (databaseBetween - databaseBefore) / calls,
        1e3 * (Machine.processorSeconds(database.pid()) - databaseBetween) / calls,
        1e3 * (Machine.processorSeconds(service.pid()) - serviceBefore) / calls);
  }

  private void readIds() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select feature from current_land_use where until is null order by md5(feature::text) limit "
                    + settings.parcels())) {
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
    }
  }

  /** Boxes that hold about this many cells; fewer requests where more is read. */
  private Case boxes(int features) {
    List<String> paths = new ArrayList<>();
    List<OgcFloor.Question> questions = new ArrayList<>();
    int count = Math.max(20, features <= 10 ? plots.size() : 250 * plots.size() / features);
    for (int i = 0; i < Math.min(count, plots.size()); i++) {
      double[] box = box(plots.get(i), features);
      paths.add(ITEMS + "?limit=10000&bbox=" + text(box));
      questions.add(OgcFloor.Question.of(box, null));
    }
    return new Case("bbox " + features, paths, questions);
  }

  private Case items() {
    return new Case(
        "item by id",
        ids.stream().map(id -> ITEMS + "/" + id).toList(),
        ids.stream().map(OgcFloor.Question::of).toList());
  }

  private Case filter() {
    List<String> paths = new ArrayList<>();
    List<OgcFloor.Question> questions = new ArrayList<>();
    for (int i = 0; i < Math.min(plots.size(), Math.max(5, plots.size() / 10)); i++) {
      double[] box = box(plots.get(i), 1_000);
      paths.add(
          ITEMS
              + "?limit=10000&filter=landUse%3D%270702%27%20AND%20S_INTERSECTS(geometry,BBOX("
              + text(box)
              + "))");
      questions.add(OgcFloor.Question.of(box, "0702"));
    }
    return new Case("filter", paths, questions);
  }

  private static double[] box(Polygon plot, int features) {
    Coordinate middle = plot.getEnvelopeInternal().centre();
    double half = Math.max(0.5, Math.sqrt(features) - 1) * CELL_METRES / 2;
    double north = half * METRE_NORTH;
    double east = north / Math.cos(Math.toRadians(middle.y));
    return new double[] {middle.x - east, middle.y - north, middle.x + east, middle.y + north};
  }

  private static String text(double[] box) {
    return String.format(Locale.ROOT, "%.9f,%.9f,%.9f,%.9f", box[0], box[1], box[2], box[3]);
  }

  private Latencies.Call floor(Case one) throws SQLException {
    OgcFloor floor = new OgcFloor(database.connect(), catalog.getCollection(COLLECTION));
    return new Latencies.Call() {
      @Override
      public void run(int index) throws SQLException {
        floor.ask(one.questions().get(index));
      }

      @Override
      public void close() throws SQLException {
        floor.close();
      }
    };
  }

  private Latencies.Call http(Case one, ServiceProcess service, String officer) {
    HttpCaller caller = new HttpCaller(service.port(), officer);
    return new Latencies.Call() {
      @Override
      public void run(int index) throws Exception {
        ServiceProcess.require(caller.send("GET", one.paths().get(index), ""), 200);
      }

      @Override
      public void close() throws Exception {
        caller.close();
      }
    };
  }

  private void requireAgreement(Case one, ServiceProcess service, String officer) throws Exception {
    long features = 0;
    long bytes = 0;
    try (OgcFloor floor = new OgcFloor(database.connect(), catalog.getCollection(COLLECTION));
        HttpCaller caller = new HttpCaller(service.port(), officer)) {
      for (int i = 0; i < one.paths().size(); i++) {
        String body =
            ServiceProcess.require(caller.send("GET", one.paths().get(i), ""), 200).body();
        JsonNode page = JsonMapper.shared().readTree(body);
        int given = page.has("features") ? page.path("features").size() : 1;
        int expected = floor.ask(one.questions().get(i));
        if (given != expected
            || page.has("features") && page.path("numberMatched").asInt() != given) {
          throw new IllegalStateException(
              "%s: SQL gives %d features, HTTP %d".formatted(one.paths().get(i), expected, given));
        }
        features += given;
        bytes += body.length();
      }
    }
    System.out.printf(
        "%-14s %,d requests, %.0f features and %,.0f characters each%n",
        one.name(),
        one.paths().size(),
        (double) features / one.paths().size(),
        (double) bytes / one.paths().size());
  }

  /** The first byte of all features of the collection, by the size of a page. */
  private static void firstBytes(ServiceProcess service, String officer) throws Exception {
    for (int limit : new int[] {10, 1_000, 10_000}) {
      List<Double> first = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        long start = System.nanoTime();
        HttpURLConnection connection =
            (HttpURLConnection)
                URI.create("http://127.0.0.1:" + service.port() + ITEMS + "?limit=" + limit)
                    .toURL()
                    .openConnection();
        connection.setRequestProperty("Authorization", officer);
        try (InputStream in = connection.getInputStream()) {
          in.read();
          first.add((System.nanoTime() - start) / 1e6);
          in.readAllBytes();
        }
      }
      first.sort(null);
      System.out.printf("first byte, limit %,6d: median %.1f ms%n", limit, first.get(3));
    }
  }

  /** Follows the pages to the end; every feature must come once. */
  private void readEverything(ServiceProcess service, String officer) throws Exception {
    long start = System.nanoTime();
    long read = 0;
    long matched = 0;
    try (HttpCaller caller = new HttpCaller(service.port(), officer)) {
      String path = ITEMS + "?limit=10000";
      while (path != null) {
        JsonNode page =
            JsonMapper.shared()
                .readTree(ServiceProcess.require(caller.send("GET", path, ""), 200).body());
        read += page.path("features").size();
        matched = page.path("numberMatched").asLong();
        path = null;
        for (JsonNode link : page.path("links")) {
          if (link.path("rel").asString().equals("next")) {
            path = link.path("href").asString().replaceFirst("^http://[^/]+", "");
          }
        }
      }
    }
    if (read != matched || read != settings.features()) {
      throw new IllegalStateException("read " + read + " of " + matched);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "all %,d features by pages of 10,000: %.1f s, %,.0f a second (read and parsed here)%n",
        read, seconds, read / seconds);
  }
}
