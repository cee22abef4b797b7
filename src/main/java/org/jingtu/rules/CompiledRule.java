package org.jingtu.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule with its conditions compiled.
 *
 * @param at where it stands
 */
record CompiledRule(
    YamlAt at, Rule rule, Condition when, List<Target> targets, List<Outcome> outcomes) {

  record Target(Rule.Against against, Condition where) {

    @Nullable String collection() {
      return against.collection();
    }

    /** How far from the parcel a feature may lie, in metres; 0 if it must overlap. */
    double reachMetres() {
      Parameter within = against.within();
      return within == null ? 0 : within.value();
    }

    boolean isAboutOverlap() {
      return against.within() == null;
    }

    /** Whether the hit lies where the rule looks. Touching is not overlapping. */
    boolean covers(Hit hit) {
      return isAboutOverlap() ? hit.overlaps() : hit.distanceMetres() <= reachMetres();
    }
  }

  record Outcome(Rule.Outcome outcome, Condition when) {}
}
