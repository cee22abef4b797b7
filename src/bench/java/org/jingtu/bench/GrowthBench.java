package org.jingtu.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jingtu.bench.Bench.Settings;
import org.jingtu.database.DurableCluster;

/**
 * What a check costs in a county of ten times the data: the same service on two databases, the same
 * number of plots in counties of the same density, asked one after the other in every round by one
 * client.
 */
final class GrowthBench {

  private static final int TIMES = 10;

  /** What the project wants: ten times the data cost a check at most so much more. */
  private static final double AIM = 1.3;

  /** A county in a database of its own with a service of its own. */
  private record Place(
      int features,
      DurableCluster database,
      ServiceProcess service,
      String officer,
      List<String> requests)
      implements AutoCloseable {

    static Place open(Settings settings, int features) throws Exception {
      String folder =
          settings.folder().isEmpty()
              ? ""
              : Files.createDirectories(Path.of(settings.folder(), "county-" + features))
                  .toString();
      County county = new County(features);
      var plots = county.plots(settings.parcels());
      DurableCluster database = DurableCluster.start(settings.project().resolve("jingtu"), folder);
      CheckBench.prepare(database, county, plots.get(0));
      Path jar = settings.project().resolve("target/jingtu.jar");
      ServiceProcess service = ServiceProcess.start(jar, database);
      List<String> requests = plots.stream().map(CheckBench::request).toList();
      return new Place(features, database, service, service.officer(), requests);
    }

    Latencies ask(int clients) throws Exception {
      return Latencies.measure(clients, requests.size(), this::client);
    }

    private Latencies.Call client() {
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

    @Override
    public void close() throws Exception {
      service.close();
      database.close();
    }
  }

  private GrowthBench() {}

  static void run(Settings settings) throws Exception {
    Machine.print();
    try (Place small = Place.open(settings, settings.features() / TIMES);
        Place large = Place.open(settings, settings.features())) {
      small.service().warmUp(() -> small.ask(4));
      large.service().warmUp(() -> large.ask(4));
      List<Double> ratios = new ArrayList<>();
      for (int round = 1; round <= settings.rounds(); round++) {
        System.out.printf("%nRound %d, load average %s%n", round, Machine.load());
        double few = ask(small);
        double many = ask(large);
        ratios.add(many / few);
        Machine.printStolen();
        System.out.printf("  ratio of the p50: %.2f%n", many / few);
      }
      ratios.sort(null);
      System.out.printf(
          "%nMedian of the ratios: %.2f (aim: at most %.1f)%n", ratios.get(ratios.size() / 2), AIM);
    }
  }

  /** The p50 in milliseconds. */
  private static double ask(Place place) throws Exception {
    double database = Machine.processorSeconds(place.database().pid());
    Machine.JavaSeconds service = Machine.javaSeconds(place.service().pid());
    Latencies latencies = place.ask(1);
    System.out.printf(
        "  %,9d features of land use: %s; processor a check: database %.2f ms, service %.2f ms%n",
        place.features(),
        latencies,
        1e3
            * (Machine.processorSeconds(place.database().pid()) - database)
            / place.requests().size(),
        1e3
            * Machine.javaSeconds(place.service().pid()).since(service).all()
            / place.requests().size());
    return latencies.percentile(50);
  }
}
