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
import org.jingtu.rules.Pack;
import org.jingtu.rules.Question;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.springframework.stereotype.Component;

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
  private final PackHistory packHistory;
  private final CheckStore store;
  private final Answers answers;
  private final Actors actors;

  Checks(
      Plots plots,
      Questions questions,
      Overlay overlay,
      Datasets datasets,
      PackHistory packHistory,
      CheckStore store,
      Answers answers,
      Actors actors) {
    this.plots = plots;
    this.questions = questions;
    this.overlay = overlay;
    this.datasets = datasets;
    this.packHistory = packHistory;
    this.store = store;
    this.answers = answers;
    this.actors = actors;
  }

  /** A stored answer: its id and its JSON. */
  record Stored(UUID id, String json) {}

  /**
   * Answers a request and stores the answer.
   *
   * @throws org.jingtu.problems.Problem if the plot or a fact cannot be understood
   */
  Stored check(CheckRequest request) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    Map<String, Long> versions = versionsOf(request.asOf(), now);
    Instant moment = request.asOf() == null ? now : request.asOf();
    Plot plot = plots.getPlot(request.parcel(), versions == null ? null : versions.get("parcels"));
    Pack pack = packHistory.choose(request.pack(), plot.county(), request.asOf());
    Judgement judgement = judge(request, plot, pack, versions, moment);
    Answers.Written written = answers.write(judgement, moment, now);
    store.insert(
        written.answer(),
        request,
        written.json(),
        judgement.survey().dataVersions(),
        plot.geometry(),
        actors.current());
    return new Stored(written.answer().id(), written.json());
  }

  /**
   * Judges by given data and pack.
   *
   * @param versions data version by collection, or null for the current ones
   * @param moment whose day in China is the day of the question
   */
  Judgement judge(
      CheckRequest request,
      Plot plot,
      Pack pack,
      @Nullable Map<String, Long> versions,
      Instant moment) {
    Question question = questions.ask(request, plot, LocalDate.ofInstant(moment, CHINA));
    Overlay.Answer overlaid =
        overlay.read(
            window(plot, pack.reachByCollection(question)),
            plot.geometry(),
            plot.county(),
            versions);
    return Judgement.of(plot, overlaid, pack, question);
  }

  /** The JSON of a stored answer, byte for byte as it was given. */
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
