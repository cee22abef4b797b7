package org.jingtu.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jingtu.bench.Bench.Settings;
import org.jingtu.database.DurableCluster;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Crs;

/**
 * Imports and exports over HTTP against ogr2ogr: same files, same database, one after the other in
 * every round. Ours is timed from the answer that the upload was accepted to COMMITTED, with every
 * check; ogr2ogr from its start to its end, with COPY, into a table with primary key and spatial
 * index.
 */
final class ImportBench {

  private static final Map<String, String> DRIVERS =
      Map.of("shp", "ESRI Shapefile", "gpkg", "GPKG", "geojson", "GeoJSON", "csv", "CSV");

  private static final List<String> FORMATS = List.of("shp", "gpkg", "geojson", "csv");

  /** They are made anew a minute after each import, in the time of whoever comes next. */
  private static final Map<String, String> WITHOUT_FAR_TILES =
      Map.of("JINGTU_OGC_FAR_TILES", "false");

  private static final int WARM_UP_PLOTS = 5_000;
  private static final String ZIPPED = "ogr2ogr to shz";

  private final Settings settings;
  private final DurableCluster database;
  private final ExchangeClient client;
  private final ServiceProcess service;
  private final Crs crs;
  private final Map<String, List<Double>> seconds = new LinkedHashMap<>();
  private int warmUps;

  private ImportBench(Settings settings, DurableCluster database, ServiceProcess service, Crs crs) {
    this.settings = settings;
    this.database = database;
    this.service = service;
    this.client = new ExchangeClient(service.port());
    this.crs = crs;
  }

  static void run(Settings settings) throws Exception {
    Machine.print();
    Ogr2ogr.print();
    Path jar = settings.project().resolve("target/jingtu.jar");
    try (DurableCluster database =
            DurableCluster.start(settings.project().resolve("jingtu"), settings.folder());
        ServiceProcess service =
            ServiceProcess.start(jar, database, List.of(), WITHOUT_FAR_TILES)) {
      Crs crs =
          new CoordinateSystems(database.folder().resolve("crs").toString()).getCrs(PlotFile.CRS);
      ImportBench bench = new ImportBench(settings, database, service, crs);
      bench.warmUp();
      bench.compare("21", settings.features(), 21);
      bench.compare("41", settings.large(), 41);
    }
  }

  /** A service that has just started still compiles itself; ogr2ogr comes compiled. */
  private void warmUp() throws Exception {
    Path folder = Files.createTempDirectory("jingtu-bench");
    try {
      service.warmUp(() -> warmUp(folder));
      String filter = ExchangeClient.encode("code LIKE '" + County.ADCODE + "9%'");
      for (String format : FORMATS) {
        client.export(
            "current-land-use",
            "f=" + format + "&filter=" + filter,
            folder.resolve("warm." + format),
            warmUps * WARM_UP_PLOTS);
      }
    } finally {
      org.springframework.util.FileSystemUtils.deleteRecursively(folder);
    }
  }

  private void warmUp(Path folder) throws Exception {
    warmUps++;
    PlotFile plots = PlotFile.write(folder, crs, "BSM", 900 + warmUps, WARM_UP_PLOTS, 21);
    load("current-land-use", plots, WARM_UP_PLOTS);
    PlotFile parcels = PlotFile.write(folder, crs, "ZDDM", 900 + warmUps, WARM_UP_PLOTS, 21);
    load("parcels", parcels, WARM_UP_PLOTS);
  }

  private void compare(String name, int count, int vertices) throws Exception {
    if (count == 0) {
      return;
    }
    System.out.printf("%n%,d polygons of %d vertices%n", count, vertices);
    seconds.clear();
    String table = "ogr_" + name;
    Path folder = Files.createTempDirectory("jingtu-bench");
    try {
      for (int round = 1; round <= settings.rounds(); round++) {
        int number = vertices * 10 + round;
        PlotFile plots =
            PlotFile.write(folder.resolve("plots"), crs, "BSM", number, count, vertices);
        PlotFile parcels =
            PlotFile.write(folder.resolve("parcels"), crs, "ZDDM", number, count, vertices);
        System.out.printf(
            "  round %d, load average %s, .shp of %,d MB%n",
            round, Machine.load(), Files.size(plots.shp()) >> 20);
        importAll(round, table, plots, parcels, count);
        printMemory("imports");
        if (round == 1 && settings.has("exports")) {
          exportAll(folder, table, count);
          printMemory("exports");
        }
      }
      print(count);
    } finally {
      org.springframework.util.FileSystemUtils.deleteRecursively(folder);
    }
  }

  private void importAll(int round, String table, PlotFile plots, PlotFile parcels, int count)
      throws Exception {
    if (round == 1) {
      Ogr2ogr.run(
          postgres(
              table, plots.shp(), "-where", "1=0", "-lco", "SPATIAL_INDEX=GIST", "-overwrite"));
    }
    timed("ogr2ogr, COPY", () -> Ogr2ogr.run(postgres(table, plots.shp(), "-append")));
    timed("import without pieces", () -> load("parcels", parcels, count));
    timed("import with pieces", () -> load("current-land-use", plots, count));
  }

  private interface Work {
    double seconds() throws Exception;
  }

