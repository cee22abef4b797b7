package org.jingtu.ogcapi;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Lets equal work that is asked for at the same time be done once: the first caller does it, the
 * others wait for its result. What failed is tried again by whoever asks next.
 */
final class SingleFlight<T> {

  private final ConcurrentHashMap<String, CompletableFuture<T>> flights = new ConcurrentHashMap<>();

  /**
   * The result of the work.
   *
   * @param key equal for equal work
   */
  T join(String key, Supplier<T> work) {
    CompletableFuture<T> mine = new CompletableFuture<>();
    CompletableFuture<T> other = flights.putIfAbsent(key, mine);
    if (other != null) {
      return await(other);
    }
    try {
      T result = work.get();
      mine.complete(result);
      return result;
    } catch (RuntimeException | Error failure) {
      mine.completeExceptionally(failure);
      throw failure;
    } finally {
      flights.remove(key, mine);
    }
  }

  private static <T> T await(CompletableFuture<T> flight) {
    try {
      return flight.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
