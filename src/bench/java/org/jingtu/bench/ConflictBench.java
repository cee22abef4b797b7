package org.jingtu.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jingtu.bench.Bench.Settings;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.checks.ConflictRecompute;
import org.jingtu.database.DurableCluster;
import org.jingtu.features.CollectionWriter;
import org.jingtu.features.CollectionWriters;
import org.jingtu.features.EncodedBatch;
import org.jingtu.features.SilentWriters;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What it costs to keep conflicts in step: one moved site in the whole county, committed with and
 * without it, beside the plain SQL that finds the watched features at its old and new place; all
 * sites at once; and all conflicts from nothing.
 */
final class ConflictBench {

  private static final int PARCELS = 2_000;

  private final Settings settings;
  private final ConfigurableApplicationContext context;
  private final CountyLoader loader;
  private final Collection sites;
  private final List<Long> ids;
  private final TransactionTemplate transaction;

  private ConflictBench(
      Settings settings,
      ConfigurableApplicationContext context,
      CountyLoader loader,
      List<Long> ids) {
    this.settings = settings;
    this.context = context;
    this.loader = loader;
    this.ids = ids;
    this.sites = context.getBean(Catalog.class).getCollection("contaminated-sites");
    this.transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
  }

  static void run(Settings settings) throws Exception {
    County county = new County(settings.features());
    Machine.print();
    try (DurableCluster database =
            DurableCluster.start(settings.project().resolve("jingtu"), settings.folder());
        ConfigurableApplicationContext context = CheckBench.application(database)) {
      ConflictsAtRest.await(database);
      CountyLoader loader = new CountyLoader(context, county);
      Path loaded = database.folder().resolve("watched-county-of-" + county.landUse);
      try (Connection connection = database.connect();
          Statement statement = connection.createStatement()) {
        boolean fresh = !Files.exists(loaded);
        if (fresh) {
          CheckBench.load(context, county);
          loader
              .loadWatched(settings.features() / 10, PARCELS)
              .forEach(
                  one ->
                      System.out.printf(
                          "  %-22s %,9d rows  %6.1f s%n",
                          one.collection(), one.rows(), one.seconds()));
          statement.execute("vacuum analyze");
          Files.createFile(loaded);
        }
        List<Long> ids = new ArrayList<>();
        try (ResultSet rows =
            statement.executeQuery(
                "select feature from contaminated_sites where until is null order by substr(code, 2)::int")) {
          while (rows.next()) {
            ids.add(rows.getLong(1));
          }
        }
        ConflictBench bench = new ConflictBench(settings, context, loader, ids);
        if (fresh) {
          timed("All conflicts from nothing", () -> ConflictRecompute.run(context));
        }
        bench.measure(connection);
      }
    }
  }

  private void measure(Connection connection) throws Exception {
    CollectionWriters with = context.getBean(CollectionWriters.class);
    CollectionWriters without = SilentWriters.of(context);
    timed("To warm up, each site moved once", () -> warmUp(with));
    for (int round = 1; round <= settings.rounds(); round++) {
      System.out.printf("%nRound %d, load average %s%n", round, Machine.load());
      print("plain SQL of the touched", touched(connection));
      // a new version where the site is: conflicts stay right without being told
      int count = Math.min(settings.parcels(), ids.size());
      print("edit alone", edits(without, count, round));
      print("edit and conflicts", edits(with, count, round + 1));
      Machine.printStolen();
    }
    timed("All sites in one version, alone", () -> all(without, settings.rounds() + 1));
    timed("All sites in one version, and conflicts", () -> all(with, 30));
    timed("Computed again, which must change nothing", () -> ConflictRecompute.run(context));
  }

  /** The compiler of the JVM comes to rest; where the database was kept, all is in its memory. */
  private String warmUp(CollectionWriters with) {
    System.out.printf("%nWarming up, load average %s%n", Machine.load());
    long[] nanos = edits(with, ids.size(), 1);
    int half = nanos.length / 2;
    print("edit, first half", Arrays.copyOfRange(nanos, 0, half));
    print("edit, second half", Arrays.copyOfRange(nanos, half, nanos.length));
    Machine.printStolen();
    return ids.size() + " sites";
  }

  private interface Work {
    String run();
  }

  private static void timed(String what, Work work) {
    long start = System.nanoTime();
    String outcome = work.run();
    System.out.printf("%n%s: %.2f s  %s%n", what, (System.nanoTime() - start) / 1e9, outcome);
  }

  /** Moves so many sites, one a transaction; nanoseconds of each with its commit. */
  private long[] edits(CollectionWriters writers, int count, double metres) {
    long[] nanos = new long[count];
    for (int i = 0; i < count; i++) {
      int site = i;
      long start = System.nanoTime();
      transaction.executeWithoutResult(s -> move(writers, List.of(site), metres));
      nanos[i] = System.nanoTime() - start;
    }
    return nanos;
  }

  private String all(CollectionWriters writers, double metres) {
    List<Integer> every = IntStream.range(0, ids.size()).boxed().toList();
    transaction.executeWithoutResult(s -> move(writers, every, metres));
    return ids.size() + " sites";
  }

  private void move(CollectionWriters writers, List<Integer> which, double metres) {
    CollectionWriter writer = writers.open(sites, null);
    writer.end(which.stream().map(i -> ids.get(i)).toList());
    writer.insert(
        writer.encode(
            which.stream()
                .map(i -> new EncodedBatch.Entry(ids.get(i), loader.movedSite(i, metres)))
                .toList()));
    writer.finish("bench", new CollectionWriter.Changes(0, which.size(), 0));
  }

  private long[] touched(Connection connection) throws Exception {
    String sql =
        """
        select count(*) from contaminated_sites s
        join lateral (
          select feature from plan_land_use w where w.until is null and w.geom && st_expand(s.geom, 0.0025, 0.002)
          union all
          select feature from parcels w where w.until is null and w.geom && st_expand(s.geom, 0.0006, 0.0005)) w on true
        where s.feature = ? and s.until is null
        """;
    long[] nanos = new long[Math.min(settings.parcels(), ids.size())];
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < nanos.length; i++) {
        long start = System.nanoTime();
        statement.setLong(1, ids.get(i));
        try (ResultSet row = statement.executeQuery()) {
          row.next();
        }
        nanos[i] = System.nanoTime() - start;
      }
    }
    return nanos;
  }

  private static void print(String what, long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    System.out.printf(
        "  %-26s p50 %7.2f  p95 %7.2f  p99 %7.2f  max %7.2f ms%n",
        what, at(sorted, 50), at(sorted, 95), at(sorted, 99), sorted[sorted.length - 1] / 1e6);
  }

  private static double at(long[] sorted, int percent) {
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
  }
}
