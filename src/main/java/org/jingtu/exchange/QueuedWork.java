package org.jingtu.exchange;

import java.util.Optional;
import java.util.UUID;
import org.springframework.context.SmartLifecycle;

/**
 * Jobs of one kind for as long as the service runs: what an earlier run left is taken up before the
 * web server starts; after it has stopped, jobs at work are asked to stop.
 */
public abstract class QueuedWork implements SmartLifecycle {

  private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 8192;

  private final JobQueue queue;

  /**
   * @param kind names the threads
   * @param workers jobs that are worked on at the same time
   */
  protected QueuedWork(String kind, int workers) {
    this.queue = new JobQueue(kind, workers, this::run);
  }

  /** Takes what an earlier run of the service left into the queue, or ends it. */
  protected abstract void takeUp();

  /** Brings a job to its end; looks at the signal now and then. */
  protected abstract void run(UUID job, StopSignal signal);

  /** Takes a job into the queue; those of one lane are worked on one after another. */
  protected final void submit(UUID job, String lane) {
    queue.submit(job, lane);
  }

  /** Asks a job to stop; empty if it is not at work, and then it no longer waits either. */
  protected final Optional<StopSignal> cancel(UUID job) {
    return queue.stop(job);
  }

  /** Jobs at work. */
  protected final int countRunning() {
    return queue.countRunning();
  }

  @Override
  public final void start() {
    takeUp();
    queue.start();
  }

  @Override
  public final void stop() {
    queue.stop();
  }

  @Override
  public final boolean isRunning() {
    return queue.isStarted();
  }

  @Override
  public final int getPhase() {
    return PHASE;
  }
}
