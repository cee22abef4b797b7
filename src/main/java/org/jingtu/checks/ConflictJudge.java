package org.jingtu.checks;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jingtu.features.Overlay;
import org.jingtu.geo.CoordinateSystems;
import org.jingtu.geo.Ellipsoid;
import org.jingtu.rules.CollectionStatus;
import org.jingtu.rules.Evaluation;
import org.jingtu.rules.Evaluator;
import org.jingtu.rules.Finding;
import org.jingtu.rules.Hit;
import org.jingtu.rules.Pack;
import org.jingtu.rules.Parameter;
import org.jingtu.rules.Question;
import org.jingtu.rules.Remainder;
import org.jingtu.rules.Subject;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.stereotype.Component;

/**
 * Judges one watched feature: measured as a check measures a plot, judged by the rules of its
 * county's pack, at its stage and as the subject of rules between layers.
 */
@Component
class ConflictJudge {

  private final ConflictWatch watch;
  private final CoordinateSystems systems;

  ConflictJudge(ConflictWatch watch, CoordinateSystems systems) {
    this.watch = watch;
    this.systems = systems;
  }

  /**
   * What must be known to judge a watched feature.
   *
   * @param reach how far features of each collection may be, metres; 0 = they must lie on it
   * @param outside collections of which it matters what of the feature lies outside them
   */
  record Case(
      Watched watched,
      Pack pack,
      Optional<Question> question,
      Optional<Subject> subject,
      Map<String, Double> reach,
      Set<String> outside,
      LocalDate today) {}

  /** What must be known; nothing if no rule can find anything, or nobody knows where it lies. */
  Optional<Case> prepare(Watched watched, LocalDate today) {
    Pack pack = watch.pack(watched.adcode());
    Optional<Question> question = watch.findQuestion(watched, today);
    Optional<Subject> subject = watch.findSubject(watched, pack);
    Map<String, Double> reach = new HashMap<>();
    question.ifPresent(q -> reach.putAll(pack.reach().certainMetresByCollection(q)));
    subject.ifPresent(
        s ->
            pack.reach()
                .certainMetresByCollection(s, today)
                .forEach((c, m) -> reach.merge(c, m, Math::max)));
    if (reach.isEmpty() || watched.dimension() == Hit.NO_GEOMETRY) {
      return Optional.empty();
    }
    Set<String> outside =
        subject.filter(s -> s.dimension() == 2).map(s -> pack.reach().outside(s)).orElse(Set.of());
    return Optional.of(new Case(watched, pack, question, subject, reach, outside, today));
  }

  /**
   * The conflicts of a watched feature.
   *
   * @param geometry as registered
   * @param candidates what lies in its windows
   * @param statuses of the collections of {@link Case#outside}
   */
  List<FoundConflict> judge(
      Case at,
      Geometry geometry,
      List<Overlay.Candidate> candidates,
      List<CollectionStatus> statuses) {
    Plot plot = plot(at.watched(), geometry);
    Measuring measuring = new Measuring(plot);
    List<Measured> measured = new ArrayList<>();
    for (Overlay.Candidate candidate : candidates) {
      measuring.measure(candidate, reachOf(candidate, at)).ifPresent(measured::add);
    }
    // the order in which an index finds them must not show in figures
    measured.sort(
        Comparator.comparingInt((Measured m) -> m.candidate().collection().number())
            .thenComparingLong(m -> m.candidate().feature()));
    Map<String, Rest> rests = new LinkedHashMap<>();
    for (String collection : new TreeSet<>(at.outside())) {
      rests.put(collection, Rest.of(plot, measuring, measured, collection));
    }
    List<Hit> hits = measured.stream().map(Measured::hit).toList();
    Map<FoundConflict.Key, FoundConflict> found = new LinkedHashMap<>();
    at.question()
        .ifPresent(
            q -> {
              Question known = SiteSurveys.complete(q, hits);
              Evaluation evaluation = Evaluator.evaluate(at.pack(), known, hits, statuses);
              add(found, at, q.stage(), evaluation, plot, measured, rests);
            });
    at.subject()
        .ifPresent(
            s -> {
              List<Remainder> remainders = rests.values().stream().map(Rest::remainder).toList();
              Evaluation evaluation =
                  Evaluator.evaluate(at.pack(), s, hits, remainders, statuses, at.today());
              add(found, at, null, evaluation, plot, measured, rests);
            });
    return List.copyOf(found.values());
  }

  /** Areas matter only as far as the rules look; points as far as they may reach besides. */
  private static double reachOf(Overlay.Candidate candidate, Case at) {
    String collection = candidate.collection().id();
    double reach = at.reach().getOrDefault(collection, 0.0);
    return candidate.pieces().get(0).getDimension() == 0
        ? reach
        : reach - at.pack().findUncertainty(collection).map(Parameter::value).orElse(0.0);
  }

  private Plot plot(Watched watched, Geometry geometry) {
    Geometry dense = systems.densify(geometry, systems.getCrs("EPSG:" + watched.sourceSrid()));
    return new Plot(
        null,
        watched.name(),
        watched.adcode(),
        geometry,
        dense,
        Ellipsoid.areaSquareMetres(dense),
        null,
        Map.of());
  }

  /** Findings about the feature itself, its use or its missing survey, contradict no layer. */
  private static void add(
      Map<FoundConflict.Key, FoundConflict> found,
      Case at,
      @Nullable String stage,
      Evaluation evaluation,
      Plot plot,
      List<Measured> measured,
      Map<String, Rest> rests) {
    for (Finding finding : evaluation.findings()) {
      if (finding.collection() != null) {
        Geometry place = place(finding, plot, measured, rests).norm();
        FoundConflict conflict = new FoundConflict(at.watched(), stage, finding, at.pack(), place);
        found.putIfAbsent(conflict.key(), conflict);
      }
    }
  }

  private static Geometry place(
      Finding finding, Plot plot, List<Measured> measured, Map<String, Rest> rests) {
    if (finding.featureId() == null) {
      return Objects.requireNonNull(rests.get(finding.collection())).geometry();
    }
    Measured hit =
        measured.stream()
            .filter(m -> m.hit().featureId().equals(finding.featureId()))
            .filter(m -> m.hit().collection().equals(finding.collection()))
            .findFirst()
            .orElseThrow();
    return Places.of(plot, hit);
  }
}
