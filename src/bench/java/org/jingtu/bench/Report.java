package org.jingtu.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Prints the rounds, and the medians of their ratios. */
final class Report {

  /** Processor time of all calls of a round: the floor in the database, HTTP in both. */
  record ProcessorSeconds(double floor, double httpDatabase, Machine.JavaSeconds httpService) {}

  private record Round(Latencies floor, Latencies http, ProcessorSeconds processor) {

    double ratio(ToDoubleFunction<Latencies> figure) {
      return figure.applyAsDouble(http) / figure.applyAsDouble(floor);
    }
  }

  private final Map<Integer, List<Round>> rounds = new TreeMap<>();

  void add(int clients, Latencies floor, Latencies http, ProcessorSeconds processor) {
    Round round = new Round(floor, http, processor);
    rounds.computeIfAbsent(clients, k -> new ArrayList<>()).add(round);
    System.out.printf("  floor, %d client(s)  %s%n", clients, floor);
    System.out.printf("  HTTP,  %d client(s)  %s%n", clients, http);
    System.out.printf(
        "  HTTP / floor         p50 %7.2f  p95 %7.2f  p99 %7.2f     %10.2f%n",
        round.ratio(l -> l.percentile(50)),
        round.ratio(l -> l.percentile(95)),
        round.ratio(l -> l.percentile(99)),
        round.ratio(Latencies::perSecond));
  }

  void print() {
    System.out.printf("%nMedians of the rounds%n");
    rounds.forEach(
        (clients, all) -> {
          int calls = all.get(0).http().sortedNanos().length;
          System.out.printf("  %d client(s)  floor %s%n", clients, figures(all, Round::floor));
          System.out.printf("               HTTP  %s%n", figures(all, Round::http));
          System.out.printf(
              "               HTTP / floor: p50 %.2f, p99 %.2f, checks a second %.2f%n",
              median(all, r -> r.ratio(l -> l.percentile(50))),
              median(all, r -> r.ratio(l -> l.percentile(99))),
              median(all, r -> r.ratio(Latencies::perSecond)));
          System.out.printf(
              "               processor a check: floor %.2f ms; HTTP %.2f ms in the database, %.2f ms in the service (compiler %.2f ms, garbage collector %.2f ms)%n",
              1e3 * median(all, r -> r.processor().floor()) / calls,
              1e3 * median(all, r -> r.processor().httpDatabase()) / calls,
              1e3 * median(all, r -> r.processor().httpService().all()) / calls,
              1e3 * median(all, r -> r.processor().httpService().compiler()) / calls,
              1e3 * median(all, r -> r.processor().httpService().collector()) / calls);
        });
  }

  private interface Side {
    Latencies of(Round round);
  }

  private static String figures(List<Round> all, Side side) {
    return "p50 %6.2f  p95 %6.2f  p99 %6.2f ms  %5.0f/s"
        .formatted(
            median(all, r -> side.of(r).percentile(50)),
            median(all, r -> side.of(r).percentile(95)),
            median(all, r -> side.of(r).percentile(99)),
            median(all, r -> side.of(r).perSecond()));
  }

  private static double median(List<Round> all, ToDoubleFunction<Round> figure) {
    double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
