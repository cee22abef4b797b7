package org.jingtu.checks;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A computation of all conflicts anew.
 *
 * @param total watched features when it was asked for
 * @param evaluated those that are done
 * @param opened conflicts that it opened or reopened; nothing should change
 * @param failureIncident id under which the log has more, or null
 */
record ConflictRecomputation(
    UUID id,
    State state,
    String actor,
    long total,
    long evaluated,
    long opened,
    long changed,
    long closed,
    @Nullable String failureIncident,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  /** Where it stands. */
  enum State {
    QUEUED,
    RUNNING,
    DONE,
    FAILED
  }
}
