package org.jingtu.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jingtu.catalog.Collection;
import org.jingtu.database.DurableCluster;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Polygon;

/**
 * Tiles of the land use over HTTP, made anew each time, against {@code ST_AsMVT} of every feature
 * that the tile's extent with its buffer meets; and tiles that the service has kept.
 */
final class OgcTileBench {

  private static final int[] ZOOMS = {8, 10, 12, 14, 16};
  private static final int[] TILES = {1, 2, 6, 20, 40};

  private final DurableCluster database;
  private final Collection collection;
  private final List<Polygon> plots;

  /** A tile of WebMercatorQuad. */
  record Tile(int zoom, long column, long row) {

    static Tile of(int zoom, Coordinate place) {
      double sine = Math.sin(Math.toRadians(place.y));
      double north = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
      double side = 1L << zoom;
      return new Tile(zoom, (long) ((place.x + 180) / 360 * side), (long) (north * side));
    }

    String path() {
      return "/ogc/collections/%s/tiles/WebMercatorQuad/%d/%d/%d"
          .formatted(OgcCases.COLLECTION, zoom, row, column);
    }
  }

  OgcTileBench(DurableCluster database, Collection collection, List<Polygon> plots) {
    this.database = database;
    this.collection = collection;
    this.plots = plots;
  }

  private List<Tile> tiles(int zoom, int most) {
    Set<Tile> tiles = new LinkedHashSet<>();
    for (Polygon plot : plots) {
      if (tiles.size() < most) {
        tiles.add(Tile.of(zoom, plot.getEnvelopeInternal().centre()));
      }
    }
    return new ArrayList<>(tiles);
  }

  /** The very first tile that a service makes, far out. */
  void first(ServiceProcess service, String officer) throws Exception {
    Tile tile = tiles(ZOOMS[0], 1).get(0);
    try (HttpCaller caller = new HttpCaller(service.port(), officer)) {
      double database = Machine.processorSeconds(this.database.pid());
      double before = Machine.processorSeconds(service.pid());
      long start = System.nanoTime();
      int bytes = ServiceProcess.require(caller.send("GET", tile.path(), ""), 200).bytes();
      System.out.printf(
          "%nFirst tile that a service is asked for, a quarter of a minute after its start, matrix %d: %.0f ms, processor %.0f ms in the database and %.0f ms in the service; %,d bytes; load average %s%n",
          tile.zoom(),
          (System.nanoTime() - start) / 1e6,
          1e3 * (Machine.processorSeconds(this.database.pid()) - database),
          1e3 * (Machine.processorSeconds(service.pid()) - before),
          bytes,
          Machine.load());
    }
  }

  /** Tiles that are made, against SQL, round by round. */
  void made(ServiceProcess service, String officer, int rounds) throws Exception {
    warmUp(service, officer);
    System.out.printf(
        "%nTiles that are made, 1 client (aim: ratio 1.3), load average %s%n", Machine.load());
    OgcBench.floorOfHttp(service, officer);
    for (int i = 0; i < ZOOMS.length; i++) {
      List<Tile> tiles = tiles(ZOOMS[i], TILES[i]);
      Latencies.measure(1, tiles.size(), () -> http(tiles, service, officer));
      List<Double> ratios = new ArrayList<>();
      Latencies sql = null;
      Latencies http = null;
      double[] processor = new double[3];
      for (int round = 0; round < rounds; round++) {
        double before = Machine.processorSeconds(database.pid());
        sql = Latencies.measure(1, tiles.size(), () -> floor(tiles));
        double between = Machine.processorSeconds(database.pid());
        double serviceBefore = Machine.processorSeconds(service.pid());
        http = Latencies.measure(1, tiles.size(), () -> http(tiles, service, officer));
        processor[0] += between - before;
        processor[1] += Machine.processorSeconds(database.pid()) - between;
        processor[2] += Machine.processorSeconds(service.pid()) - serviceBefore;
        ratios.add(http.percentile(50) / sql.percentile(50));
      }
      ratios.sort(null);
      int calls = rounds * tiles.size();
      System.out.printf(
          "  matrix %2d, %2d tiles: SQL p50 %8.1f ms, HTTP %8.1f ms, ratio %.2f; processor SQL %.0f, HTTP %.0f + %.0f ms; bytes SQL %,d, HTTP %,d%n",
          ZOOMS[i],
          tiles.size(),
          sql == null ? Double.NaN : sql.percentile(50),
          http == null ? Double.NaN : http.percentile(50),
          ratios.get(ratios.size() / 2),
          1e3 * processor[0] / calls,
          1e3 * processor[1] / calls,
          1e3 * processor[2] / calls,
          bytes(tiles.get(0)),
          bytes(tiles.get(0), service, officer));
    }
    Machine.printStolen();
  }

