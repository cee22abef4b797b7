package org.jingtu.checks;

import java.time.LocalDate;
import org.springframework.context.ApplicationContext;

/** Computes all conflicts anew, as {@code POST /api/conflicts/recompute} does. */
public final class ConflictRecompute {

  private ConflictRecompute() {}

  /** What it changed, in words, and how many watched features there are. */
  public static String run(ApplicationContext context) {
    return context
        .getBean(Conflicts.class)
        .recomputeAll(LocalDate.now(ConflictEvaluation.CHINA))
        .toString();
  }
}
