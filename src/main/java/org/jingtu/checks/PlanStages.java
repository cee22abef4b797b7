package org.jingtu.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jingtu.rules.Hit;
import org.jingtu.rules.Pack;
import org.jingtu.rules.Question;
import org.jspecify.annotations.Nullable;

/**
 * Where the plan stands, by the planned land use on which the plot lies. Of several plan features
 * the earliest stage counts, since its deadline is still to come; and a request may name an earlier
 * one, for a plan that is not in the register yet, but not a later one. What neither says is asked
 * for.
 */
final class PlanStages {

  /** Where the plan stage comes from, beside it: PLAN or REQUEST. */
  static final String SOURCE = "planStageSource";

  /** From draft to approval: 草案、审议、报批、批复. */
  private static final List<String> ORDER = List.of("DRAFT", "REVIEWED", "SUBMITTED", "APPROVED");

  private PlanStages() {}

  /** The question with the plan stage and where it comes from, as far as it is known. */
  static Question complete(Question question, List<Hit> hits, Pack pack) {
    List<Integer> stages = new ArrayList<>();
    for (Hit hit : hits) {
      int stage = ORDER.indexOf(String.valueOf(hit.attributes().get("planStage")));
      if (hit.collection().equals("plan-land-use")
          && stage >= 0
          && hit.overlaps()
          && pack.threshold().findReason(hit).isEmpty()) {
        stages.add(stage);
      }
    }
    String stated = question.planStage();
    if (stages.isEmpty()) {
      return stated == null ? question : with(question, stated, "REQUEST");
    }
    int registered = stages.stream().min(Integer::compare).orElseThrow();
    return stated != null && ORDER.indexOf(stated) < registered
        ? with(question, stated, "REQUEST")
        : with(question, ORDER.get(registered), "PLAN");
  }

  private static Question with(Question question, String stage, String source) {
    Map<String, @Nullable Object> parcel = new LinkedHashMap<>(question.parcel());
    parcel.put(SOURCE, source);
    return new Question(
        question.stage(),
        question.currentUse(),
        question.plannedUse(),
        stage,
        parcel,
        question.project(),
        question.parcelAreaSquareMetres(),
        question.today());
  }
}
