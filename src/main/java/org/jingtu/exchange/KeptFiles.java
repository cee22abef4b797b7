package org.jingtu.exchange;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps the files of rejected imports, so that they can be checked again with another mapping, and
 * of repaired ones, so that the corrected data can be fetched: for a while, and not too many. The
 * files of other finished jobs are removed at once.
 */
@Component
class KeptFiles {

  private static final Logger log = LoggerFactory.getLogger(KeptFiles.class);

  private final ImportJobStore jobs;
  private final Uploads uploads;
  private final WorkFolders folders;
  private final ImportSettings settings;

  KeptFiles(ImportJobStore jobs, Uploads uploads, WorkFolders folders, ImportSettings settings) {
    this.jobs = jobs;
    this.uploads = uploads;
    this.folders = folders;
    this.settings = settings;
  }

  /** Removes what need not be kept, after a job has finished. */
  void tidy(UUID finished) {
    Set<UUID> kept = new HashSet<>(jobs.listKept(settings.keepHours(), settings.keepFiles()));
    for (UUID id : folders.list()) {
      if (kept.contains(id)) {
        continue;
      }
      boolean over =
          id.equals(finished) || jobs.find(id).filter(j -> j.state().finished()).isPresent();
      if (over) {
        folders.remove(id);
      }
    }
    if (kept.contains(finished)) {
      try {
        uploads.tidy(finished);
      } catch (IOException e) {
        log.warn("Cannot tidy the work folder of import {}", finished, e);
      }
    }
  }
}
