package org.jingtu.exchange;

import java.util.UUID;
import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** Requests about imports that cannot be answered, as facts. */
final class ImportProblems {

  private ImportProblems() {}

  /** There is no such job. */
  static class ImportNotFound extends Problem {
    ImportNotFound(String id) {
      super("IMPORT_NOT_FOUND", HttpStatus.NOT_FOUND, id);
    }
  }

  /** Only a job that waits in state CHECKED can be committed. */
  static class ImportNotWaiting extends Problem {
    ImportNotWaiting(UUID id, ImportState state) {
      super("IMPORT_NOT_WAITING", HttpStatus.CONFLICT, id.toString(), state.name());
      member("state", state);
    }
  }

  /** The job is finished, so that it can no longer be cancelled. */
  static class ImportFinished extends Problem {
    ImportFinished(UUID id, ImportState state) {
      super("IMPORT_FINISHED", HttpStatus.CONFLICT, id.toString(), state.name());
      member("state", state);
    }
  }

  /** Too many jobs wait already. */
  static class ImportQueueFull extends Problem {
    ImportQueueFull(int limit) {
      super("IMPORT_QUEUE_FULL", HttpStatus.SERVICE_UNAVAILABLE, limit);
      header("Retry-After", "60");
    }
  }

  /** Repairing geometries was asked for; the service does not do that. */
  static class RepairNotAvailable extends Problem {
    RepairNotAvailable() {
      super("REPAIR_NOT_AVAILABLE", HttpStatus.UNPROCESSABLE_CONTENT);
    }
  }

  /** Replacing needs to know what is to be replaced. */
  static class CoverageMissing extends Problem {
    CoverageMissing() {
      super("COVERAGE_MISSING", HttpStatus.BAD_REQUEST);
      member("parameter", "coverage");
    }
  }

  /** The upload could not be written to the work folder. */
  static class UploadNotStored extends Problem {
    UploadNotStored(Throwable cause) {
      super("UPLOAD_NOT_STORED", HttpStatus.INSUFFICIENT_STORAGE);
      initCause(cause);
    }
  }
}
