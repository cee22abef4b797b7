package org.jingtu.checks;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jingtu.access.Actors;
import org.jingtu.checks.CheckProblems.AsOfInFuture;
import org.jingtu.checks.CheckProblems.CheckNotFound;
import org.jingtu.features.Datasets;
import org.jingtu.features.Overlay;
import org.jingtu.rules.Evaluation;
import org.jingtu.rules.Evaluator;
import org.jingtu.rules.Pack;
import org.jingtu.rules.Packs;
import org.jingtu.rules.Question;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The parcel check: the plot is resolved, overlaid on every collection by one SQL statement,
 * measured, judged by the rules of a pack, and the answer is stored before it is given.
 */
@Component
class Checks {

  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

  private final Plots plots;
  private final Questions questions;
  private final Overlay overlay;
  private final Datasets datasets;
  private final Packs packs;
  private final CheckStore store;
  private final Answers answers;
  private final Actors actors;
  private final JsonMapper json;

  Checks(
      Plots plots,
      Questions questions,
      Overlay overlay,
      Datasets datasets,
      Packs packs,
      CheckStore store,
      Answers answers,
      Actors actors,
      JsonMapper json) {
    this.plots = plots;
    this.questions = questions;
    this.overlay = overlay;
    this.datasets = datasets;
    this.packs = packs;
    this.store = store;
    this.answers = answers;
    this.actors = actors;
    this.json = json;
  }

  /** A stored answer: its id and its JSON. */
  record Stored(UUID id, String json) {}

  /**
   * Answers a request and stores the answer.
   *
   * @param uploaded the plot of an uploaded file, or null to take that of the request
   * @throws org.jingtu.problems.Problem if the plot or a fact cannot be understood
   */
  Stored check(CheckRequest request, @Nullable Plot uploaded) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    Map<String, Long> versions = versionsOf(request.asOf(), now);
    Instant moment = request.asOf() == null ? now : request.asOf();
    Plot plot =
        uploaded != null
            ? uploaded
            : plots.getPlot(request.parcel(), versions == null ? null : versions.get("parcels"));
    Pack pack = packs.choose(request.pack(), plot.county());
    Question question = questions.ask(request, plot, LocalDate.ofInstant(moment, CHINA));
    Overlay.Answer overlaid =
        overlay.read(
            window(plot, pack.reachByCollection(question)),
            plot.geometry(),
            plot.county(),
            versions);
    Survey survey = new Survey(plot, overlaid, pack, question);
    Evaluation evaluation = Evaluator.evaluate(pack, question, survey.hits(), survey.statuses());
    CheckAnswer answer = answers.compose(plot, question, pack, survey, evaluation, moment, now);
    String answerJson = json.writeValueAsString(answer);
    store.insert(
        answer, request, answerJson, survey.dataVersions(), plot.geometry(), actors.current());
    return new Stored(answer.id(), answerJson);
  }

  /** The JSON of a stored answer. */
  String getAnswer(UUID id) {
    return store.findAnswer(id).orElseThrow(() -> new CheckNotFound(id.toString()));
  }

  private @Nullable Map<String, Long> versionsOf(@Nullable Instant asOf, Instant now) {
    if (asOf == null) {
      return null;
    }
    if (asOf.isAfter(now)) {
      throw new AsOfInFuture(asOf.toString());
    }
    return datasets.versionsAt(asOf);
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
