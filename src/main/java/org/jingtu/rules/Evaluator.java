package org.jingtu.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jingtu.rules.CompiledRule.Meeting;
import org.jingtu.rules.CompiledRule.Place;
import org.jingtu.rules.IncompleteReason.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Judges a question about a parcel, or a feature in the parcel's place, by a pack: which rules
 * speak, against which hits, and what could not be told.
 *
 * <p>Pure: the same pack, question, hits and statuses give the same evaluation. Hits further away
 * than a rule looks, and hits of collections that no rule needs, do no harm.
 */
public final class Evaluator {

  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::severity)
          .thenComparing(Finding::areaSquareMetres, Comparator.reverseOrder())
          .thenComparing(Finding::distanceMetres);

  static final String POSSIBLE_ACTION = "可能命中，边界缺失（只有点位，按可能到达的距离判断）：先向数据主管部门索取边界并重新核查；边界确在地块上的，";

  static final String POSSIBLE_ACTION_ENGLISH =
      "Possible hit, boundary missing (only a point is known; judged by how far the boundary may reach): first get the boundary from the department in charge and check again; if it does lie there: ";

  private final Pack pack;
  private final Facts facts;
  private final @Nullable Subject subject;
  private final Place place;
  private final Map<String, List<Hit>> hits = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Slivers slivers = new Slivers();
  private final MissingFacts missing;
  private final Map<Hit, Lost> lost = new LinkedHashMap<>();
  private final Map<String, CollectionStatus> statuses = new HashMap<>();
  private final Map<String, Hit> remainders = new HashMap<>();
  private final Set<String> needed = new TreeSet<>();

  private Evaluator(
      Pack pack,
      Facts facts,
      @Nullable Subject subject,
      List<Hit> hits,
      List<CollectionStatus> statuses) {
    this.pack = pack;
    this.facts = facts;
    this.subject = subject;
    this.place = pack.placeOf(subject);
    this.missing = new MissingFacts(pack, subject);
    for (CollectionStatus status : statuses) {
      this.statuses.put(status.collection(), status);
    }
    for (Hit hit : hits) {
      this.hits.computeIfAbsent(hit.collection(), c -> new ArrayList<>()).add(hit);
    }
  }

  /**
   * @param pack to judge by
   * @param question what is asked; its facts that are null are asked for
   * @param hits features at or near the parcel, up to {@link
   *     PackReach#metresByCollection(Question)}
   * @param statuses of the collections; a needed one that is not among them counts as not covered
   * @throws StageNotFound if the question names no stage
   */
  public static Evaluation evaluate(
      Pack pack, Question question, List<Hit> hits, List<CollectionStatus> statuses) {
    Stage stage = Stage.getStage(question.stage());
    Evaluator evaluator = new Evaluator(pack, pack.factsOf(question), null, hits, statuses);
    for (CompiledRule rule : pack.rulesAt(stage)) {
      evaluator.judge(rule);
    }
    return evaluator.conclude();
  }

  /**
   * Judges a registered feature by the rules that have its collection for {@code subject}.
   *
   * @param pack to judge by
   * @param subject the feature
   * @param hits features of other collections at or near it, up to {@link
   *     PackReach#metresByCollection(Subject)}; not the subject itself
   * @param remainders what of it lies outside the collections of {@link
   *     PackReach#outside(Subject)}; a rule about a collection without one keeps silent, as it does
   *     where the collection is not reliable: no data is not “outside”
   * @param statuses of the collections; a needed one that is not among them counts as not covered
   * @param today the date that the answer is for
   */
  public static Evaluation evaluate(
      Pack pack,
      Subject subject,
      List<Hit> hits,
      List<Remainder> remainders,
      List<CollectionStatus> statuses,
      LocalDate today) {
    Evaluator evaluator =
        new Evaluator(pack, pack.factsOf(subject, today), subject, hits, statuses);
    remainders.forEach(r -> evaluator.remainders.put(r.collection(), r.asHit(subject)));
    for (CompiledRule rule : pack.rulesOn(subject.collection())) {
      evaluator.judge(rule);
    }
    return evaluator.conclude();
  }

  private void judge(CompiledRule rule) {
    facts.turnTo(null);
    Truth when = rule.when().test(facts);
    if (when == Truth.FALSE) {
      return;
    }
    for (CompiledRule.Target target : rule.targets()) {
      String collection = target.collection();
      if (collection == null) {
        judge(rule, target, when, null, Meeting.CERTAIN);
        continue;
      }
      needed.add(collection);
      if (target.against().outside()) {
        judgeOutside(rule, target, when, collection);
        continue;
      }
      for (Hit hit : hits.getOrDefault(collection, List.of())) {
        Meeting meeting = target.meets(hit, place, pack.uncertaintyMetres(collection));
        if (meeting != Meeting.NONE) {
          judge(rule, target, when, hit, meeting);
        }
      }
    }
  }

  private void judgeOutside(
      CompiledRule rule, CompiledRule.Target target, Truth when, String collection) {
    Hit rest = remainders.get(collection);
    if (rest != null && rest.overlaps() && isReliable(collection)) {
      judge(rule, target, when, rest, Meeting.CERTAIN);
    }
  }

  private boolean isReliable(String collection) {
    CollectionStatus status = statuses.get(collection);
    return status != null && status.isReliable();
  }

  private void judge(
      CompiledRule rule,
      CompiledRule.Target target,
      Truth when,
      @Nullable Hit hit,
      Meeting meeting) {
    facts.turnTo(hit);
    Truth where = target.where().test(facts);
    if (where == Truth.FALSE) {
      return;
    }
    if (hit != null
        && target.isAboutOverlap()
        && place.dimension() == 2
        && slivers.ignores(hit, rule.rule())) {
      return;
    }
    Consequence consequence = Consequence.of(rule, facts);
    if (consequence.severity() == Verdict.CLEAR) {
      return;
    }
    if (meeting == Meeting.UNKNOWN && hit != null) {
      lost.computeIfAbsent(hit, h -> new Lost()).add(rule.rule().id(), consequence.severity());
      return;
    }
    if (when == Truth.UNKNOWN || where == Truth.UNKNOWN) {
      missing.open(rule, target, consequence.severity(), facts, hit);
      return;
    }
    consequence.open().forEach(name -> missing.soften(name, rule, consequence.severity(), hit));
    if (meeting == Meeting.POSSIBLE && hit != null) {
      missing.askBoundary(rule, consequence.severity(), hit, hit.dimension() == 0);
    }
    findings.add(finding(rule.rule(), consequence, hit, meeting == Meeting.POSSIBLE));
  }

  /** The rules that a feature without geometry would trigger. */
  private static final class Lost {
    final List<String> rules = new ArrayList<>();
    Verdict worst = Verdict.CLEAR;

    void add(String rule, Verdict severity) {
      if (!rules.contains(rule)) {
        rules.add(rule);
      }
      worst = severity.isWorseThan(worst) ? severity : worst;
    }
  }

  private Finding finding(Rule rule, Consequence consequence, @Nullable Hit hit, boolean possible) {
    String action = consequence.action() == null ? rule.action() : consequence.action();
    boolean onFeature = hit != null && !hit.featureId().isEmpty();
    return new Finding(
        rule.id(),
        possible ? softened(consequence.severity()) : consequence.severity(),
        rule.title(),
        rule.titleEnglish(),
        rule.basis(),
        possible ? POSSIBLE_ACTION + action : action,
        rule.responsible(),
        hit == null ? null : hit.collection(),
        onFeature ? hit.featureId() : null,
        onFeature ? hit.featureCode() : null,
        hit == null ? null : hit.featureName(),
        hit == null ? 0 : hit.areaSquareMetres(),
        hit == null ? 0 : hit.percentOfParcel(),
        hit == null ? 0 : hit.meanWidthMetres(),
        hit == null ? 0 : hit.distanceMetres(),
        possible && hit != null ? withUncertainty(rule, hit) : rule.parameters(),
        consequence.open(),
        possible);
  }

  /** What is only possible cannot prohibit; it suspends until the boundary is known. */
  private static Verdict softened(Verdict severity) {
    return severity == Verdict.PROHIBITED ? Verdict.SUSPENDED : severity;
  }

  private List<Parameter> withUncertainty(Rule rule, Hit hit) {
    List<Parameter> parameters = new ArrayList<>(rule.parameters());
    if (hit.dimension() == 0) {
      pack.findUncertainty(hit.collection()).ifPresent(parameters::add);
    }
    if (subject != null && subject.dimension() == 0) {
      pack.findUncertainty(subject.collection())
          .filter(p -> !parameters.contains(p))
          .ifPresent(parameters::add);
    }
    return List.copyOf(parameters);
  }

  private Evaluation conclude() {
    findings.sort(ORDER);
    List<Unlocated> unlocated =
        lost.entrySet().stream()
            .map(e -> new Unlocated(e.getKey(), e.getValue().rules, e.getValue().worst))
            .toList();
    List<IncompleteReason> reasons = listReasons(unlocated);
    return new Evaluation(
        Verdict.worstOf(findings.stream().map(Finding::severity).toList()),
        !reasons.isEmpty(),
        List.copyOf(findings),
        slivers.listIgnored(),
        needed,
        missing.listMissing(),
        unlocated,
        reasons);
  }

  private List<IncompleteReason> listReasons(List<Unlocated> unlocated) {
    List<IncompleteReason> reasons = new ArrayList<>();
    for (String collection : needed) {
      if (!isReliable(collection)) {
        CollectionStatus status = statuses.get(collection);
        reasons.add(new IncompleteReason(kindOf(status), collection, List.of()));
      }
    }
    reasons.addAll(missing.listReasons());
    Map<String, List<String>> codes = new LinkedHashMap<>();
    for (Unlocated feature : unlocated) {
      if (feature.worst().isSevere()) {
        codes
            .computeIfAbsent(feature.hit().collection(), c -> new ArrayList<>())
            .add(feature.hit().featureCode());
      }
    }
    codes.forEach((c, of) -> reasons.add(new IncompleteReason(Kind.UNLOCATED, c, of)));
    return List.copyOf(reasons);
  }

  private static Kind kindOf(@Nullable CollectionStatus status) {
    if (status == null || !status.covered() && !status.failed()) {
      return Kind.NO_DATA;
    }
    return status.failed() ? Kind.FAILED : Kind.STALE;
  }
}
