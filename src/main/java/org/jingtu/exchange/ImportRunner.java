package org.jingtu.exchange;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jingtu.access.Actors;
import org.jingtu.access.AuditTrail;
import org.jingtu.exchange.ImportJob.Failure;
import org.jingtu.problems.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings one job from the queue to its end, whatever happens on the way. */
@Component
class ImportRunner {

  private static final Logger log = LoggerFactory.getLogger(ImportRunner.class);

  private static final int END_TRIES = 60;
  private static final long END_PAUSE_MILLISECONDS = 2000;

  private final ImportTools tools;
  private final ImportJobStore jobs;
  private final ImportProblemStore problemStore;
  private final Uploads uploads;
  private final WorkFolders folders;
  private final KeptFiles keptFiles;
  private final Actors actors;
  private final AuditTrail audit;
  private final TransactionTemplate transactions;
  private final MeterRegistry metrics;

  ImportRunner(
      ImportTools tools,
      ImportProblemStore problemStore,
      Uploads uploads,
      WorkFolders folders,
      KeptFiles keptFiles,
      Actors actors,
      MeterRegistry metrics) {
    this.tools = tools;
    this.jobs = tools.jobs();
    this.problemStore = problemStore;
    this.uploads = uploads;
    this.folders = folders;
    this.keptFiles = keptFiles;
    this.actors = actors;
    this.audit = tools.audit();
    this.transactions = tools.transactions();
    this.metrics = metrics;
  }

  /** Works on a job that is QUEUED, or COMMITTING after it was checked. */
  void run(UUID id, StopSignal signal) {
    Timer.Sample begin = Timer.start(metrics);
    jobs.move(id, ImportState.QUEUED, ImportState.READING);
    Optional<ImportJob> found = jobs.find(id).filter(job -> !job.state().finished());
    found.ifPresent(
        job -> {
          ImportState end = actors.as(job.actor(), () -> work(job, signal));
          if (end.finished()) {
            keptFiles.tidy(id);
          }
          begin.stop(
              Timer.builder("jingtu.import")
                  .description("Time that import jobs took, by the state they came to")
                  .tag("collection", job.request().collection())
                  .tag("state", end.name())
                  .register(metrics));
          log.info("Import {} into {}: {}", id, job.request().collection(), end);
        });
  }

  private ImportState work(ImportJob job, StopSignal signal) {
    boolean write = job.state() == ImportState.COMMITTING || !job.request().manual();
    try {
      ImportPass.End end = pass(job, write, signal);
      switch (end) {
        case COMMITTED -> {
          return ImportState.COMMITTED;
        }
        case CHECKED -> {
          jobs.move(job.id(), ImportState.READING, ImportState.CHECKED);
          signal.check();
          return ImportState.CHECKED;
        }
        default -> {
          return end(job, ImportState.REJECTED, null);
        }
      }
    } catch (StopSignal.Stopped e) {
      return e.reason() == StopSignal.Reason.CANCELLED
          ? end(job, ImportState.CANCELLED, null)
          : end(job, ImportState.FAILED, new Failure("SERVICE_STOPPED", List.of()));
    } catch (IOException | RuntimeException | Error e) {
      return end(job, ImportState.FAILED, Failures.describe(job.id(), e));
    }
  }

  /** A file that cannot be read as what it should be is rejected like one with bad rows. */
  private ImportPass.End pass(ImportJob job, boolean write, StopSignal signal) throws IOException {
    problemStore.clear(job.id());
    ProblemRecorder problems = new ProblemRecorder(problemStore, job.id());
    try {
      try (FeatureSource source = uploads.open(job)) {
        return new ImportPass(tools, job, source, problems, signal, folders.folder(job.id()))
            .run(write);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    } catch (Problem e) {
      problems.add(ImportProblem.ofFile(Severity.ERROR, e.code(), null, e.arguments()));
      problems.flush();
      jobs.problemCounts(job.id(), problems.counts());
      return ImportPass.End.REJECTED;
    }
  }

  /**
   * Writes the end of a job down. If the database is away, it is tried again for two minutes; after
   * that the next start of the service fails the job.
   */
  private ImportState end(ImportJob job, ImportState state, @Nullable Failure failure) {
    for (int i = 1; ; i++) {
      try {
        transactions.executeWithoutResult(s -> record(job, state, failure));
        return state;
      } catch (RuntimeException e) {
        if (i == END_TRIES || !pause()) {
          throw e;
        }
        log.warn(
            "Cannot write the end of import {} down, trying again: {}", job.id(), e.toString());
      }
    }
  }

  private void record(ImportJob job, ImportState state, @Nullable Failure failure) {
    if (jobs.finish(job.id(), state, ImportResult.NONE, failure)) {
      audit.record(
          "IMPORT_" + state,
          "imports/" + job.id(),
          failure == null
              ? Map.of("collection", job.request().collection())
              : Map.of("collection", job.request().collection(), "reason", failure.code()));
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(END_PAUSE_MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
