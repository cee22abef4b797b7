package org.jingtu.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why an evaluation is incomplete.
 *
 * @param collection id of the collection that it is about; null for facts of the question
 * @param names names of the missing facts, or codes of the features
 */
public record IncompleteReason(Kind kind, @Nullable String collection, List<String> names) {

  /** Kinds of reasons. */
  public enum Kind {
    /** A needed collection was never loaded here. */
    NO_DATA,
    /** A needed collection is older than the pack allows. */
    STALE,
    /** A needed collection could not be measured. */
    FAILED,
    /** A fact is missing that could bring a finding that stops the step. */
    FACT_MISSING,
    /** A feature is known as a point alone, so that it may reach the parcel. */
    BOUNDARY_MISSING,
    /** Features without geometry may lie on the parcel. */
    UNLOCATED
  }
}
