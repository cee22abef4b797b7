package org.jingtu.sites;

/**
 * The deadlines that states of a site start. What each asks for and which document fixes its time
 * are texts ({@code sites.deadline.NAME}, {@code …source}); where none does, the months are a
 * default that the operator may change by {@code jingtu.sites.deadline-months}. When each begins
 * and what ends it says the view {@code site_clock}.
 */
enum SiteDeadline {
  SURVEY(6),
  RISK_ASSESSMENT(12),
  MEASURES(12),
  EFFECT(24),
  CONTROL_ZONE(6),
  AFTERCARE_PLAN(6),
  BOUNDARY(3);

  private final int months;

  SiteDeadline(int months) {
    this.months = months;
  }

  /** Key of the text that says what must be done. */
  String titleKey() {
    return "sites.deadline." + name();
  }

  /** Months from the day on which it begins, unless configured. */
  int months() {
    return months;
  }

  /** Key of the text that says where the months come from. */
  String sourceKey() {
    return titleKey() + ".source";
  }
}
