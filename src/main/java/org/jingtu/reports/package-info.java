/**
 * Documents for people: the opinion on a check (核查意见书) as PDF and HTML, made from the stored answer
 * alone, so that every figure in it is the figure that was given; the public notice of a zone; and
 * the indicators of the plans, reckoned from the registered features as of any period.
 */
@ApplicationModule(
    allowedDependencies = {
      "checks",
      "features",
      "zones",
      "exchange",
      "access",
      "catalog",
      "geo",
      "problems"
    })
@NullMarked
package org.jingtu.reports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
