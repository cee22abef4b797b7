package org.jingtu.access;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user with what sign-in needs to know.
 *
 * @param lockedUntil end of the lock-out after failures; null = not locked
 * @param passwordChangedAt sessions that began with an earlier password are over
 * @param passwordMustChange whether the next sign-in has to change the password
 */
record Account(
    Actor actor,
    String passwordHash,
    boolean enabled,
    int failedAttempts,
    @Nullable Instant lockedUntil,
    Instant createdAt,
    Instant passwordChangedAt,
    boolean passwordMustChange) {

  boolean isLocked(Instant now) {
    return lockedUntil != null && lockedUntil.isAfter(now);
  }

  boolean mayUsePassword(Instant now) {
    return enabled && !isLocked(now);
  }

  /**
   * Whether the password has to be changed before anything else.
   *
   * @param maxAge how old it may become; null = any age
   */
  boolean mustChangePassword(Instant now, @Nullable Duration maxAge) {
    return passwordMustChange || (maxAge != null && passwordChangedAt.plus(maxAge).isBefore(now));
  }

  /** Without the hash: a record's text ends up in logs. */
  @Override
  public String toString() {
    return "Account[" + actor.username() + "]";
  }
}
