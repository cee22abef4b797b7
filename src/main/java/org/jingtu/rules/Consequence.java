package org.jingtu.rules;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a rule that speaks leads to. Where a missing fact leaves open which outcome it is, the
 * gravest of those possible is taken and the fact is named.
 *
 * @param severity {@link Verdict#CLEAR} if no outcome holds
 * @param action of that outcome, null for the rule's
 * @param open names of the missing facts that could make it milder
 */
record Consequence(Verdict severity, @Nullable String action, List<String> open) {

  static Consequence of(CompiledRule rule, Facts facts) {
    Rule.Outcome gravest = null;
    Verdict mildest = Verdict.PROHIBITED;
    boolean settled = false;
    Set<String> open = Set.of();
    for (CompiledRule.Outcome candidate : rule.outcomes()) {
      Truth truth = candidate.when().test(facts);
      if (truth == Truth.FALSE) {
        continue;
      }
      Rule.Outcome outcome = candidate.outcome();
      if (gravest == null || outcome.severity().isWorseThan(gravest.severity())) {
        gravest = outcome;
      }
      mildest = mildest.isWorseThan(outcome.severity()) ? outcome.severity() : mildest;
      if (truth == Truth.TRUE) {
        settled = true;
        break;
      }
      open = open.isEmpty() ? new TreeSet<>() : open;
      candidate.when().tellMissing(facts, open::add);
    }
    if (gravest == null) {
      return new Consequence(Verdict.CLEAR, null, List.of());
    }
    boolean same = settled && mildest == gravest.severity();
    return new Consequence(
        gravest.severity(), gravest.action(), same ? List.of() : List.copyOf(open));
  }
}
