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

  /** The idempotency key stands for another upload: other parameters, or another file. */
  static class IdempotencyKeyUsed extends Problem {
    IdempotencyKeyUsed(UUID id, String fileName) {
      super("IDEMPOTENCY_KEY_USED", HttpStatus.UNPROCESSABLE_CONTENT, id.toString(), fileName);
      member("import", id.toString());
    }
  }

  /** Only a file that waits or was rejected can be checked again. */
  static class ImportNotToBeCheckedAgain extends Problem {
    ImportNotToBeCheckedAgain(UUID id, ImportState state) {
      super("IMPORT_NOT_TO_BE_CHECKED_AGAIN", HttpStatus.CONFLICT, id.toString(), state.name());
      member("state", state);
    }
  }

  /** The file of the job is no longer kept. */
  static class ImportFileGone extends Problem {
    ImportFileGone(UUID id) {
      super("IMPORT_FILE_GONE", HttpStatus.GONE, id.toString());
    }
  }

  /** Nothing was repaired, so that there is no cleaned file. */
  static class NothingRepaired extends Problem {
    NothingRepaired(UUID id, ImportState state) {
      super("IMPORT_NOTHING_REPAIRED", HttpStatus.CONFLICT, id.toString(), state.name());
      member("state", state);
    }
  }

  /** The corrected rows do not fit the format they came in. */
  static class CleanedNotWritable extends Problem {
    CleanedNotWritable(String format, String reason) {
      super("CLEANED_NOT_WRITABLE", HttpStatus.UNPROCESSABLE_CONTENT, format, reason);
    }
  }

  /** Too many watch imports at the same time. */
  static class TooManyWatchers extends Problem {
    TooManyWatchers(int limit) {
      super("IMPORT_TOO_MANY_WATCHERS", HttpStatus.SERVICE_UNAVAILABLE, limit);
      header("Retry-After", "10");
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
