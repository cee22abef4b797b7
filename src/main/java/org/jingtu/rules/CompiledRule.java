package org.jingtu.rules;

import java.util.List;
import java.util.Optional;
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

    Optional<String> findCollection() {
      return Optional.ofNullable(against.collection());
    }

    /** How far from the parcel a feature may lie, in metres; 0 if it must overlap. */
    double reachMetres() {
      Parameter within = against.within();
      return within == null ? 0 : within.value();
    }

    boolean isAboutOverlap() {
      return against.within() == null;
    }

    /**
     * Whether the hit lies where the rule looks. Touching is not overlapping.
     *
     * @param uncertaintyMetres how far the boundary of a feature may reach from the point that
     *     alone is known of it; 0 if points are what they are
     */
    Meeting meets(Hit hit, double uncertaintyMetres) {
      if (!hit.isLocated()) {
        return Meeting.UNKNOWN;
      }
      if (isAboutOverlap() ? hit.overlaps() : hit.distanceMetres() <= reachMetres()) {
        return Meeting.CERTAIN;
      }
      boolean near = hit.distanceMetres() <= reachMetres() + uncertaintyMetres;
      return hit.dimension() == 0 && uncertaintyMetres > 0 && near
          ? Meeting.POSSIBLE
          : Meeting.NONE;
    }
  }

  /** How sure it is that a feature lies where a rule looks. */
  enum Meeting {
    CERTAIN,
    POSSIBLE,
    UNKNOWN,
    NONE
  }

  record Outcome(Rule.Outcome outcome, Condition when) {}
}
