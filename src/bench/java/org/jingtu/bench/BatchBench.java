package org.jingtu.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jingtu.bench.Bench.Settings;
import org.jingtu.database.DurableCluster;
import org.jingtu.geo.GeoJson;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.WKBWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A batch of checks over HTTP, from the upload to the last stored answer, against the set-based SQL
 * that measures the same plots by one statement: same database, same plots, one after the other in
 * every round. The statement judges nothing, makes no unions and stores nothing.
 */
final class BatchBench {

  /** Areas of both may differ by this much, relative to the sum over all plots. */
  private static final double AGREEMENT = 1e-6;

  /** As often as a patient program would; asking every 10 ms took a fifth of the service's time. */
  private static final long POLL_MILLISECONDS = 50;

  /** What the project wants: the batch in this part of the time of the statement. */
  private static final double AIM = 0.3;

  private static final String BOUNDARY = "----jingtu-bench";

  private static final String SET_BASED =
      """
      select count(*), sum(area) from (
        select b.i, p.collection, p.feature,
               sum(st_area(st_intersection(p.geom, b.geom)::geography)) as area
        from bench_plot b
        join overlay_piece p on p.until is null and p.geom && b.geom and st_intersects(p.geom, b.geom)
        group by 1, 2, 3) hit
      where area >= 0.01
      """;

  /**
   * @param processor seconds of database and service, from the upload until all was stored
   */
  private record Measured(
      double seconds, double areaSquareMetres, long rows, ProcessorSeconds processor) {}

  private static final int MOST_WARM_UPS = 40;

  private record ProcessorSeconds(double database, Machine.JavaSeconds service) {}

  private final DurableCluster database;
  private final ServiceProcess service;
  private final List<Polygon> plots;
  private final byte[] upload;
  private final HttpClient http = HttpClient.newHttpClient();
  private String officer = "";

  private BatchBench(DurableCluster database, ServiceProcess service, List<Polygon> plots) {
    this.database = database;
    this.service = service;
    this.plots = plots;
    this.upload = upload(plots);
  }

  static void run(Settings settings) throws Exception {
    County county = new County(settings.features());
    List<Polygon> plots = county.plots(settings.parcels());
    Machine.print();
    try (DurableCluster database =
        DurableCluster.start(settings.project().resolve("jingtu"), settings.folder())) {
      CheckBench.prepare(database, county, plots.get(0));
      Path jar = settings.project().resolve("target/jingtu.jar");
      try (ServiceProcess service = ServiceProcess.start(jar, database)) {
        new BatchBench(database, service, plots).compare(settings.rounds());
      }
    }
  }

  private void compare(int rounds) throws Exception {
    officer = service.officer();
    try (Connection connection = database.connect()) {
      storePlots(connection);
      Measured cold = batch();
      Measured sql = setBased(connection);
      requireAgreement(sql, cold);
      System.out.printf(
          "%n%d plots, %.1f features hit a plot; areas differ by %.1e%nFirst batch after the start of the service: %.2f s%n",
          plots.size(),
          (double) sql.rows() / plots.size(),
          Math.abs(sql.areaSquareMetres() - cold.areaSquareMetres()) / sql.areaSquareMetres(),
          cold.seconds());
      service.warmUp(MOST_WARM_UPS, this::batch);
      List<Double> ratios = new ArrayList<>();
      for (int round = 1; round <= rounds; round++) {
        ratios.add(round(connection, round));
      }
      System.out.printf("%nMedian of the ratios: %.2f (aim: %.1f)%n", median(ratios), AIM);
    }
  }

  private double round(Connection connection, int round) throws Exception {
    String load = Machine.load();
    Measured sql = setBased(connection);
    Measured batch = batch();
    requireAgreement(sql, batch);
    double ratio = batch.seconds() / sql.seconds();
    System.out.printf(
        "Round %d, load average %s: set-based SQL %.2f s, batch %.2f s (%.0f parcels/s), ratio %.2f; processor of the batch: database %.2f s, service %.2f s (compiler %.2f s, garbage collector %.2f s)%n",
        round,
        load,
        sql.seconds(),
        batch.seconds(),
        plots.size() / batch.seconds(),
        ratio,
        batch.processor().database(),
        batch.processor().service().all(),
        batch.processor().service().compiler(),
        batch.processor().service().collector());
    Machine.printStolen();
    return ratio;
  }

