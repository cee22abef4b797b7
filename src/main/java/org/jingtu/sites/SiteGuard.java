package org.jingtu.sites;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jingtu.features.DraftReader.DraftProblem;
import org.jingtu.features.FeatureDraft;
import org.jingtu.features.FeatureGuard;
import org.jingtu.features.FeatureVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps the life of a site: a status that the life does not allow from the present one is refused,
 * and so is a list entry that contradicts the status.
 */
@Component
class SiteGuard implements FeatureGuard {

  @Override
  public String collection() {
    return "contaminated-sites";
  }

  @Override
  public List<DraftProblem> judge(@Nullable FeatureVersion current, FeatureDraft proposed) {
    List<DraftProblem> problems = new ArrayList<>();
    SiteStatus status = statusOf(proposed.attributes());
    if (current != null) {
      SiteStatus before = statusOf(current.attributes());
      if (before != status && !before.next().contains(status)) {
        problems.add(
            new DraftProblem(
                "SITE_TRANSITION_NOT_ALLOWED",
                "status",
                before.title() + " → " + status.title(),
                null));
      }
    }
    Object listed = proposed.attributes().get("listed");
    if (status.isListed() && Boolean.FALSE.equals(listed)
        || status.isNotListed() && Boolean.TRUE.equals(listed)) {
      problems.add(new DraftProblem("SITE_LISTED_CONTRADICTS_STATUS", "listed", listed, null));
    }
    return problems;
  }

  private static SiteStatus statusOf(Map<String, @Nullable Object> attributes) {
    return SiteStatus.valueOf(String.valueOf(attributes.get("status")));
  }
}
