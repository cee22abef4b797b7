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
 * and so are a list entry that contradicts the status, and a removal from the list although the
 * targets are not met.
 */
@Component
class SiteGuard implements FeatureGuard {

  @Override
  public String collection() {
    return Sites.COLLECTION;
  }

  @Override
  public List<DraftProblem> judge(@Nullable FeatureVersion current, FeatureDraft proposed) {
    List<DraftProblem> problems = new ArrayList<>();
    SiteStatus status = statusOf(proposed.attributes());
    Object targetMet = proposed.attributes().get("targetMet");
    if (current != null) {
      SiteStatus before = statusOf(current.attributes());
      if (before != status && !before.next().contains(status)) {
        problems.add(
            new DraftProblem(
                "SITE_TRANSITION_NOT_ALLOWED",
                "status",
                before.title() + " → " + status.title(),
                null));
      } else if (before.isListed()
          && status == SiteStatus.DELISTED
          && !Boolean.TRUE.equals(targetMet)
          && !Boolean.TRUE.equals(current.attributes().get("targetMet"))) {
        problems.add(new DraftProblem("SITE_TARGET_NOT_MET", "targetMet", targetMet, null));
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
