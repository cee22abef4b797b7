package org.jingtu.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ShortMemoryTest {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // runs over, as it may
  private final ShortMemory<String, Integer> memory =
      new ShortMemory<>(2, Duration.ofNanos(10), nanos::get);

  @Test
  void forgetsWhenTheTimeIsOver() {
    memory.remember("a", 1);

    nanos.addAndGet(9);
    assertThat(memory.find("a")).contains(1);
    nanos.addAndGet(1);
    assertThat(memory.find("a")).isEmpty();
  }

  @Test
  void forgetsTheLeastRecentlyUsedFirst() {
    memory.remember("a", 1);
    memory.remember("b", 2);
    memory.find("a");
    memory.remember("c", 3);

    assertThat(memory.find("b")).isEmpty();
    assertThat(memory.find("a")).contains(1);
  }
}
