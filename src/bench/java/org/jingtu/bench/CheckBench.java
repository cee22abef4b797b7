package org.jingtu.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jingtu.JingtuApplication;
import org.jingtu.bench.Bench.Settings;
import org.jingtu.catalog.Catalog;
import org.jingtu.database.DurableCluster;
import org.jingtu.features.Overlay;
import org.jingtu.features.OverlayStatement;
import org.jingtu.geo.GeoJson;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.WKBWriter;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The parcel check over HTTP, its answer stored durably, against the same question in plain SQL:
 * same database, same plots, one after the other in every round.
 */
final class CheckBench {

  /** Areas of floor and service may differ by this much, relative to the sum over all plots. */
  private static final double AGREEMENT = 1e-6;

  /**
   * The same for one plot: PostGIS takes the cuts between pieces for geodesics, which lie up to 0.1
   * m² beside the straight lines of longitude and latitude on a plot of 40,000 m².
   */
  private static final double AGREEMENT_OF_ONE = 5e-6;

  private final Settings settings;
  private final DurableCluster database;
  private final Catalog catalog;
  private final List<Polygon> plots;
  private final List<String> requests;

  private CheckBench(
      Settings settings, DurableCluster database, Catalog catalog, List<Polygon> plots) {
    this.settings = settings;
    this.database = database;
    this.catalog = catalog;
    this.plots = plots;
    this.requests = plots.stream().map(CheckBench::request).toList();
  }

  static void run(Settings settings) throws Exception {
    County county = new County(settings.features());
    List<Polygon> plots = county.plots(settings.parcels());
    Machine.print();
    try (DurableCluster database =
        DurableCluster.start(settings.project().resolve("jingtu"), settings.folder())) {
      Catalog catalog = prepare(database, county, plots.get(0));
      Path jar = settings.project().resolve("target/jingtu.jar");
      try (ServiceProcess service = ServiceProcess.start(jar, database)) {
        new CheckBench(settings, database, catalog, plots).compare(service);
      }
    }
  }

  /** Loads the county unless the kept folder has it, and says what there is. */
  static Catalog prepare(DurableCluster database, County county, Polygon plot) throws Exception {
    Path loaded = database.folder().resolve("county-of-" + county.landUse);
    boolean fresh = !Files.exists(loaded);
    try (ConfigurableApplicationContext context = application(database)) {
      if (fresh) {
        load(context, county);
      }
      try (Connection connection = database.connect();
          Statement statement = connection.createStatement()) {
        if (fresh) {
          statement.execute("vacuum analyze");
          database.checkpoint();
          Files.createFile(loaded);
        }
        printSizes(statement);
        printPlan(connection, context.getBean(Overlay.class), plot);
      }
      return context.getBean(Catalog.class);
    }
  }

  static ConfigurableApplicationContext application(DurableCluster database) {
    return new SpringApplicationBuilder(JingtuApplication.class)
        .properties(
            Map.of(
                "spring.datasource.url",
                database.jdbcUrl(),
                "spring.datasource.username",
                database.username(),
                "spring.datasource.password",
                database.password(),
                "jingtu.admin.password",
                ServiceProcess.ADMIN_PASSWORD,
                "server.port",
                "0",
                "server.address",
                "127.0.0.1",
                "logging.level.root",
                "warn",
                "spring.main.banner-mode",
                "off"))
        .run();
  }

  static void load(ConfigurableApplicationContext context, County county) {
    System.out.printf("%nLoading, in one transaction a collection, index and history kept%n");
    for (CountyLoader.Loaded one : new CountyLoader(context, county).load()) {
      System.out.printf(
          "  %-22s %,9d rows  %6.1f s  %,9.0f rows/s%n",
          one.collection(), one.rows(), one.seconds(), one.rows() / one.seconds());
    }
  }

