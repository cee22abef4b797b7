package org.jingtu.features;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a feature between two data versions.
 *
 * @param before its version then, or null if it was not there
 * @param after its version afterwards, or null if it was not there any more
 */
record FeatureChange(@Nullable FeatureVersion before, @Nullable FeatureVersion after) {

  /** The kind of a change. */
  enum Kind {
    /** It was not there before. */
    ADDED,
    /** Another version holds. */
    CHANGED,
    /** It is not there any more. */
    ENDED
  }

  /** The versions of a page, by feature, put together. */
  static List<FeatureChange> pair(List<FeatureVersion> versions, long from) {
    List<FeatureChange> changes = new java.util.ArrayList<>();
    for (int i = 0; i < versions.size(); i++) {
      FeatureVersion one = versions.get(i);
      boolean hasNext = i + 1 < versions.size() && versions.get(i + 1).feature() == one.feature();
      if (hasNext) {
        changes.add(new FeatureChange(one, versions.get(++i)));
      } else if (one.since() <= from) {
        changes.add(new FeatureChange(one, null));
      } else {
        changes.add(new FeatureChange(null, one));
      }
    }
    return changes;
  }

  Kind kind() {
    return before == null ? Kind.ADDED : after == null ? Kind.ENDED : Kind.CHANGED;
  }

  /** The later version that there is. */
  FeatureVersion latest() {
    return after != null ? after : java.util.Objects.requireNonNull(before);
  }

  /** Whether the place or shape is another one. */
  boolean moved() {
    if (before == null || after == null) {
      return false;
    }
    return before.geometry() == null || after.geometry() == null
        ? before.geometry() != after.geometry()
        : !before.geometry().equalsExact(after.geometry());
  }
}
