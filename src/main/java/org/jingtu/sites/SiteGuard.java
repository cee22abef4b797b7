package org.jingtu.sites;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jingtu.features.DraftReader.DraftProblem;
import org.jingtu.features.FeatureDraft;
import org.jingtu.features.FeatureGuard;
import org.jingtu.features.FeatureVersion;
import org.jingtu.sites.SiteProblems.ChangedWithoutDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps the life of a site: a status that the life does not allow from the present one is refused,
 * and so are a list entry that contradicts the status, and a removal from the list although the
 * targets are not met. A single edit does not change where a site stands at all: that takes a step
 * with its document.
 */
@Component
class SiteGuard implements FeatureGuard {

  /** What a step decides, and an edit without a document does not. */
  private static final List<String> BY_STEP =
      List.of("status", "listed", "targetMet", "heldUndeveloped");

  private final ThreadLocal<Boolean> stepping = ThreadLocal.withInitial(() -> false);

  /** Does the edit by which a step with its document is registered. */
  <T> T stepping(Supplier<T> edit) {
    stepping.set(true);
    try {
      return edit.get();
    } finally {
      stepping.remove();
    }
  }

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
                status.name(),
                null,
                List.of(before.wording(), status.wording())));
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

  @Override
  public List<DraftProblem> judgeEdit(@Nullable FeatureVersion current, FeatureDraft proposed) {
    List<DraftProblem> problems = judge(current, proposed);
    if (current != null && problems.isEmpty() && !stepping.get()) {
      for (String attribute : BY_STEP) {
        if (!Objects.equals(
            settled(current.attributes().get(attribute)),
            settled(proposed.attributes().get(attribute)))) {
          throw new ChangedWithoutDocument(proposed.code(), attribute);
        }
      }
    }
    return problems;
  }

  /** What was not said and what was denied are the same here: an edit may write the one out. */
  private static @Nullable Object settled(@Nullable Object value) {
    return Boolean.FALSE.equals(value) ? null : value;
  }

  private static SiteStatus statusOf(Map<String, @Nullable Object> attributes) {
    return SiteStatus.valueOf(String.valueOf(attributes.get("status")));
  }
}
