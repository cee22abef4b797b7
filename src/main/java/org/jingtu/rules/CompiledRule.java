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
     * @param place of what is judged
     * @param uncertaintyMetres how far the boundary of a feature may reach from the point that
     *     alone is known of it; 0 if points are what they are
     */
    Meeting meets(Hit hit, Place place, double uncertaintyMetres) {
      if (!hit.isLocated() || place.dimension() == Hit.NO_GEOMETRY) {
        return Meeting.UNKNOWN;
      }
      boolean on = place.dimension() == 2 ? hit.overlaps() : hit.distanceMetres() <= 0;
      if (isAboutOverlap() ? on : hit.distanceMetres() <= reachMetres()) {
        return Meeting.CERTAIN;
      }
      double unknown =
          (hit.dimension() == 0 ? uncertaintyMetres : 0)
              + (place.dimension() == 0 ? place.uncertaintyMetres() : 0);
      return unknown > 0 && hit.distanceMetres() <= reachMetres() + unknown
          ? Meeting.POSSIBLE
          : Meeting.NONE;
    }
  }

  /**
   * What is judged, as far as it is known where it lies: a parcel, or a feature in its place.
   *
   * @param dimension 0 point, 1 line, 2 area, {@link Hit#NO_GEOMETRY}
   * @param uncertaintyMetres how far its boundary may reach, if it is known as a point alone
   */
  record Place(int dimension, double uncertaintyMetres) {
    static final Place PARCEL = new Place(2, 0);
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
