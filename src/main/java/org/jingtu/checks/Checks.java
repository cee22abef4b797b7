package org.jingtu.checks;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jingtu.access.Actors;
import org.jingtu.access.Permissions;
import org.jingtu.access.Territory;
import org.jingtu.checks.CheckProblems.AsOfInFuture;
import org.jingtu.checks.CheckProblems.CheckNotFound;
import org.jingtu.features.Datasets;
import org.jingtu.features.Overlay;
import org.jingtu.rules.Pack;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The parcel check: the plot is resolved, overlaid on every collection by one SQL statement,
 * measured, judged by the rules of a pack, and the answer is stored before it is given.
 */
@Component
class Checks {

  private final Plots plots;
  private final Judging judging;
  private final Overlay overlay;
  private final Datasets datasets;
  private final PackHistory packHistory;
  private final CheckStore store;
  private final Actors actors;
  private final Permissions permissions;
  private final ReaderTexts texts;

  Checks(
      Plots plots,
      Judging judging,
      Overlay overlay,
      Datasets datasets,
      PackHistory packHistory,
      CheckStore store,
      Actors actors,
      Permissions permissions,
      ReaderTexts texts) {
    this.texts = texts;
    this.plots = plots;
    this.judging = judging;
    this.overlay = overlay;
    this.datasets = datasets;
    this.packHistory = packHistory;
    this.store = store;
    this.actors = actors;
    this.permissions = permissions;
  }

  /** A stored answer: its id and its JSON in UTF-8. */
  record Stored(UUID id, byte[] json) {}

  /**
   * Answers a request and stores the answer.
   *
   * @throws org.jingtu.problems.Problem if the plot or a fact cannot be understood
   */
  Stored check(CheckRequest request) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    Map<String, Long> versions = versionsOf(request.asOf(), now);
    Instant moment = request.asOf() == null ? now : request.asOf();
    Plot plot = plots.ask(request.parcel(), versions == null ? null : versions.get("parcels"));
    Territory.of(actors.current()).ifPresent(area -> area.require(plot.adcode()));
    Pack pack = packHistory.choose(request.pack(), plot.county(), request.asOf());
    Judged judged = judge(request, plot, pack, versions, moment, now);
    store.insert(judged, actors.current());
    return new Stored(judged.answer().id(), judged.json());
  }

  /**
   * Judges by given data and pack; stores nothing.
   *
   * @param versions data version by collection, or null for the current ones
   * @param moment whose day in China is the day of the question
   */
  Judged judge(
      CheckRequest request,
      Plot plot,
      Pack pack,
      @Nullable Map<String, Long> versions,
      Instant moment,
      Instant now) {
    Judging.Case asked = judging.prepare(request, plot, pack, moment);
    Overlay.Answer overlaid =
        overlay.read(asked.window(), plot.geometry(), plot.county(), versions);
    return judging.judge(asked, overlaid, moment, now);
  }

  /** The JSON of a stored answer, byte for byte as it was given. */
  String getAnswer(UUID id) {
    return store
        .findAnswer(id, permissions.narrow(null))
        .orElseThrow(() -> new CheckNotFound(id.toString()));
  }

  /**
   * Checks of a parcel, newest first; an actor with an area sees those of parcels in it.
   *
   * @param after id of the last check of the page before, or null
   * @throws org.jingtu.access.NotPermitted if the actor may not read
   */
  List<CheckSummary> listChecks(String parcelNo, @Nullable UUID after, int limit) {
    permissions.requireRead(false);
    String number = parcelNo.strip().toUpperCase(Locale.ROOT);
    return store.listChecks(number, permissions.narrow(null), after, limit, texts::title);
  }

  /**
   * The data versions of a moment, or null for the current ones.
   *
   * @throws AsOfInFuture if it is not past
   */
  private @Nullable Map<String, Long> versionsOf(@Nullable Instant asOf, Instant now) {
    if (asOf == null) {
      return null;
    }
    if (asOf.isAfter(now)) {
      throw new AsOfInFuture(asOf.toString());
    }
    return datasets.versionsAt(asOf);
  }
}
