package org.jingtu.checks;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jingtu.features.Overlay;
import org.jingtu.rules.Pack;
import org.jingtu.rules.Question;
import org.jingtu.rules.Stage;
import org.locationtech.jts.geom.Envelope;
import org.springframework.stereotype.Component;

/**
 * The two halves of a check around the reading of candidates, the same for one plot and for those
 * of a batch: what is asked and where to look, and the answer to what was found there. Safe for use
 * by several threads.
 */
@Component
class Judging {

  /** The clock by which days are told. */
  static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

  private final Questions questions;
  private final Answers answers;

  Judging(Questions questions, Answers answers) {
    this.questions = questions;
    this.answers = answers;
  }

  /** A plot with what is asked about it, and where to look for what may concern it. */
  record Case(
      CheckRequest request, Plot plot, Pack pack, Question question, Overlay.Window window) {}

  /**
   * Gathers what is asked.
   *
   * @param moment the moment whose day decides
   * @throws org.jingtu.problems.Problem if a fact cannot be understood
   */
  Case prepare(CheckRequest request, Plot plot, Pack pack, Instant moment) {
    Question question = questions.ask(request, plot, LocalDate.ofInstant(moment, CHINA));
    Overlay.Window window = window(plot, pack.reach().metresByCollection(question));
    return new Case(request, plot, pack, question, window.describing(described(pack, question)));
  }

  /** The collections whose attributes may decide; those of all others are not looked up. */
  private static Set<String> described(Pack pack, Question question) {
    Set<String> described = new HashSet<>(pack.collectionsAt(Stage.getStage(question.stage())));
    described.add(SiteSurveys.COLLECTION);
    return described;
  }

  /**
   * Measures and judges what was found.
   *
   * @param moment the moment whose data decide
   */
  Judged judge(Case asked, Overlay.Answer overlaid, Instant moment, Instant now) {
    Judgement judgement = Judgement.of(asked.plot(), overlaid, asked.pack(), asked.question());
    Answers.Written written = answers.write(judgement, moment, now);
    return new Judged(
        written.answer(),
        written.json(),
        asked.request(),
        judgement.survey().dataVersions(),
        asked.plot().geometry());
  }

  /** The plot's extent, and the same widened in degrees to hold all that is within reach. */
  static Overlay.Window window(Plot plot, Map<String, Double> reachMetres) {
    Envelope onPlot = plot.dense().getEnvelopeInternal();
    Envelope around = new Envelope(onPlot);
    Map<String, Double> far = new HashMap<>(reachMetres);
    far.values().removeIf(metres -> metres <= 0);
    if (!far.isEmpty()) {
      // a degree of latitude is at least 110.57 km, one of longitude at least 111.32 km · cos(lat)
      double metres = Collections.max(far.values());
      double latitude =
          Math.toRadians(Math.max(Math.abs(onPlot.getMinY()), Math.abs(onPlot.getMaxY())) + 0.1);
      around.expandBy(metres / (111_320 * Math.cos(latitude)) * 1.001, metres / 110_570 * 1.001);
    }
    return new Overlay.Window(onPlot, around, far.keySet());
  }
}
