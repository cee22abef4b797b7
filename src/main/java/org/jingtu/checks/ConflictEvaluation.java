package org.jingtu.checks;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jingtu.catalog.Catalog;
import org.jingtu.catalog.Collection;
import org.jingtu.checks.ConflictSource.Covered;
import org.jingtu.checks.ConflictSource.Window;
import org.jingtu.features.Overlay;
import org.jingtu.rules.CollectionStatus;
import org.jingtu.rules.Pack;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Evaluates watched features and brings their conflicts in step. Works in chunks: a few statements
 * for hundreds of features, geometry only where something lies at them, measured on all cores but
 * for a recomputation, which takes one.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ConflictEvaluation {

  static final int CHUNK = 500;

  private static final int WORTH_ALL_CORES = 16;
  private static final Logger LOG = LoggerFactory.getLogger(ConflictEvaluation.class);

  private final ConflictSource source;
  private final ConflictJudge judge;
  private final ConflictWatch watch;
  private final ConflictStore store;
  private final Catalog catalog;

  ConflictEvaluation(
      ConflictSource source,
      ConflictJudge judge,
      ConflictWatch watch,
      ConflictStore store,
      Catalog catalog) {
    this.source = source;
    this.judge = judge;
    this.watch = watch;
    this.store = store;
    this.catalog = catalog;
  }

  /**
   * Brings the conflicts of these features in step, also of those that have ended.
   *
   * @param features ids in the watched collection; others are passed over
   * @param today the day that rules about dates go by, in China
   */
  ConflictStore.Tally evaluate(
      Collection watched,
      java.util.Collection<Long> features,
      LocalDate today,
      ConflictCause cause) {
    List<Long> ids = features.stream().distinct().sorted().toList();
    ConflictStore.Tally tally = ConflictStore.Tally.NONE;
    for (int from = 0; from < ids.size(); from += CHUNK) {
      List<Long> chunk = ids.subList(from, Math.min(ids.size(), from + CHUNK));
      tally = tally.plus(evaluateChunk(watched, chunk, today, cause));
    }
    return tally;
  }

  private ConflictStore.Tally evaluateChunk(
      Collection watched, List<Long> ids, LocalDate today, ConflictCause cause) {
    List<ConflictJudge.Case> cases =
        source.listWatched(watched, ids).stream()
            .map(w -> judge.prepare(w, today))
            .flatMap(Optional::stream)
            .toList();
    Map<Long, List<Overlay.Candidate>> candidates =
        cases.isEmpty() ? Map.of() : source.candidates(watched, windows(cases));
    List<ConflictJudge.Case> open =
        cases.stream()
            .filter(c -> !c.outside().isEmpty() || candidates.containsKey(c.watched().feature()))
            .toList();
    List<FoundConflict> found = new ArrayList<>();
    List<Long> judged = new ArrayList<>(ids);
    if (!open.isEmpty()) {
      Map<Long, Geometry> geometries = source.geometries(watched, idsOf(open));
      Map<Long, List<CollectionStatus>> statuses = statuses(watched, open, today);
      stream(open, cause)
          .map(c -> tryToJudge(c, geometries, candidates, statuses))
          .toList()
          .forEach(
              outcome -> {
                found.addAll(outcome.found());
                if (outcome.failed() != null) {
                  judged.remove(outcome.failed());
                }
              });
    }
    return store.bring(watched, judged, found, cause);
  }

  private record Outcome(List<FoundConflict> found, @Nullable Long failed) {}

  /** What cannot be measured keeps the conflicts that it has; the log says what it is. */
  private Outcome tryToJudge(
      ConflictJudge.Case at,
      Map<Long, Geometry> geometries,
      Map<Long, List<Overlay.Candidate>> candidates,
      Map<Long, List<CollectionStatus>> statuses) {
    long feature = at.watched().feature();
    try {
      return new Outcome(
          judge.judge(
              at,
              Objects.requireNonNull(geometries.get(feature)),
              candidates.getOrDefault(feature, List.of()),
              statuses.getOrDefault(feature, List.of())),
          null);
    } catch (RuntimeException e) {
      LOG.error("cannot judge {}/{}", at.watched().collection().id(), feature, e);
      return new Outcome(List.of(), feature);
    }
  }

  private static <T> Stream<T> stream(List<T> list, ConflictCause cause) {
    boolean waitedFor = cause.kind() != ConflictCause.Kind.RECOMPUTE;
    return waitedFor && list.size() >= WORTH_ALL_CORES ? list.parallelStream() : list.stream();
  }

  private static List<Long> idsOf(List<ConflictJudge.Case> cases) {
    return cases.stream().map(c -> c.watched().feature()).toList();
  }

  /** One window for each distance: the collections that matter so far from the feature. */
  private List<Window> windows(List<ConflictJudge.Case> cases) {
    List<Window> windows = new ArrayList<>();
    for (ConflictJudge.Case at : cases) {
      Map<Double, Long> byReach = new TreeMap<>();
      at.reach()
          .forEach(
              (collection, metres) ->
                  byReach.merge(
                      metres, 1L << catalog.getCollection(collection).number(), (a, b) -> a | b));
      byReach.forEach(
          (metres, collections) ->
              windows.add(
                  new Window(
                      at.watched().feature(), collections, metres + ConflictTouch.SLACK_METRES)));
    }
    return windows;
  }

  private Map<Long, List<CollectionStatus>> statuses(
      Collection watched, List<ConflictJudge.Case> cases, LocalDate today) {
    Set<String> targets = watch.outsideTargets();
    Map<Long, Pack> packs = new HashMap<>();
    cases.stream()
        .filter(c -> !c.outside().isEmpty())
        .forEach(c -> packs.put(c.watched().feature(), c.pack()));
    if (packs.isEmpty()) {
      return Map.of();
    }
    Map<Long, List<CollectionStatus>> statuses = new HashMap<>();
    for (Covered covered :
        source.listCovered(watched, List.copyOf(packs.keySet()), List.copyOf(targets))) {
      Pack pack = Objects.requireNonNull(packs.get(covered.feature()));
      boolean stale = isStale(pack, covered.collection(), covered.sourceDate(), today);
      statuses
          .computeIfAbsent(covered.feature(), f -> new ArrayList<>())
          .add(
              new CollectionStatus(covered.collection(), true, stale, covered.sourceDate(), false));
    }
    return statuses;
  }

  /** Older than the pack allows, or of unknown age where the pack sets a limit. */
  static boolean isStale(
      Pack pack, String collection, @Nullable LocalDate sourceDate, LocalDate today) {
    OptionalInt months = pack.maximumAgeMonths(collection);
    return months.isPresent()
        && (sourceDate == null || sourceDate.plusMonths(months.getAsInt()).isBefore(today));
  }
}
