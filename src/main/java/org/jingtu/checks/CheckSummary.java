package org.jingtu.checks;

import java.time.Instant;
import java.util.UUID;
import org.jingtu.rules.Verdict;

/**
 * A check in a list.
 *
 * @param verdict as it was given; what officers set aside since is in the answer itself
 * @param verdictTitle in the reader's language
 * @param actor user name of who asked
 */
record CheckSummary(
    UUID id,
    String parcelNo,
    String stage,
    Verdict verdict,
    String verdictTitle,
    boolean incomplete,
    String actor,
    Instant evaluatedAt) {}
