package org.jingtu.zones;

import org.jingtu.problems.Wording;

/** Where a zone stands on its way from draft to end. */
public enum ZoneState {
  /** Being drawn up; seen by the bureau alone. */
  DRAFT,
  /** Waits for approval. */
  SUBMITTED,
  /** Approved, not yet announced. */
  APPROVED,
  /** Announced; its day has not come. */
  PUBLISHED,
  /** Announced and in force: registered in its collection. */
  IN_FORCE,
  /** Taken back. */
  WITHDRAWN,
  /** Its last day is past. */
  EXPIRED,
  /** Replaced by a later zone of the same code. */
  SUPERSEDED;

  /** Its title. */
  public Wording wording() {
    return new Wording("zones.state." + name());
  }

  /** Whether it was ever announced, so that the public may know of it. */
  boolean isAnnounced() {
    return this == PUBLISHED || this == IN_FORCE || this == EXPIRED || this == SUPERSEDED;
  }
}
