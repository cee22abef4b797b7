package org.jingtu.checks;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jingtu.access.Territory;
import org.jingtu.checks.BatchRow.Outcome;
import org.jingtu.checks.CheckProblems.ParcelNotFound;
import org.jingtu.exchange.PlotFiles.UploadedPlot;
import org.jingtu.exchange.RowProblem;
import org.jingtu.exchange.Severity;
import org.jingtu.exchange.SourceRow;
import org.jingtu.features.ChunkOverlay;
import org.jingtu.features.Overlay;
import org.jingtu.geo.Crs;
import org.jingtu.problems.Problem;
import org.jingtu.rules.Pack;
import org.jingtu.rules.Packs;
import org.jingtu.rules.Verdict;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Judges the parcels of a chunk of rows. The parcels are looked up by one statement, all candidates
 * by another; what follows is the check of a single parcel. A row that cannot be read or judged is
 * a result too. Safe for use by several threads.
 */
@Component
class BatchJudge {

  private static final Logger log = LoggerFactory.getLogger(BatchJudge.class);

  private final Parcels parcels;
  private final Plots plots;
  private final BatchQuestions questions;
  private final BatchTroubles troubles;
  private final Judging judging;
  private final ChunkOverlay overlay;
  private final Packs packs;

  BatchJudge(
      Parcels parcels,
      Plots plots,
      BatchQuestions questions,
      BatchTroubles troubles,
      Judging judging,
      ChunkOverlay overlay,
      Packs packs) {
    this.parcels = parcels;
    this.plots = plots;
    this.questions = questions;
    this.troubles = troubles;
    this.judging = judging;
    this.overlay = overlay;
    this.packs = packs;
  }

  /**
   * What became of a row.
   *
   * @param judged the answer to be stored, or null if there is none
   */
  record Result(BatchRow row, @Nullable Judged judged) {}

  /**
   * A row as it is read.
   *
   * @param values by what they stand for
   */
  record Line(SourceRow row, Map<String, Object> values) {

    @Nullable String text(String name) {
      Object value = values.get(name);
      return value == null ? null : value.toString().strip();
    }

    @Nullable String parcelNo() {
      String number = text("parcelNo");
      return number == null ? null : number.toUpperCase(Locale.ROOT);
    }
  }

  private record Pending(Line line, Judging.Case asked) {}

  /**
   * Judges rows.
   *
   * @param crs of their geometries
   * @return a result a row, in the order of the file
   */
  List<Result> judge(BatchJob batch, Crs crs, List<Line> lines) {
    Map<String, Parcel> registered = batch.byNumber() ? registered(batch, lines) : Map.of();
    List<Result> results = new ArrayList<>();
    List<Pending> pending = new ArrayList<>();
    for (Line line : lines) {
      try {
        requireReadable(line, batch);
        pending.add(new Pending(line, prepare(batch, line, crs, registered)));
      } catch (RuntimeException e) {
        results.add(failed(line, crs, e));
      }
    }
    if (!pending.isEmpty()) {
      judgeAll(batch, crs, pending, results);
    }
    results.sort(Comparator.comparingLong(result -> result.row().record()));
    return results;
  }

  private void judgeAll(BatchJob batch, Crs crs, List<Pending> pending, List<Result> results) {
    List<ChunkOverlay.Ask> asks =
        pending.stream()
            .map(Pending::asked)
            .map(
                asked ->
                    new ChunkOverlay.Ask(
                        asked.window(), asked.plot().geometry(), asked.plot().county()))
            .toList();
    List<Overlay.Answer> overlaid = overlay.read(asks, batch.dataVersions());
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    for (int i = 0; i < pending.size(); i++) {
      Line line = pending.get(i).line();
      try {
        Judged judged = judging.judge(pending.get(i).asked(), overlaid.get(i), batch.asOf(), now);
        results.add(new Result(row(line, judged.answer()), judged));
      } catch (RuntimeException e) {
        results.add(failed(line, crs, e));
      }
    }
  }

  private Map<String, Parcel> registered(BatchJob batch, List<Line> lines) {
    List<String> numbers = lines.stream().map(Line::parcelNo).filter(Objects::nonNull).toList();
    return parcels.mapByNumber(numbers, batch.dataVersions().getOrDefault("parcels", 0L));
  }

  private static void requireReadable(Line line, BatchJob batch) {
    for (RowProblem problem : line.row().problems()) {
      if (problem.severity() == Severity.ERROR) {
        throw new BatchTroubles.RowUnreadable(problem);
      }
    }
    if (batch.byNumber() ? line.parcelNo() == null : line.row().geometry() == null) {
      throw new BatchTroubles.RowUnreadable(
          batch.byNumber() ? "PARCEL_NUMBER_MISSING" : "PARCEL_GEOMETRY_MISSING");
    }
  }

  private Judging.Case prepare(BatchJob batch, Line line, Crs crs, Map<String, Parcel> registered) {
    Plot plot;
    CheckRequest request;
    if (batch.byNumber()) {
      String number = String.valueOf(line.parcelNo());
      Parcel parcel = registered.get(number);
      if (parcel == null) {
        throw new ParcelNotFound(number);
      }
      plot = plots.registered(parcel);
      request =
          questions.ask(
              batch, line.values(), new CheckRequest.ParcelRequest(number, null, null, null));
    } else {
      String county = line.values().containsKey("adcode") ? null : batch.request().adcode();
      UploadedPlot uploaded =
          new UploadedPlot(Objects.requireNonNull(line.row().geometry()), crs, line.values());
      plot = plots.uploaded(uploaded, county);
      plots.requireNearMeridian(plot, crs);
      request =
          questions.ask(
              batch, line.values(), CheckFileRequest.Beside.inCounty(county).with(uploaded));
    }
    String adcode = plot.adcode();
    Territory.of(batch.actor()).ifPresent(area -> area.require(adcode));
    return judging.prepare(request, plot, pack(batch, request, plot), batch.asOf());
  }

  /** The pack in the version that was current when the batch was accepted. */
  private Pack pack(BatchJob batch, CheckRequest request, Plot plot) {
    Pack chosen = packs.choose(request.pack(), plot.county());
    String version = batch.packVersions().get(chosen.id());
    return version == null ? chosen : packs.getPack(chosen.id(), version);
  }

  private Result failed(Line line, Crs crs, RuntimeException e) {
    if (!(e instanceof Problem)) {
      log.error("Cannot judge record {}", line.row().record(), e);
    }
    return new Result(
        new BatchRow(
            line.row().record(),
            line.parcelNo(),
            line.text("name"),
            line.text("adcode"),
            null,
            troubles.of(e, line.row(), crs)),
        null);
  }

  private static BatchRow row(Line line, CheckAnswer answer) {
    Map<String, Verdict> rules = new LinkedHashMap<>();
    answer.findings().forEach(finding -> rules.putIfAbsent(finding.rule(), finding.severity()));
    Map<String, Double> areas = new LinkedHashMap<>();
    for (CheckAnswer.CollectionAnswer collection : answer.collections()) {
      if (collection.unionAreaSquareMetres() > 0) {
        areas.put(collection.collection(), collection.unionAreaSquareMetres());
      }
    }
    return new BatchRow(
        line.row().record(),
        answer.parcel().parcelNo(),
        answer.parcel().name(),
        answer.parcel().adcode(),
        new Outcome(
            answer.id(),
            answer.verdict(),
            answer.incomplete(),
            answer.parcel().areaSquareMetres(),
            answer.clearAreaSquareMetres(),
            rules,
            areas,
            answer.pack().id(),
            answer.pack().version()),
        null);
  }
}
