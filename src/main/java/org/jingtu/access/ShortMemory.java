package org.jingtu.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Remembers values for a short time, and at most so many: the least recently used go first.
 *
 * <p>Thread-safe; its critical section is one look-up in a map.
 */
final class ShortMemory<K, V> {

  private record Remembered<V>(V value, long untilNanos) {}

  private final Map<K, Remembered<V>> values = new LinkedHashMap<>(64, 0.75f, true);
  private final int capacity;
  private final long lifeNanos;
  private final LongSupplier clockNanos;

  ShortMemory(int capacity, Duration life) {
    this(capacity, life, System::nanoTime);
  }

  /**
   * @param clockNanos a clock that only runs forward, in nanoseconds
   */
  ShortMemory(int capacity, Duration life, LongSupplier clockNanos) {
    this.capacity = capacity;
    this.lifeNanos = life.toNanos();
    this.clockNanos = clockNanos;
  }

  synchronized Optional<V> find(K key) {
    Remembered<V> remembered = values.get(key);
    if (remembered == null) {
      return Optional.empty();
    }
    if (remembered.untilNanos() - clockNanos.getAsLong() <= 0) {
      values.remove(key);
      return Optional.empty();
    }
    return Optional.of(remembered.value());
  }

  synchronized void remember(K key, V value) {
    values.put(key, new Remembered<>(value, clockNanos.getAsLong() + lifeNanos));
    if (values.size() > capacity) {
      values.remove(values.keySet().iterator().next());
    }
  }

  synchronized void forgetAll() {
    values.clear();
  }
}
