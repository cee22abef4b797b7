package org.jingtu.exchange;

import org.jspecify.annotations.Nullable;

/** Tells a job at work to stop. The job looks at it between chunks of rows. */
final class StopSignal {

  /** Why a job is to stop. */
  enum Reason {
    /** Somebody cancelled it. */
    CANCELLED,
    /** The service stops. */
    SERVICE_STOPPED
  }

  /** Thrown where the job sees the signal. */
  static final class Stopped extends RuntimeException {
    private final Reason reason;

    Stopped(Reason reason) {
      super(reason.name(), null, false, false);
      this.reason = reason;
    }

    Reason reason() {
      return reason;
    }
  }

  private volatile @Nullable Reason reason;

  void stop(Reason why) {
    reason = why;
  }

  /**
   * Passes unless the job is to stop.
   *
   * @throws Stopped if it is
   */
  void check() {
    Reason why = reason;
    if (why != null) {
      throw new Stopped(why);
    }
  }
}