  private ProcessorSeconds processor() throws IOException {
    return new ProcessorSeconds(
        Machine.processorSeconds(database.pid()), Machine.javaSeconds(service.pid()));
  }

  private void storePlots(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("create temp table bench_plot (i integer, geom geometry(Polygon, 4490))");
      try (PreparedStatement insert =
          connection.prepareStatement(
              "insert into bench_plot values (?, st_geomfromwkb(?, 4490))")) {
        for (int i = 0; i < plots.size(); i++) {
          insert.setInt(1, i);
          insert.setBytes(2, new WKBWriter().write(plots.get(i)));
          insert.addBatch();
        }
        insert.executeBatch();
      }
      statement.execute("analyze bench_plot");
    }
  }

  private static Measured setBased(Connection connection) throws SQLException {
    long start = System.nanoTime();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SET_BASED)) {
      row.next();
      return new Measured(
          seconds(start),
          row.getDouble(2),
          row.getLong(1),
          new ProcessorSeconds(0, new Machine.JavaSeconds(0, 0, 0)));
    }
  }

  /** From the first byte sent until the batch says that it is done. */
  private Measured batch() throws Exception {
    ProcessorSeconds before = processor();
    long start = System.nanoTime();
    JsonNode batch =
        send(
            request("/api/check-batches")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(upload)));
    String path = "/api/check-batches/" + batch.path("id").asString();
    while (batch.path("finishedAt").isMissingNode()) {
      Thread.sleep(POLL_MILLISECONDS);
      batch = send(request(path));
    }
    double seconds = seconds(start);
    ProcessorSeconds after = processor();
    if (batch.path("done").asInt() != plots.size()) {
      throw new IllegalStateException(batch.toString());
    }
    double area = 0;
    JsonNode results = send(request(path + "/results"));
    for (JsonNode row : results) {
      for (JsonNode collection : row.path("collections")) {
        area += collection.asDouble();
      }
    }
    return new Measured(
        seconds,
        area,
        results.size(),
        new ProcessorSeconds(
            after.database() - before.database(), after.service().since(before.service())));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
        .header("Authorization", officer);
  }

  private JsonNode send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    return JsonMapper.shared().readTree(answer.body());
  }

  private static byte[] upload(List<Polygon> plots) {
    String features =
        plots.stream()
            .map(
                plot ->
                    "{\"type\":\"Feature\",\"properties\":{},\"geometry\":"
                        + GeoJson.writeGeometry(plot)
                        + "}")
            .collect(Collectors.joining(",\n"));
    String request =
        """
        {"parcel":{"adcode":"%s"},"stage":"SUPPLY","currentUse":"1001","plannedUse":"0701","survey":"DETAILED",
         "project":{"key":false,"unavoidable":false,"remediation":false,"industry":"C13"}}"""
            .formatted(County.ADCODE);
    return (part("request\"", "application/json", request)
            + part(
                "file\"; filename=\"plots.geojson\"",
                "application/geo+json",
                "{\"type\":\"FeatureCollection\",\"features\":[" + features + "]}")
            + "--"
            + BOUNDARY
            + "--\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String part(String name, String type, String content) {
    return "--%s\r\nContent-Disposition: form-data; name=\"%s\r\nContent-Type: %s\r\n\r\n%s\r\n"
        .formatted(BOUNDARY, name, type, content);
  }

  private static void requireAgreement(Measured sql, Measured batch) {
    double difference = Math.abs(sql.areaSquareMetres() - batch.areaSquareMetres());
    if (difference > AGREEMENT * sql.areaSquareMetres()) {
      throw new IllegalStateException(
          "the SQL found %.3f m2 and the batch %.3f m2"
              .formatted(sql.areaSquareMetres(), batch.areaSquareMetres()));
    }
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
