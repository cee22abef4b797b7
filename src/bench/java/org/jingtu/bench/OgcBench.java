package org.jingtu.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jingtu.bench.Bench.Settings;
import org.jingtu.catalog.Catalog;
import org.jingtu.database.DurableCluster;
import org.locationtech.jts.geom.Polygon;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Items of the land use over HTTP against raw SQL with the same condition: {@code ST_AsGeoJSON} and
 * all attributes read through JDBC in this process. Same database, same boxes, one after the other
 * in every round; both must give as many features. Then tiles, and other servers on the same table.
 */
final class OgcBench {

  private static final List<String> LOADED = List.of(OgcCases.COLLECTION, "contaminated-sites");

  /** In which a service that has just started makes the far tiles by itself. */
  private static final long FAR_TILES_MILLIS = 15_000;

  private final Settings settings;
  private final DurableCluster database;
  private final Catalog catalog;
  private final List<Polygon> plots;

  private OgcBench(
      Settings settings, DurableCluster database, Catalog catalog, List<Polygon> plots) {
    this.settings = settings;
    this.database = database;
    this.catalog = catalog;
    this.plots = plots;
  }

  static void run(Settings settings) throws Exception {
    County county = new County(settings.features());
    List<Polygon> plots = county.plots(Math.min(200, settings.parcels()));
    Machine.print();
    try (DurableCluster database =
        DurableCluster.start(settings.project().resolve("jingtu"), settings.folder())) {
      Catalog catalog = prepare(database, county);
      OgcBench bench = new OgcBench(settings, database, catalog, plots);
      OgcTileBench tiles =
          new OgcTileBench(database, catalog.getCollection(OgcCases.COLLECTION), plots);
      Path jar = settings.project().resolve("target/jingtu.jar");
      if (settings.has("items")) {
        try (ServiceProcess service = ServiceProcess.start(jar, database)) {
          String officer = service.officer();
          bench.items(service, officer);
        }
      }
      if (settings.has("tiles")) {
        tiles(settings, jar, database, tiles);
      }
      if (settings.has("pages")) {
        try (ServiceProcess service =
            ServiceProcess.start(jar, database, List.of("-Xmx192m"), Map.of())) {
          String officer = service.officer();
          OgcPageBench pages = new OgcPageBench(service, officer);
          pages.firstBytes();
          pages.readEverything(settings.features());
        }
      }
    }
  }

  private static void tiles(
      Settings settings, Path jar, DurableCluster database, OgcTileBench tiles) throws Exception {
    try (ServiceProcess service =
        ServiceProcess.start(
            jar, database, List.of(), Map.of("JINGTU_OGC_TILE_CACHE_MEGABYTES", "0"))) {
      String officer = service.officer();
      tiles.made(service, officer, settings.rounds());
    }
    try (ServiceProcess service = ServiceProcess.start(jar, database)) {
      String officer = service.officer();
      Thread.sleep(FAR_TILES_MILLIS);
      tiles.first(service, officer);
      tiles.kept(service, officer, 1);
      tiles.kept(service, officer, 4);
    }
  }

  /** Loads the land use and the sites of the county unless the kept folder has them. */
  private static Catalog prepare(DurableCluster database, County county) throws Exception {
    Path loaded = database.folder().resolve("land-use-of-" + county.landUse);
    try (ConfigurableApplicationContext context = CheckBench.application(database)) {
      Catalog catalog = context.getBean(Catalog.class);
      if (!Files.exists(loaded)) {
        for (CountyLoader.Loaded one :
            new CountyLoader(context, county)
                .load(LOADED.stream().map(catalog::getCollection).toList())) {
          System.out.printf(
              "  %-22s %,9d rows loaded in %.1f s%n", one.collection(), one.rows(), one.seconds());
        }
        try (Connection connection = database.connect();
            Statement statement = connection.createStatement()) {
          statement.execute("vacuum analyze");
        }
        database.checkpoint();
        Files.createFile(loaded);
      }
      return catalog;
    }
  }

  private void items(ServiceProcess service, String officer) throws Exception {
    List<OgcCases.Case> cases = new OgcCases(plots).list(ids());
    for (OgcCases.Case one : cases) {
      requireAgreement(one, service, officer);
    }
    service.warmUp(
        () -> {
          for (OgcCases.Case one : cases) {
            warmUp(one, service, officer);
          }
        });
    System.out.printf("%nItems, 1 client (aim: ratio 1.5)%n");
    Latencies[] medians = new Latencies[cases.size()];
    for (int round = 1; round <= settings.rounds(); round++) {
      System.out.printf("Round %d, load average %s%n", round, Machine.load());
      double alone = floorOfHttp(service, officer);
      for (int i = 0; i < medians.length; i++) {
        medians[i] = measure(cases.get(i), service, officer, alone);
      }
      Machine.printStolen();
    }
    if (settings.peers()) {
      OgcPeers.compare(database, settings.rounds(), cases, medians);
    }
  }

