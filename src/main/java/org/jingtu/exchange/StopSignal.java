package org.jingtu.exchange;

import org.jspecify.annotations.Nullable;

/** Tells a job at work to stop. The job looks at it between chunks of rows. */
public final class StopSignal {

  /** Why a job is to stop. */
  public enum Reason {
    /** Somebody cancelled it. */
    CANCELLED,
    /** The service stops. */
    SERVICE_STOPPED
  }

  /** Thrown where the job sees the signal. */
  public static final class Stopped extends RuntimeException {
    private final Reason reason;

    Stopped(Reason reason) {
      super(reason.name(), null, false, false);
      this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
      return reason;
    }
  }

  private volatile @Nullable Reason reason;

  /** Asks the job to stop. */
  public void stop(Reason why) {
    reason = why;
  }

  /**
   * Passes unless the job is to stop.
   *
   * @throws Stopped if it is
   */
  public void check() {
    Reason why = reason;
    if (why != null) {
      throw new Stopped(why);
    }
  }
}
