package org.jingtu.checks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jingtu.rules.Hit;
import org.jingtu.rules.Question;
import org.jspecify.annotations.Nullable;

/**
 * What the life of a contaminated site says about the soil survey of the plot, where neither the
 * request nor the parcel's record says anything. It counts only if the site takes the whole plot:
 * the rest of a plot was not surveyed with it.
 */
final class SiteSurveys {

  /** Less than this is missing where two surveys of the same land differ. */
  private static final double WHOLE_PLOT_PERCENT = 99.9;

  private static final String SURVEY = "survey";

  /** The collection whose records say it. */
  static final String COLLECTION = "contaminated-sites";

  /** Where the survey state comes from, beside it. */
  static final String SOURCE = "surveySource";

  private SiteSurveys() {}

  /** The question with the survey state and where it comes from, as far as it is known. */
  static Question complete(Question question, List<Hit> hits) {
    if (question.parcel().get(SURVEY) != null) {
      return with(question, SURVEY, null, "REQUEST");
    }
    if (question.parcel().get("surveyState") != null) {
      return with(question, SURVEY, null, "PARCEL");
    }
    return hits.stream()
        .filter(h -> h.collection().equals(COLLECTION))
        .filter(h -> h.percentOfParcel() >= WHOLE_PLOT_PERCENT)
        .flatMap(h -> find(h).stream())
        .findFirst()
        .map(state -> with(question, SURVEY, state, "SITE"))
        .orElse(question);
  }

  /**
   * The survey that a site of this state has behind it: what its record says, else what its status
   * presupposes (SUSPECTED is not surveyed yet; a preliminary survey tells whether it is
   * contaminated; the list takes a detailed one and a risk assessment).
   */
  private static Optional<String> find(Hit site) {
    Object recorded = site.attributes().get("investigation");
    if (recorded != null) {
      return Optional.of(recorded.toString());
    }
    return switch (String.valueOf(site.attributes().get("status"))) {
      case "SUSPECTED" -> Optional.of("NONE");
      case "NOT_CONTAMINATED", "CONFIRMED" -> Optional.of("PRELIMINARY");
      case "RISK_ACCEPTABLE", "LISTED", "UNDER_CONTROL", "UNDER_REMEDIATION", "DELISTED" ->
          Optional.of("DETAILED");
      default -> Optional.empty();
    };
  }

  private static Question with(
      Question question, String name, @Nullable String value, String source) {
    Map<String, @Nullable Object> parcel = new LinkedHashMap<>(question.parcel());
    if (value != null) {
      parcel.put(name, value);
    }
    parcel.put(SOURCE, source);
    return new Question(
        question.stage(),
        question.currentUse(),
        question.plannedUse(),
        question.planStage(),
        parcel,
        question.project(),
        question.parcelAreaSquareMetres(),
        question.today());
  }
}
