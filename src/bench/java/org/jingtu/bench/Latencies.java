package org.jingtu.bench;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long each call took, and how many were done a second.
 *
 * @param sortedNanos ascending
 * @param seconds from the first call to the end of the last
 */
record Latencies(long[] sortedNanos, double seconds) {

  /** Something that is called with the number of a plot; each client has its own. */
  interface Call extends AutoCloseable {
    void run(int plot) throws Exception;

    @Override
    default void close() throws Exception {}
  }

  /** Makes every call once, spread over the clients; a call that fails ends the bench. */
  static Latencies measure(int clients, int calls, Callable<? extends Call> newClient)
      throws Exception {
    long[] nanos = new long[calls];
    AtomicInteger next = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(clients);
    try {
      long start = System.nanoTime();
      Future<?>[] all = new Future<?>[clients];
      for (int c = 0; c < clients; c++) {
        all[c] =
            pool.submit(
                () -> {
                  try (Call client = newClient.call()) {
                    for (int i = next.getAndIncrement(); i < calls; i = next.getAndIncrement()) {
                      long before = System.nanoTime();
                      client.run(i);
                      nanos[i] = System.nanoTime() - before;
                    }
                  }
                  return null;
                });
      }
      for (Future<?> one : all) {
        one.get();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      Arrays.sort(nanos);
      return new Latencies(nanos, seconds);
    } finally {
      pool.shutdownNow();
    }
  }

  /** Milliseconds that this share of the calls did not exceed. */
  double percentile(double percent) {
    int rank = (int) Math.ceil(percent / 100 * sortedNanos.length);
    return sortedNanos[Math.max(0, rank - 1)] / 1e6;
  }

  double perSecond() {
    return sortedNanos.length / seconds;
  }

  @Override
  public String toString() {
    return "p50 %7.2f  p95 %7.2f  p99 %7.2f ms  %7.0f/s"
        .formatted(percentile(50), percentile(95), percentile(99), perSecond());
  }
}
