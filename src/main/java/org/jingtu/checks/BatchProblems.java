package org.jingtu.checks;

import java.util.UUID;
import org.jingtu.problems.Problem;
import org.springframework.http.HttpStatus;

/** Failures of a batch of checks, as facts. */
final class BatchProblems {

  private BatchProblems() {}

  /** There is no batch with the id. */
  static class BatchNotFound extends Problem {
    BatchNotFound(String id) {
      super("BATCH_NOT_FOUND", HttpStatus.NOT_FOUND, id);
    }
  }

  /** The batch has ended, so there is nothing to cancel. */
  static class BatchFinished extends Problem {
    BatchFinished(UUID id, BatchState state) {
      super("BATCH_FINISHED", HttpStatus.CONFLICT, id.toString(), state.name());
    }
  }

  /** The file holds more parcels than one batch may. */
  static class BatchTooLarge extends Problem {
    BatchTooLarge(int most) {
      super("BATCH_TOO_LARGE", HttpStatus.UNPROCESSABLE_CONTENT, most);
      member("most", most);
    }
  }

  /** The file holds no parcel. */
  static class BatchEmpty extends Problem {
    BatchEmpty() {
      super("BATCH_EMPTY", HttpStatus.UNPROCESSABLE_CONTENT);
    }
  }

  /** The file cannot be read to its end, so it is not known which parcels it holds. */
  static class BatchFileBroken extends Problem {
    BatchFileBroken(String code, String message) {
      super("BATCH_FILE_BROKEN", HttpStatus.UNPROCESSABLE_CONTENT, message);
      member("problem", code);
    }
  }

  /** The file has neither geometries nor a column of parcel numbers. */
  static class BatchWithoutParcels extends Problem {
    BatchWithoutParcels(String fields) {
      super("BATCH_WITHOUT_PARCELS", HttpStatus.UNPROCESSABLE_CONTENT, fields);
    }
  }

  /** What a column shall stand for is not known. */
  static class BatchColumnUnknown extends Problem {
    BatchColumnUnknown(String meaning, String known) {
      super("BATCH_COLUMN_UNKNOWN", HttpStatus.UNPROCESSABLE_CONTENT, meaning, known);
      member("field", "columns." + meaning);
    }
  }

  /** A stated column is not in the file. */
  static class BatchColumnNotInFile extends Problem {
    BatchColumnNotInFile(String column, String fields) {
      super("BATCH_COLUMN_NOT_IN_FILE", HttpStatus.UNPROCESSABLE_CONTENT, column, fields);
      member("field", column);
    }
  }

  /** Too many batches wait. */
  static class BatchQueueFull extends Problem {
    BatchQueueFull(int most) {
      super("BATCH_QUEUE_FULL", HttpStatus.SERVICE_UNAVAILABLE, most);
      header("Retry-After", "60");
    }
  }

  /** The uploaded file could not be stored. */
  static class BatchNotStored extends Problem {
    BatchNotStored(Throwable cause) {
      super("UPLOAD_NOT_STORED", HttpStatus.INTERNAL_SERVER_ERROR);
      initCause(cause);
    }
  }
}
