package org.jingtu.exchange;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Brings the jobs in order when the service starts.
 *
 * <p>A job that was at work when the service ended fails with the reason SERVICE_STOPPED:
 * PostgreSQL has rolled its rows back, the collection is as it was. Jobs that waited go on waiting
 * if their file is still there. Files of rejected and repaired imports are kept for a while, to be
 * checked again or fetched; others that belong to no waiting job are removed.
 */
@Component
class ImportRecovery {

  private static final Logger log = LoggerFactory.getLogger(ImportRecovery.class);

  private final ImportJobStore jobs;
  private final WorkFolders folders;
  private final ImportSettings settings;

  ImportRecovery(ImportJobStore jobs, WorkFolders folders, ImportSettings settings) {
    this.jobs = jobs;
    this.folders = folders;
    this.settings = settings;
  }

  /** Recovers the jobs; those that are to be queued again, the oldest first. */
  List<ImportJob> recover() {
    int failed = jobs.failInterrupted();
    if (failed > 0) {
      log.warn("{} import jobs were interrupted when the service ended; they have failed", failed);
    }
    List<ImportJob> kept = new ArrayList<>();
    for (ImportJob job : jobs.listUnfinished()) {
      if (Files.isDirectory(folders.folder(job.id()))) {
        kept.add(job);
      } else {
        jobs.finish(
            job.id(),
            ImportState.FAILED,
            ImportResult.NONE,
            new ImportJob.Failure("FILE_LOST", List.of()));
      }
    }
    Set<UUID> files = kept.stream().map(ImportJob::id).collect(Collectors.toSet());
    files.addAll(jobs.listKept(settings.keepHours(), settings.keepFiles()));
    folders.removeAllBut(files);
    return kept.stream().filter(job -> job.state() == ImportState.QUEUED).toList();
  }
}
