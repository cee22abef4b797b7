package org.jingtu.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Prints what an evaluation of 20 hits costs of one core; no time is asserted. */
class EvaluatorSpeedTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);

  /** The thread's own time, so that what else the machine does is left out. */
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  @Test
  void printsTheCostOfATypicalCheck() {
    Pack pack = TestPacks.NATIONAL;
    Question question =
        new Question(
            "SUPPLY",
            "1001",
            "0701",
            null,
            Map.of("survey", "DETAILED"),
            Map.of("key", false, "remediation", false),
            10_000,
            TODAY);
    List<Hit> hits = twentyHits();
    List<CollectionStatus> statuses =
        pack.reach().collections(question).stream()
            .map(c -> new CollectionStatus(c, true, false, TODAY, false))
            .toList();
    long findings = 0;
    int rounds = 4_000;
    long best = Long.MAX_VALUE;
    for (int repeat = 0; repeat < 5; repeat++) {
      long start = CLOCK.getCurrentThreadCpuTime();
      for (int i = 0; i < rounds; i++) {
        findings += Evaluator.evaluate(pack, question, hits, statuses).findings().size();
      }
      best = Math.min(best, CLOCK.getCurrentThreadCpuTime() - start);
    }
    System.out.printf(
        "rules: %d rules, %d hits, %d findings: %.1f µs an evaluation%n",
        pack.rules().size(), hits.size(), findings / (5L * rounds), best / 1e3 / rounds);
    assertThat(findings).isPositive();
  }

  private static List<Hit> twentyHits() {
    List<Hit> hits = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      hits.add(
          hit(
              "contaminated-sites",
              i,
              Map.of("status", "CONFIRMED", "riskAssessment", "COMPLETED")));
      hits.add(hit("farmland-classes", i, Map.of("soilClass", "SAFE_USE")));
      hits.add(hit("groundwater-zones", i, Map.of("scheme", "B", "zoneClass", "RISK_CONTROL")));
      hits.add(hit("control-zones", i, Map.of("inForceFrom", LocalDate.of(2026, 2, 1))));
    }
    return hits;
  }

  private static Hit hit(String collection, int id, Map<String, ?> attributes) {
    return new Hit(collection, "" + id, "C-" + id, null, attributes, 1_000, 10, 20, 0, 2);
  }
}
