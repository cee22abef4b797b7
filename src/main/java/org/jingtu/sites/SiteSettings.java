package org.jingtu.sites;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the sites, {@code jingtu.sites.*}.
 *
 * @param deadlineMonths months of a deadline, over its own: {@code
 *     jingtu.sites.deadline-months.effect=36}
 * @param maxDocument largest attached file
 */
@ConfigurationProperties("jingtu.sites")
record SiteSettings(
    @DefaultValue Map<SiteDeadline, Integer> deadlineMonths,
    @DefaultValue("20MB") DataSize maxDocument) {

  int months(SiteDeadline deadline) {
    return deadlineMonths.getOrDefault(deadline, deadline.months());
  }

  /** Key of the text that says where the months come from. */
  String sourceKey(SiteDeadline deadline) {
    return deadlineMonths.containsKey(deadline)
        ? "sites.deadline.configured"
        : deadline.sourceKey();
  }
}
