package org.jingtu.ogcapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SingleFlightTest {

  @Test
  void equalWorkAtTheSameTimeIsDoneOnce() throws Exception {
    SingleFlight<Integer> flights = new SingleFlight<>();
    AtomicInteger done = new AtomicInteger();
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      Future<Integer> first =
          threads.submit(
              () ->
                  flights.join(
                      "tile",
                      () -> {
                        began.countDown();
                        await(mayEnd);
                        return done.incrementAndGet();
                      }));
      began.await();
      List<Thread> waiting = new ArrayList<>();
      List<Integer> results = java.util.Collections.synchronizedList(new ArrayList<>());
      for (int i = 0; i < 3; i++) {
        Thread thread =
            new Thread(() -> results.add(flights.join("tile", () -> -done.incrementAndGet())));
        thread.start();
        waiting.add(thread);
      }
      for (Thread thread : waiting) {
        while (thread.getState() != Thread.State.WAITING) {
          Thread.onSpinWait();
        }
      }
      mayEnd.countDown();
      for (Thread thread : waiting) {
        thread.join();
      }
      assertThat(first.get()).isEqualTo(1);
      assertThat(results).containsExactly(1, 1, 1);
    } finally {
      threads.shutdownNow();
    }
    assertThat(flights.join("tile", done::incrementAndGet)).isEqualTo(2);
  }

  @Test
  void whatFailedIsTriedAgain() {
    SingleFlight<String> flights = new SingleFlight<>();
    assertThatThrownBy(
            () ->
                flights.join(
                    "tile",
                    () -> {
                      throw new IllegalArgumentException("no");
                    }))
        .hasMessage("no");
    assertThat(flights.join("tile", () -> "made")).isEqualTo("made");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