  /** Until the compiler of the service rests: passes of four seconds of small tiles. */
  private void warmUp(ServiceProcess service, String officer) throws Exception {
    List<Tile> tiles = tiles(16, 40);
    service.warmUp(
        () -> {
          long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(4);
          while (System.nanoTime() < end) {
            Latencies.measure(2, tiles.size(), () -> http(tiles, service, officer));
          }
        });
  }

  /** Tiles that were made before, by a service whose compiler rests. */
  void kept(ServiceProcess service, String officer, int clients) throws Exception {
    List<Tile> tiles = new ArrayList<>(tiles(14, 20));
    tiles.addAll(tiles(16, 40));
    List<Tile> calls = new ArrayList<>();
    for (int i = 0; i < 6_000; i++) {
      calls.add(tiles.get(i % tiles.size()));
    }
    service.warmUp(
        () -> Latencies.measure(clients, calls.size(), () -> http(calls, service, officer)));
    double before = Machine.processorSeconds(service.pid());
    Latencies latencies =
        Latencies.measure(clients, calls.size(), () -> http(calls, service, officer));
    System.out.printf(
        "Tiles that are kept, %d clients: %s; processor %.2f ms in the service (aim: thousands a second)%n",
        clients,
        latencies,
        1e3 * (Machine.processorSeconds(service.pid()) - before) / calls.size());
  }

  private Latencies.Call http(List<Tile> tiles, ServiceProcess service, String officer) {
    HttpCaller caller = new HttpCaller(service.port(), officer);
    return new Latencies.Call() {
      @Override
      public void run(int index) throws Exception {
        ServiceProcess.require(caller.send("GET", tiles.get(index).path(), ""), 200);
      }

      @Override
      public void close() throws Exception {
        caller.close();
      }
    };
  }

  private static int bytes(Tile tile, ServiceProcess service, String officer) throws Exception {
    try (HttpCaller caller = new HttpCaller(service.port(), officer)) {
      return ServiceProcess.require(caller.send("GET", tile.path(), ""), 200).bytes();
    }
  }

  private int bytes(Tile tile) throws SQLException {
    try (Connection connection = database.connect()) {
      return ask(statement(connection), tile);
    }
  }

  private Latencies.Call floor(List<Tile> tiles) throws SQLException {
    Connection connection = database.connect();
    PreparedStatement statement = statement(connection);
    return new Latencies.Call() {
      @Override
      public void run(int index) throws SQLException {
        ask(statement, tiles.get(index));
      }

      @Override
      public void close() throws SQLException {
        connection.close();
      }
    };
  }

  private PreparedStatement statement(Connection connection) throws SQLException {
    String attributes =
        collection.attributes().stream()
            .map(a -> "t." + a.column() + "::text as \"" + a.name() + "\"")
            .collect(Collectors.joining(", "));
    return connection.prepareStatement(
        """
        select st_asmvt(r, '%1$s', 4096, 'mvt', 'id') from (
          select t.feature as id, %2$s,
            st_asmvtgeom(st_transform(t.geom, 3857), st_tileenvelope(?, ?, ?), 4096, 64, true) as mvt
          from %3$s t where t.until is null
            and t.geom && st_transform(st_tileenvelope(?, ?, ?, margin => 64.0 / 4096), 4490)) r
        """
            .formatted(collection.id(), attributes, collection.table()));
  }

  private static int ask(PreparedStatement statement, Tile tile) throws SQLException {
    for (int at = 0; at < 6; at += 3) {
      statement.setInt(at + 1, tile.zoom());
      statement.setInt(at + 2, (int) tile.column());
      statement.setInt(at + 3, (int) tile.row());
    }
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getBytes(1).length;
    }
  }
}
