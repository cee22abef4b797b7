package org.jingtu.zones;

/** Where a zone stands on its way from draft to end. */
public enum ZoneState {
  /** Being drawn up; seen by the bureau alone. */
  DRAFT("草案"),
  /** Waits for approval. */
  SUBMITTED("待批准"),
  /** Approved, not yet announced. */
  APPROVED("已批准"),
  /** Announced; its day has not come. */
  PUBLISHED("已公告，待生效"),
  /** Announced and in force: registered in its collection. */
  IN_FORCE("生效中"),
  /** Taken back. */
  WITHDRAWN("已撤销"),
  /** Its last day is past. */
  EXPIRED("已届满"),
  /** Replaced by a later zone of the same code. */
  SUPERSEDED("已被替代");

  private final String title;

  ZoneState(String title) {
    this.title = title;
  }

  /** Chinese title. */
  public String title() {
    return title;
  }

  /** Whether it was ever announced, so that the public may know of it. */
  boolean isAnnounced() {
    return this == PUBLISHED || this == IN_FORCE || this == EXPIRED || this == SUPERSEDED;
  }
}