  private static void printSizes(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            """
            select count(*), sum(st_npoints(geom)),
                   pg_table_size('overlay_piece') >> 20, pg_relation_size('overlay_piece_current') >> 20,
                   pg_database_size(current_database()) >> 20
            from overlay_piece where until is null
            """)) {
      row.next();
      System.out.printf(
          "%nPieces %,d with %,d vertices; table %,d MB, its spatial index %,d MB; database %,d MB%n",
          row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
    }
  }

  private static void printPlan(Connection connection, Overlay overlay, Polygon plot)
      throws SQLException {
    String sql = "explain (analyze, costs off, timing off, summary off) ";
    try (PreparedStatement explain =
        connection.prepareStatement(sql + OverlayStatement.current(overlay))) {
      Envelope window = plot.getEnvelopeInternal();
      for (int box = 0; box < 2; box++) {
        explain.setDouble(4 * box + 2, window.getMinX());
        explain.setDouble(4 * box + 3, window.getMinY());
        explain.setDouble(4 * box + 4, window.getMaxX());
        explain.setDouble(4 * box + 5, window.getMaxY());
      }
      explain.setArray(1, connection.createArrayOf("int4", new Integer[0]));
      explain.setArray(10, connection.createArrayOf("int4", new Integer[0]));
      explain.setString(11, County.ADCODE);
      explain.setBytes(12, new WKBWriter().write(plot));
      explain.setString(13, County.ADCODE);
      System.out.printf("%nEXPLAIN of the statement for the candidates%n");
      try (ResultSet rows = explain.executeQuery()) {
        while (rows.next()) {
          System.out.println("  " + rows.getString(1));
        }
      }
    }
  }

  static String request(Polygon plot) {
    return """
        {"parcel":{"geometry":%s,"crs":"EPSG:4490","adcode":"%s"},"stage":"SUPPLY","currentUse":"1001","plannedUse":"0701",
         "survey":"DETAILED","project":{"key":false,"unavoidable":false,"remediation":false,"industry":"C13"}}
        """
        .formatted(GeoJson.writeGeometry(plot), County.ADCODE);
  }

  private void compare(ServiceProcess service) throws Exception {
    String officer = service.officer();
    Latencies.measure(1, plots.size(), this::floor);
    requireAgreement(service, officer);
    service.warmUp(
        () -> {
          Latencies.measure(4, plots.size(), this::floor);
          Latencies.measure(4, plots.size(), () -> http(service, officer));
        });
    Report report = new Report();
    for (int round = 1; round <= settings.rounds(); round++) {
      System.out.printf("%nRound %d, load average %s%n", round, Machine.load());
      for (int clients : new int[] {1, 4}) {
        double databaseBefore = Machine.processorSeconds(database.pid());
        Latencies floor = Latencies.measure(clients, plots.size(), this::floor);
        double databaseBetween = Machine.processorSeconds(database.pid());
        Machine.JavaSeconds serviceBefore = Machine.javaSeconds(service.pid());
        Latencies http = Latencies.measure(clients, plots.size(), () -> http(service, officer));
        report.add(
            clients,
            floor,
            http,
            new Report.ProcessorSeconds(
                databaseBetween - databaseBefore,
                Machine.processorSeconds(database.pid()) - databaseBetween,
                Machine.javaSeconds(service.pid()).since(serviceBefore)));
      }
      Machine.printStolen();
    }
    report.print();
    requireStored(service, officer);
  }

  private Latencies.Call floor() throws SQLException {
    Floor floor = new Floor(database.connect(), catalog);
    return new Latencies.Call() {
      @Override
      public void run(int plot) throws SQLException {
        floor.ask(plots.get(plot));
      }

      @Override
      public void close() throws SQLException {
        floor.close();
      }
    };
  }

  private Latencies.Call http(ServiceProcess service, String officer) {
    HttpCaller caller = new HttpCaller(service.port(), officer);
    return new Latencies.Call() {
      @Override
      public void run(int plot) throws Exception {
        ServiceProcess.require(caller.send("POST", "/api/checks", requests.get(plot)), 201);
      }

      @Override
      public void close() throws Exception {
        caller.close();
      }
    };
  }

  /** Floor and service must have found the same area on every plot. */
  private void requireAgreement(ServiceProcess service, String officer) throws Exception {
    double floorArea = 0;
    double serviceArea = 0;
    int hits = 0;
    int findings = 0;
    long bytes = 0;
    try (Floor floor = new Floor(database.connect(), catalog);
        HttpCaller caller = new HttpCaller(service.port(), officer)) {
      for (int i = 0; i < plots.size(); i++) {
        Floor.Hits found = floor.ask(plots.get(i));
        String body =
            ServiceProcess.require(caller.send("POST", "/api/checks", requests.get(i)), 201).body();
        JsonNode answer = JsonMapper.shared().readTree(body);
        double area = 0;
        for (JsonNode collection : answer.path("collections")) {
          area += collection.path("unionAreaSquareMetres").asDouble();
        }
        requireEqual("plot " + i, found.areaSquareMetres(), area, AGREEMENT_OF_ONE * area + 0.05);
        hits += found.features();
        floorArea += found.areaSquareMetres();
        serviceArea += area;
        findings += answer.path("findings").size();
        bytes += body.length();
      }
    }
    requireEqual("all plots", floorArea, serviceArea, AGREEMENT * floorArea);
    double n = plots.size();
    System.out.printf(
        "%n%d plots: %.1f features hit a plot, %.1f findings, answer %.0f characters; floor %.3f m2, service %.3f m2, difference %.1e%n",
        plots.size(),
        hits / n,
        findings / n,
        bytes / n,
        floorArea,
        serviceArea,
        Math.abs(serviceArea - floorArea) / floorArea);
  }

  private static void requireEqual(String what, double floor, double service, double tolerance) {
    if (Math.abs(floor - service) > tolerance) {
      throw new IllegalStateException(
          "%s: the floor found %.4f m2 and the service %.4f m2".formatted(what, floor, service));
    }
  }

  /** Every answer that was given must be in the database, and readable. */
  private void requireStored(ServiceProcess service, String officer) throws Exception {
    List<String> ids = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select count(*), (select current_setting('fsync') || '/' || current_setting('synchronous_commit')), (select id from parcel_check limit 1)::text from parcel_check")) {
      rows.next();
      System.out.printf(
          "%n%,d answers are stored (fsync/synchronous_commit %s)%n",
          rows.getLong(1), rows.getString(2));
      ids.add(rows.getString(3));
    }
    try (HttpCaller caller = new HttpCaller(service.port(), officer)) {
      ServiceProcess.require(caller.send("GET", "/api/checks/" + ids.get(0), ""), 200);
    }
  }
}
