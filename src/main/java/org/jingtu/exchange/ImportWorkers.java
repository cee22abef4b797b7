package org.jingtu.exchange;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Works on the import jobs: a few at a time, the jobs of one collection one after another in the
 * order in which they came.
 *
 * <p>One instance of the service on a database is assumed: at start every job that is found at work
 * counts as interrupted. A second instance would fail the jobs of the first.
 */
@Component
class ImportWorkers implements SmartLifecycle {

  private final ImportRecovery recovery;
  private final JobQueue queue;

  ImportWorkers(
      ImportRunner runner,
      ImportRecovery recovery,
      ImportSettings settings,
      MeterRegistry metrics) {
    this.recovery = recovery;
    this.queue = new JobQueue("import", settings.workers(), runner::run);
    Gauge.builder("jingtu.imports.running", queue, JobQueue::countRunning)
        .description("Import jobs at work")
        .register(metrics);
  }

  /** Takes a job into the queue. */
  void submit(UUID job, String collection) {
    queue.submit(job, collection);
  }

  /** Asks a job to stop; empty if it is not at work. */
  Optional<StopSignal> stop(UUID job) {
    return queue.stop(job);
  }

  @Override
  public void start() {
    recovery.recover().forEach(job -> submit(job.id(), job.request().collection()));
    queue.start();
  }

  @Override
  public void stop() {
    queue.stop();
  }

  @Override
  public boolean isRunning() {
    return queue.isStarted();
  }

  /** Before the web server starts, after it has stopped. */
  @Override
  public int getPhase() {
    return JobQueue.PHASE;
  }
}