  private void warmUp(OgcCases.Case one, ServiceProcess service, String officer) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
    List<String> paths = one.paths();
    while (System.nanoTime() < end) {
      Latencies.measure(4, paths.size(), () -> http(paths, service.port(), officer));
    }
    Latencies.measure(1, paths.size(), () -> floor(one));
  }

  private Latencies measure(
      OgcCases.Case one, ServiceProcess service, String officer, double aloneMillis)
      throws Exception {
    List<String> paths = one.paths();
    int calls = paths.size();
    Latencies.measure(1, calls, () -> http(paths, service.port(), officer)); // warm again
    double databaseBefore = Machine.processorSeconds(database.pid());
    Latencies floor = Latencies.measure(1, calls, () -> floor(one));
    double databaseBetween = Machine.processorSeconds(database.pid());
    double serviceBefore = Machine.processorSeconds(service.pid());
    Latencies http = Latencies.measure(1, calls, () -> http(paths, service.port(), officer));
    System.out.printf(
        "  %-12s SQL p50 %7.2f p95 %7.2f, HTTP p50 %7.2f p95 %7.2f ms, ratio p50 %.2f, to SQL and HTTP alone together %.2f; processor SQL %.2f, HTTP %.2f + %.2f ms in the service%n",
        one.name(),
        floor.percentile(50),
        floor.percentile(95),
        http.percentile(50),
        http.percentile(95),
        http.percentile(50) / floor.percentile(50),
        http.percentile(50) / (floor.percentile(50) + aloneMillis),
        1e3 * (databaseBetween - databaseBefore) / calls,
        1e3 * (Machine.processorSeconds(database.pid()) - databaseBetween) / calls,
        1e3 * (Machine.processorSeconds(service.pid()) - serviceBefore) / calls);
    return http;
  }

  /**
   * What any answer to somebody signed in costs here, without a question to the database.
   *
   * @return the middle in milliseconds
   */
  static double floorOfHttp(ServiceProcess service, String officer) throws Exception {
    List<String> paths = java.util.Collections.nCopies(500, "/api/me");
    Latencies.measure(1, paths.size(), () -> http(paths, service.port(), officer)); // warm again
    Latencies http = Latencies.measure(1, paths.size(), () -> http(paths, service.port(), officer));
    System.out.printf("  %-12s %s%n", "HTTP alone", http);
    return http.percentile(50);
  }

  private List<Long> ids() throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select feature from current_land_use where until is null order by md5(feature::text) limit 500")) {
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
    }
    return ids;
  }

  private Latencies.Call floor(OgcCases.Case one) throws SQLException {
    OgcFloor floor = new OgcFloor(database.connect(), catalog.getCollection(OgcCases.COLLECTION));
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

  /** A client that reads each answer to its end, as text. */
  static Latencies.Call http(List<String> paths, int port, String authorization) {
    HttpCaller caller = new HttpCaller(port, authorization);
    return new Latencies.Call() {
      @Override
      public void run(int index) throws Exception {
        ServiceProcess.require(caller.send("GET", paths.get(index), ""), 200).body();
      }

      @Override
      public void close() throws Exception {
        caller.close();
      }
    };
  }

  private void requireAgreement(OgcCases.Case one, ServiceProcess service, String officer)
      throws Exception {
    long features = 0;
    long bytes = 0;
    try (OgcFloor floor =
            new OgcFloor(database.connect(), catalog.getCollection(OgcCases.COLLECTION));
        HttpCaller caller = new HttpCaller(service.port(), officer)) {
      for (int i = 0; i < one.queries().size(); i++) {
        String path = one.paths().get(i);
        String body = ServiceProcess.require(caller.send("GET", path, ""), 200).body();
        JsonNode page = JsonMapper.shared().readTree(body);
        int given = page.has("features") ? page.path("features").size() : 1;
        int expected = floor.ask(one.questions().get(i));
        if (given != expected
            || page.has("features") && page.path("numberMatched").asInt() != given) {
          throw new IllegalStateException(
              "%s: SQL gives %d features, HTTP %d".formatted(path, expected, given));
        }
        features += given;
        bytes += body.length();
      }
    }
    System.out.printf(
        "%-12s %,d requests, %.0f features and %,.0f characters each%n",
        one.name(),
        one.queries().size(),
        (double) features / one.queries().size(),
        (double) bytes / one.queries().size());
  }
}
