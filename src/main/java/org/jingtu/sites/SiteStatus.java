package org.jingtu.sites;

import java.util.EnumSet;
import java.util.Set;

/**
 * The life of a contaminated site.
 *
 * <p>SUSPECTED →（初步调查）→ NOT_CONTAMINATED | CONFIRMED →（详细调查、风险评估）→ RISK_ACCEPTABLE | LISTED →
 * UNDER_CONTROL | UNDER_REMEDIATION →（效果评估达标）→ DELISTED. After a survey, a change on the ground
 * reopens it (《江苏省深入打好净土保卫战实施方案》“完成调查后地块现状发生变化有可能影响原调查结果的，应当重新开展调查”).
 */
enum SiteStatus {
  /** 疑似污染地块: suspected, not yet surveyed. */
  SUSPECTED("疑似污染地块"),
  /** A survey found nothing above the screening values. */
  NOT_CONTAMINATED("非污染地块"),
  /** 污染地块: a survey found it above the screening values. */
  CONFIRMED("污染地块"),
  /** The risk assessment found the risk acceptable. */
  RISK_ACCEPTABLE("风险可接受"),
  /** Entered in the list of sites to be controlled or remediated. */
  LISTED("已列入名录"),
  /** Listed, and under risk control. */
  UNDER_CONTROL("风险管控中"),
  /** Listed, and under remediation. */
  UNDER_REMEDIATION("治理修复中"),
  /** Removed from the list after its targets were met. */
  DELISTED("已移出名录");

  private final String title;

  SiteStatus(String title) {
    this.title = title;
  }

  /** Chinese title. */
  String title() {
    return title;
  }

  /** What the site may become next; a status may always be kept. */
  Set<SiteStatus> next() {
    return switch (this) {
      case SUSPECTED -> EnumSet.of(NOT_CONTAMINATED, CONFIRMED);
      case CONFIRMED -> EnumSet.of(RISK_ACCEPTABLE, LISTED);
      case LISTED -> EnumSet.of(UNDER_CONTROL, UNDER_REMEDIATION);
      case UNDER_CONTROL -> EnumSet.of(UNDER_REMEDIATION, DELISTED);
      case UNDER_REMEDIATION -> EnumSet.of(UNDER_CONTROL, DELISTED);
      case NOT_CONTAMINATED, RISK_ACCEPTABLE, DELISTED -> EnumSet.of(SUSPECTED);
    };
  }

  /** Whether the site stands in the list by its status alone. */
  boolean isListed() {
    return this == LISTED || this == UNDER_CONTROL || this == UNDER_REMEDIATION;
  }

  /** Whether the status says that the site does not stand in the list. */
  boolean isNotListed() {
    return this == SUSPECTED
        || this == NOT_CONTAMINATED
        || this == RISK_ACCEPTABLE
        || this == DELISTED;
  }
}