  /**
   * Processor time depends less than the clock on what else the machine, or its host, has to do.
   */
  private void timed(String what, Work work) throws Exception {
    String load = Machine.load();
    double backend = Machine.processorSeconds(database.pid());
    double ogr2ogr = Machine.endedChildrenSeconds();
    Machine.JavaSeconds ours = Machine.javaSeconds(service.pid());
    add(what, work.seconds());
    Machine.JavaSeconds taken = Machine.javaSeconds(service.pid()).since(ours);
    System.out.printf(
        "      processor: database %.1f s, ogr2ogr %.1f s, service %.1f s (compiler %.1f s, garbage collector %.1f s); load average before %s%n    ",
        Machine.processorSeconds(database.pid()) - backend,
        Machine.endedChildrenSeconds() - ogr2ogr,
        taken.all(),
        taken.compiler(),
        taken.collector(),
        load);
    Machine.printStolen();
    vacuumed();
  }

  /** With every check except that of rows against each other, which ogr2ogr has nothing beside. */
  private double load(String collection, PlotFile file, int count) throws Exception {
    return client.load(collection, file.zip(), count, "&coverageCheck=off");
  }

  private void vacuumed() throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("vacuum analyze");
    }
    database.checkpoint();
  }

  private List<String> postgres(String table, Path file, String... more) {
    String url = database.jdbcUrl();
    String port = url.substring(url.lastIndexOf(':') + 1, url.lastIndexOf('/'));
    List<String> command =
        new ArrayList<>(
            List.of("--config", "PG_USE_COPY", "YES", "-f", "PostgreSQL", "-nln", table));
    command.addAll(List.of("-t_srs", "EPSG:4490", "-nlt", "MULTIPOLYGON"));
    command.addAll(Arrays.asList(more));
    command.add(connection(port, url.substring(url.lastIndexOf('/') + 1)));
    command.add(file.toString());
    return command;
  }

  private String connection(String port, String name) {
    return "PG:host=127.0.0.1 port=%s dbname=%s user=%s password=%s"
        .formatted(port, name, database.username(), database.password());
  }

  private void exportAll(Path folder, String table, int count) throws Exception {
    String url = database.jdbcUrl();
    String source =
        connection(
            url.substring(url.lastIndexOf(':') + 1, url.lastIndexOf('/')),
            url.substring(url.lastIndexOf('/') + 1));
    for (String format : FORMATS) {
      for (int i = 0; i < settings.rounds(); i++) {
        Path target = folder.resolve("export." + format);
        List<String> command =
            new ArrayList<>(List.of("-f", DRIVERS.get(format), target.toString(), source, table));
        if (format.equals("csv")) {
          command.addAll(List.of("-lco", "GEOMETRY=AS_WKT"));
        }
        add("ogr2ogr to " + format, Ogr2ogr.run(command));
        Files.delete(target);
        if (format.equals("shp")) {
          Path zipped = folder.resolve("export.shz"); // what ours is: a zip
          command.set(2, zipped.toString());
          add(ZIPPED, Ogr2ogr.run(command));
          Files.delete(zipped);
        }
        ExchangeClient.Exported exported =
            client.export(
                "current-land-use", "f=" + format + "&filter=" + filterOf(table), target, count);
        add("export " + format, exported.lastByte());
        System.out.printf(
            "      first byte after %.2f s, %,d MB%n",
            exported.firstByte(), Files.size(target) >> 20);
        Files.delete(target);
      }
    }
  }

  /** Only what was loaded of this size: codes begin with the county and vertices · 10 + round. */
  private static String filterOf(String table) {
    return ExchangeClient.encode(
        "code LIKE '" + County.ADCODE + table.substring("ogr_".length()) + "%'");
  }

  private void add(String what, double took) {
    seconds.computeIfAbsent(what, key -> new ArrayList<>()).add(took);
    System.out.printf("    %-24s %8.2f s%n", what, took);
  }

  private void print(int count) {
    System.out.printf("  medians%n");
    double floor = median("ogr2ogr, COPY");
    for (String what : seconds.keySet()) {
      double took = median(what);
      double of = what.startsWith("export ") ? median("ogr2ogr to " + what.substring(7)) : floor;
      boolean ours = !what.startsWith("ogr2ogr");
      String zipped =
          what.equals("export shp") ? ", %.2f of it to .shz".formatted(took / median(ZIPPED)) : "";
      System.out.printf(
          "    %-24s %8.2f s  %,9.0f rows/s  %s%n",
          what, took, count / took, ours ? "%.2f of ogr2ogr%s".formatted(took / of, zipped) : "");
    }
  }

  private double median(String what) {
    double[] sorted = seconds.get(what).stream().mapToDouble(x -> x).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /** What the service had at the most since the last time; from now on it counts anew. */
  private void printMemory(String during) throws IOException {
    Path process = Path.of("/proc", Long.toString(service.pid()));
    if (Files.exists(process)) {
      System.out.printf(
          "    most memory of the service during %s: %,d MB%n",
          during, Machine.peakMegabytes(service.pid()));
      Files.writeString(process.resolve("clear_refs"), "5"); // resets the mark, proc(5)
    }
  }
}
