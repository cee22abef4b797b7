package org.jingtu.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Gathers the problems of one run and stores them in batches. The first {@value #CAP} are stored,
 * all are counted. Used by one thread.
 */
final class ProblemRecorder {

  /** Problems that are stored of one job; more would help nobody. */
  static final int CAP = 1_000_000;

  private static final int BATCH = 1000;
  private static final int BATCH_VERTICES = 200_000;

  private final ImportProblemStore store;
  private final UUID job;
  private final int cap;
  private final List<ImportProblem> waiting = new ArrayList<>();
  private final Map<String, Long> counts = new TreeMap<>();
  private int stored;
  private int vertices;
  private long errors;
  private long warnings;

  ProblemRecorder(ImportProblemStore store, UUID job) {
    this(store, job, CAP);
  }

  /**
   * @param cap problems that are stored
   */
  ProblemRecorder(ImportProblemStore store, UUID job, int cap) {
    this.store = store;
    this.job = job;
    this.cap = cap;
  }

  void add(ImportProblem problem) {
    if (problem.isError()) {
      errors++;
    } else {
      warnings++;
    }
    int taken = stored + waiting.size();
    if (taken < cap) {
      waiting.add(problem);
    } else if (taken == cap) {
      waiting.add(ImportProblem.ofFile(Severity.WARNING, "PROBLEMS_NOT_ALL_STORED", null, cap));
    }
    vertices += problem.shape() == null ? 0 : problem.shape().vertices();
    counts.merge(problem.code(), 1L, Long::sum);
    if (waiting.size() >= BATCH || vertices > BATCH_VERTICES) {
      flush();
    }
  }

  void flush() {
    if (!waiting.isEmpty()) {
      store.add(job, stored, waiting);
      stored += waiting.size();
      waiting.clear();
      vertices = 0;
    }
  }

  /** Whether the file is to be rejected. */
  boolean hasErrors() {
    return errors > 0;
  }

  /** How often each code came, those that were not stored included. */
  Map<String, Long> counts() {
    return counts;
  }

  long errors() {
    return errors;
  }

  long warnings() {
    return warnings;
  }
}
