package org.jingtu.bench;

import java.nio.file.Path;
import java.util.Map;

/** Runs one bench by its name. */
public final class Bench {

  private static final Map<String, Body> BENCHES =
      Map.of(
          "check", CheckBench::run,
          "growth", GrowthBench::run,
          "batch", BatchBench::run,
          "conflicts", ConflictBench::run,
          "import", ImportBench::run,
          "ogc", OgcBench::run);

  private interface Body {
    void run(Settings settings) throws Exception;
  }

  /**
   * What can be set, as {@code -Dbench.KEY=VALUE} or {@code ./jingtu bench NAME --KEY VALUE}.
   *
   * @param features land-use polygons of the county; polygons of 21 vertices of the import
   * @param large polygons of 41 vertices of the import
   * @param parcels plots that are checked, or boxes that are asked for
   * @param rounds how often everything is measured; figures are medians of the rounds
   * @param peers whether other servers are measured too: {@code --peers yes}
   * @param part what alone is measured, where a bench has parts; empty for all
   * @param folder where the database is made and kept for the next run, or empty for a temporary
   *     one
   * @param project the project's folder, with {@code jingtu} and {@code target/jingtu.jar}
   */
  record Settings(
      int features,
      int large,
      int parcels,
      int rounds,
      boolean peers,
      String part,
      String folder,
      Path project) {

    static Settings ofSystem() {
      return new Settings(
          Integer.getInteger("bench.features", 500_000),
          Integer.getInteger("bench.large", 200_000),
          Integer.getInteger("bench.parcels", 2_000),
          Integer.getInteger("bench.rounds", 3),
          System.getProperty("bench.peers", "no").equals("yes"),
          System.getProperty("bench.part", ""),
          System.getProperty("bench.folder", ""),
          Path.of(System.getProperty("bench.project", "")).toAbsolutePath());
    }

    boolean has(String one) {
      return part.isEmpty() || part.equals(one);
    }
  }

  private Bench() {}

  /**
   * Runs the bench.
   *
   * @param args its name
   */
  public static void main(String[] args) throws Exception {
    Body bench = args.length == 1 ? BENCHES.get(args[0]) : null;
    if (bench == null) {
      throw new IllegalArgumentException(
          "no such bench: " + String.join(" ", args) + "; there are " + BENCHES.keySet());
    }
    bench.run(Settings.ofSystem());
  }
}
