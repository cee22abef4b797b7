package org.jingtu.sites;

import java.util.Set;
import java.util.stream.Collectors;
import org.jingtu.problems.Wording;

/**
 * The life of a contaminated site.
 *
 * <p>SUSPECTED →（初步调查）→ NOT_CONTAMINATED | CONFIRMED →（详细调查、风险评估）→ RISK_ACCEPTABLE | LISTED →
 * UNDER_CONTROL | UNDER_REMEDIATION →（效果评估达标）→ DELISTED. After a survey, a change on the ground
 * reopens it. The steps between them, with the document that each needs, are {@link SiteStep}.
 */
enum SiteStatus {
  /** 疑似污染地块: suspected, not yet surveyed. */
  SUSPECTED,
  /** A survey found nothing above the screening values. */
  NOT_CONTAMINATED,
  /** 污染地块: a survey found it above the screening values. */
  CONFIRMED,
  /** The risk assessment found the risk acceptable. */
  RISK_ACCEPTABLE,
  /** Entered in the list of sites to be controlled or remediated. */
  LISTED,
  /** Listed, and under risk control. */
  UNDER_CONTROL,
  /** Listed, and under remediation. */
  UNDER_REMEDIATION,
  /** Removed from the list after its targets were met. */
  DELISTED;

  /** Its title. */
  Wording wording() {
    return new Wording("sites.status." + name());
  }

  /** What the site may become next; a status may always be kept. */
  Set<SiteStatus> next() {
    return SiteStep.from(this).stream()
        .map(step -> step.to(this))
        .filter(status -> status != this)
        .collect(Collectors.toUnmodifiableSet());
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

  /**
   * Whether the public may know of it: the list is published (土壤污染防治法 第六十一条、第六十六条); what is
   * suspected or under investigation is not.
   */
  boolean isPublic() {
    return isListed() || this == DELISTED;
  }
}
