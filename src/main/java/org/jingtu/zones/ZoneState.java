package org.jingtu.zones;

import java.util.Locale;

/** Where a zone stands on its way from draft to end. */
public enum ZoneState {
  /** Being drawn up; seen by the bureau alone. */
  DRAFT("草案", "Draft"),
  /** Waits for approval. */
  SUBMITTED("待批准", "Submitted"),
  /** Approved, not yet announced. */
  APPROVED("已批准", "Approved"),
  /** Announced; its day has not come. */
  PUBLISHED("已公告，待生效", "Announced"),
  /** Announced and in force: registered in its collection. */
  IN_FORCE("生效中", "In force"),
  /** Taken back. */
  WITHDRAWN("已撤销", "Withdrawn"),
  /** Its last day is past. */
  EXPIRED("已届满", "Expired"),
  /** Replaced by a later zone of the same code. */
  SUPERSEDED("已被替代", "Superseded");

  private final String title;
  private final String titleEnglish;

  ZoneState(String title, String titleEnglish) {
    this.title = title;
    this.titleEnglish = titleEnglish;
  }

  /** Chinese title. */
  public String title() {
    return title;
  }

  /** The title in a language. */
  public String title(Locale locale) {
    return locale.getLanguage().equals("en") ? titleEnglish : title;
  }

  /** Whether it was ever announced, so that the public may know of it. */
  boolean isAnnounced() {
    return this == PUBLISHED || this == IN_FORCE || this == EXPIRED || this == SUPERSEDED;
  }
}
