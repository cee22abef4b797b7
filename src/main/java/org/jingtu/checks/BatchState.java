package org.jingtu.checks;

import java.util.Arrays;
import java.util.Optional;

/** Where a batch stands. */
enum BatchState {
  /** Waits for its turn. */
  QUEUED,
  /** At work. */
  RUNNING,
  /** Every parcel has its result. */
  DONE,
  /** Broken off; the results so far stay. */
  FAILED,
  /** Cancelled; the results so far stay. */
  CANCELLED;

  /** Whether it stays so. */
  boolean finished() {
    return this != QUEUED && this != RUNNING;
  }

  static Optional<BatchState> find(String name) {
    return Arrays.stream(values()).filter(state -> state.name().equals(name)).findFirst();
  }
}
