package org.jingtu.exchange;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Counts the rows of one pass, and shows the progress about once a second. Used by one thread. */
final class Tally {

  private static final long SAVE_NANOSECONDS = 1_000_000_000;

  private final ImportJobStore jobs;
  private final UUID job;
  private final @Nullable Long total;
  private final FeatureSource source;
  private final ProblemRecorder problems;
  private long accepted;
  private long rejected;
  private long repaired;
  private long inserted;
  private long updated;
  private long unchanged;
  private boolean end;
  private long savedAt = System.nanoTime();

  /**
   * @param source tells how many rows and bytes it has, if it knows
   */
  Tally(ImportJobStore jobs, UUID job, FeatureSource source, ProblemRecorder problems) {
    long expectedRows = source.info().expectedRows();
    this.jobs = jobs;
    this.job = job;
    this.total = expectedRows < 0 ? null : expectedRows;
    this.source = source;
    this.problems = problems;
  }

  /** Counts a row that was judged. */
  void count(boolean good) {
    if (good) {
      accepted++;
    } else {
      rejected++;
    }
  }

  /** Counts a row that was mended. */
  void countRepaired() {
    repaired++;
  }

  /** Counts what is written of a chunk. */
  void count(CheckedChunk chunk) {
    inserted += chunk.inserted();
    updated += chunk.updated();
    unchanged += chunk.unchanged();
  }

  /** Takes one row back that was counted as good. */
  void turnDown() {
    accepted--;
    rejected++;
  }

  /** Every row has been judged. */
  void end() {
    end = true;
  }

  boolean atEnd() {
    return end;
  }

  long read() {
    return accepted + rejected;
  }

  long inserted() {
    return inserted;
  }

  long updated() {
    return updated;
  }

  long unchanged() {
    return unchanged;
  }

  void saveSometimes() {
    if (System.nanoTime() - savedAt > SAVE_NANOSECONDS) {
      problems.flush();
      save();
    }
  }

  void save() {
    Long rows = end ? Long.valueOf(read()) : total;
    jobs.progress(
        job,
        new ImportProgress(
            rows,
            read(),
            accepted,
            rejected,
            problems.warnings(),
            repaired,
            known(source.bytesRead()),
            known(source.bytesTotal())),
        problems.counts());
    savedAt = System.nanoTime();
  }

  private static @Nullable Long known(long bytes) {
    return bytes < 0 ? null : bytes;
  }
}
