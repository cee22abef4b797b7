package org.jingtu.checks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jingtu.checks.CheckAnswer.CollectionAnswer;
import org.jingtu.checks.CheckAnswer.State;
import org.jingtu.features.Overlay;
import org.jingtu.rules.CollectionStatus;
import org.jingtu.rules.Evaluation;
import org.jingtu.rules.Hit;
import org.jingtu.rules.Pack;
import org.jingtu.rules.Parameter;
import org.jingtu.rules.Question;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything found at one plot: the measured hits, and what is known of each collection. “Nothing
 * found” is never taken for “nothing there”.
 */
final class Survey {

  private static final Logger LOG = LoggerFactory.getLogger(Survey.class);

  private static final int TOWNSHIP_DIGITS = 9;

  private final Measuring measuring;
  private final List<Measured> measured = new ArrayList<>();
  private final List<Overlay.State> states;
  private final Set<String> failed = new HashSet<>();
  private final List<Hit> unlocated;
  private final Plot plot;
  private final Pack pack;
  private final Question question;

  /** Measures the candidates that the overlay found. */
  Survey(Plot plot, Overlay.Answer overlay, Pack pack, Question question) {
    this.plot = plot;
    this.measuring = new Measuring(plot);
    this.states = overlay.states();
    this.pack = pack;
    this.question = question;
    Map<String, Double> reach = pack.reach().metresByCollection(question);
    for (Overlay.Candidate candidate : overlay.candidates()) {
      measure(candidate, reach.getOrDefault(candidate.collection().id(), 0.0));
    }
    this.unlocated =
        overlay.unlocated().stream()
            .filter(c -> mayLieIn((String) c.attributes().get("adcode"), plot.adcode()))
            .map(Survey::unlocated)
            .toList();
    measured.sort(
        java.util.Comparator.comparingInt((Measured m) -> m.candidate().collection().number())
            .thenComparingLong(m -> m.candidate().feature()));
  }

  private static Hit unlocated(Overlay.Candidate candidate) {
    return Hit.withoutGeometry(
        candidate.collection().id(),
        Long.toString(candidate.feature()),
        candidate.code(),
        candidate.name(),
        candidate.attributes());
  }

  /** Whether two codes of places do not exclude one another, down to the township. */
  private static boolean mayLieIn(@Nullable String adcode, @Nullable String other) {
    if (adcode == null || other == null) {
      return true;
    }
    int digits = Math.min(TOWNSHIP_DIGITS, Math.min(adcode.length(), other.length()));
    return adcode.regionMatches(0, other, 0, digits);
  }

  /** Areas matter only as far as the rules look; points as far as they may reach besides. */
  private void measure(Overlay.Candidate candidate, double reachMetres) {
    try {
      boolean isPoint = candidate.pieces().get(0).getDimension() == 0;
      double uncertainty =
          isPoint
              ? 0
              : pack.findUncertainty(candidate.collection().id()).map(Parameter::value).orElse(0.0);
      double metres = Math.max(0, reachMetres - uncertainty);
      measuring.measure(candidate, metres).ifPresent(measured::add);
    } catch (RuntimeException e) {
      LOG.error("cannot measure {}/{}", candidate.collection().id(), candidate.feature(), e);
      failed.add(candidate.collection().id());
    }
  }

  /** The hits by collection, and after them the features that nobody knows the place of. */
  List<Hit> hits() {
    return Stream.concat(measured.stream().map(Measured::hit), unlocated.stream()).toList();
  }

  List<CollectionStatus> statuses() {
    return states.stream()
        .map(
            s ->
                new CollectionStatus(
                    s.collection().id(),
                    s.covered(),
                    isStale(s),
                    s.sourceDate(),
                    failed.contains(s.collection().id())))
        .toList();
  }

  /** Older than the pack allows, or of unknown age where the pack sets a limit. */
  private boolean isStale(Overlay.State state) {
    OptionalInt months = pack.maximumAgeMonths(state.collection().id());
    if (!state.covered() || months.isEmpty()) {
      return false;
    }
    return state.sourceDate() == null
        || state.sourceDate().plusMonths(months.getAsInt()).isBefore(question.today());
  }

  /** By collection what was read; of the parcels the version in which the record began. */
  Map<String, Long> dataVersions() {
    Map<String, Long> versions = new LinkedHashMap<>();
    if (plot.since() != null) {
      versions.put("parcels", plot.since());
    }
    states.forEach(s -> versions.put(s.collection().id(), s.version()));
    return versions;
  }

  /** The state of each collection, after the rules have said which hits are slivers. */
  List<CollectionAnswer> describe(Evaluation evaluation) {
    Set<String> slivers = new HashSet<>();
    evaluation.ignored().forEach(i -> slivers.add(i.hit().featureId()));
    Set<String> concerned = new HashSet<>();
    for (Measured m : measured) {
      if (m.hit().overlaps() && !slivers.contains(m.hit().featureId())) {
        concerned.add(m.hit().collection());
      }
    }
    evaluation.findings().forEach(f -> concerned.add(String.valueOf(f.collection())));
    List<CollectionAnswer> answers = new ArrayList<>();
    List<CollectionStatus> statuses = statuses();
    Map<String, List<Measured>> overlapping =
        measured.stream()
            .filter(m -> !m.shared().isEmpty())
            .collect(Collectors.groupingBy(m -> m.hit().collection()));
    for (int i = 0; i < states.size(); i++) {
      Overlay.State state = states.get(i);
      String id = state.collection().id();
      double union = measuring.unionAreaSquareMetres(overlapping.getOrDefault(id, List.of()));
      answers.add(
          new CollectionAnswer(
              id,
              state.collection().title(),
              state(statuses.get(i), concerned.contains(id)),
              evaluation.needed().contains(id),
              state.covered(),
              state.sourceDate(),
              state.version(),
              Figures.two(union)));
    }
    return answers;
  }

  private static State state(CollectionStatus status, boolean concerned) {
    if (status.failed()) {
      return State.FAILED;
    }
    if (concerned) {
      return State.CONCERNED;
    }
    if (!status.covered()) {
      return State.NO_DATA;
    }
    return status.stale() ? State.STALE : State.NOT_CONCERNED;
  }

  /** Area of the plot on which no finding lies, m². */
  double clearAreaSquareMetres(Evaluation evaluation) {
    double taken = measuring.unionAreaSquareMetres(found(evaluation));
    return Math.max(0, question.parcelAreaSquareMetres() - taken);
  }

  /** The features on which findings lie and which take some of the plot. */
  List<Measured> found(Evaluation evaluation) {
    Set<String> found = new HashSet<>();
    evaluation.findings().forEach(f -> found.add(String.valueOf(f.featureId())));
    return measured.stream()
        .filter(m -> !m.shared().isEmpty() && found.contains(m.hit().featureId()))
        .toList();
  }
}
