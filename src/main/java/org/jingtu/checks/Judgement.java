package org.jingtu.checks;

import org.jingtu.features.Overlay;
import org.jingtu.rules.Evaluation;
import org.jingtu.rules.Evaluator;
import org.jingtu.rules.Pack;
import org.jingtu.rules.Question;

/**
 * What a pack says of one plot by what was found there. The same plot, question, pack and findings
 * of the overlay give the same judgement, whether it is asked alone, in a batch or again.
 *
 * @param question as it was judged: with the facts that the register adds
 */
record Judgement(Plot plot, Question question, Pack pack, Survey survey, Evaluation evaluation) {

  /**
   * Measures and judges.
   *
   * @param overlaid the candidates within {@link PackReach#metresByCollection(Question)} of the
   *     plot
   * @param question as it was asked
   */
  static Judgement of(Plot plot, Overlay.Answer overlaid, Pack pack, Question question) {
    Survey survey = new Survey(plot, overlaid, pack, question);
    Question known =
        PlanStages.complete(SiteSurveys.complete(question, survey.hits()), survey.hits(), pack);
    Evaluation evaluation = Evaluator.evaluate(pack, known, survey.hits(), survey.statuses());
    return new Judgement(plot, known, pack, survey, evaluation);
  }
}
