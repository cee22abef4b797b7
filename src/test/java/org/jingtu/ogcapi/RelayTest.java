package org.jingtu.ogcapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RelayTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  private static ItemRow row(long feature) {
    return new ItemRow(feature, 1, 0, new byte[100], new Object[0]);
  }

  @Test
  void everyRowIsWrittenOnceInItsOrder() {
    List<Long> written = Collections.synchronizedList(new ArrayList<>());
    Relay relay = new Relay(threads, row -> written.add(row.feature()));
    for (long i = 0; i < 5_000; i++) {
      relay.take(row(i));
    }
    relay.finish();
    assertThat(written).isEqualTo(LongStream.range(0, 5_000).boxed().toList());
  }

  @Test
  void aShortPageIsWrittenByItsCaller() {
    List<Thread> writers = new ArrayList<>();
    Relay relay = new Relay(threads, row -> writers.add(Thread.currentThread()));
    for (long i = 0; i < ItemStore.FIRST_ROWS - 1; i++) {
      relay.take(row(i));
    }
    relay.finish();
    assertThat(writers).hasSize(ItemStore.FIRST_ROWS - 1).containsOnly(Thread.currentThread());
  }

  @Test
  void whatCameFirstIsWrittenWhileTheRestIsAwaited() throws Exception {
    CountDownLatch written = new CountDownLatch(ItemStore.FIRST_ROWS);
    Relay relay = new Relay(threads, row -> written.countDown());
    for (long i = 0; i < ItemStore.FIRST_ROWS; i++) {
      relay.take(row(i));
    }
    assertThat(written.await(30, TimeUnit.SECONDS)).isTrue();
    relay.finish();
  }

  @Test
  void aWriterThatFailsStopsTheReading() {
    Relay relay =
        new Relay(
            threads,
            row -> {
              if (row.feature() == 1_000) {
                throw new IllegalArgumentException("the caller went away");
              }
            });
    assertThatThrownBy(
            () -> {
              for (long i = 0; i < 1_000_000; i++) {
                relay.take(row(i));
              }
              relay.finish();
            })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the caller went away");
  }

  /** Whoever is told that reading failed may answer at once: nobody writes any more. */
  @Test
  void whatIsAbandonedIsWrittenNoMore() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    List<Long> written = Collections.synchronizedList(new ArrayList<>());
    Relay relay =
        new Relay(
            threads,
            row -> {
              written.add(row.feature());
              if (row.feature() == 200) {
                first.countDown();
              }
            });
    for (long i = 0; i < 400; i++) {
      relay.take(row(i));
    }
    first.await();
    relay.abandon();
    int atEnd = written.size();
    assertThat(atEnd).isLessThanOrEqualTo(400);
    assertThat(written).hasSize(atEnd);
  }
}
