package org.jingtu.checks;

import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.ApplicationContext;

/** Computes all conflicts anew, as {@code POST /api/conflicts/recompute} does. */
public final class ConflictRecompute {

  private ConflictRecompute() {}

  /** What it changed, in words, and how many watched features there are. */
  public static String run(ApplicationContext context) {
    ConflictRecomputationStore jobs = context.getBean(ConflictRecomputationStore.class);
    UUID id = context.getBean(ConflictRecomputations.class).begin().id();
    ConflictRecomputation job = jobs.find(id).orElseThrow();
    while (job.finishedAt() == null) {
      LockSupport.parkNanos(50_000_000);
      job = jobs.find(id).orElseThrow();
    }
    return job.toString();
  }
}
