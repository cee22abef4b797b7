package org.jingtu.exchange;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Works on the import jobs: a few at a time, the jobs of one collection one after another in the
 * order in which they came.
 *
 * <p>One instance of the service on a database is assumed: at start every job that is found at work
 * counts as interrupted. A second instance would fail the jobs of the first.
 */
@Component
class ImportWorkers extends QueuedWork {

  private final ImportRunner runner;
  private final ImportRecovery recovery;

  ImportWorkers(
      ImportRunner runner,
      ImportRecovery recovery,
      ImportSettings settings,
      MeterRegistry metrics) {
    super("import", settings.workers());
    this.runner = runner;
    this.recovery = recovery;
    Gauge.builder("jingtu.imports.running", this, QueuedWork::countRunning)
        .description("Import jobs at work")
        .register(metrics);
  }

  @Override
  protected void takeUp() {
    recovery.recover().forEach(job -> submit(job.id(), job.request().collection()));
  }

  @Override
  protected void run(UUID job, StopSignal signal) {
    runner.run(job, signal);
  }
}
