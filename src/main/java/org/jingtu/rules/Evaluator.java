package org.jingtu.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

  private final Facts facts;
  private final Map<String, List<Hit>> hits = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Slivers slivers = new Slivers();
  private final MissingFacts missing;
  private final Set<String> reliable = new HashSet<>();
  private final Map<String, Hit> remainders = new HashMap<>();
  private final Set<String> needed = new TreeSet<>();

  private Evaluator(
      Pack pack,
      Facts facts,
      @Nullable Subject subject,
      List<Hit> hits,
      List<CollectionStatus> statuses) {
    this.facts = facts;
    this.missing = new MissingFacts(pack, subject);
    for (CollectionStatus status : statuses) {
      if (status.isReliable()) {
        reliable.add(status.collection());
      }
    }
    for (Hit hit : hits) {
      this.hits.computeIfAbsent(hit.collection(), c -> new ArrayList<>()).add(hit);
    }
  }

  /**
   * @param pack to judge by
   * @param question what is asked; its facts that are null are asked for
   * @param hits features at or near the parcel, up to {@link Pack#reachByCollection}
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
   *     Pack#reachByCollection(Subject)}; not the subject itself
   * @param remainders what of it lies outside the collections of {@link
   *     Pack#outsideCollections(Subject)}; a rule about a collection without one keeps silent, as
   *     it does where the collection is not reliable: no data is not “outside”
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
        judge(rule, target, when, null);
        continue;
      }
      needed.add(collection);
      if (target.against().outside()) {
        judgeOutside(rule, target, when, collection);
        continue;
      }
      for (Hit hit : hits.getOrDefault(collection, List.of())) {
        if (target.covers(hit)) {
          judge(rule, target, when, hit);
        }
      }
    }
  }

  private void judgeOutside(
      CompiledRule rule, CompiledRule.Target target, Truth when, String collection) {
    Hit rest = remainders.get(collection);
    if (rest != null && rest.overlaps() && reliable.contains(collection)) {
      judge(rule, target, when, rest);
    }
  }

  private void judge(CompiledRule rule, CompiledRule.Target target, Truth when, @Nullable Hit hit) {
    facts.turnTo(hit);
    Truth where = target.where().test(facts);
    if (where == Truth.FALSE) {
      return;
    }
    if (hit != null && target.isAboutOverlap() && slivers.ignores(hit, rule.rule())) {
      return;
    }
    Consequence consequence = Consequence.of(rule, facts);
    if (consequence.severity() == Verdict.CLEAR) {
      return;
    }
    if (when == Truth.UNKNOWN || where == Truth.UNKNOWN) {
      missing.open(rule, target, consequence.severity(), facts, hit);
      return;
    }
    consequence.open().forEach(name -> missing.soften(name, rule, consequence.severity(), hit));
    findings.add(finding(rule.rule(), consequence, hit));
  }

  private static Finding finding(Rule rule, Consequence consequence, @Nullable Hit hit) {
    String action = consequence.action();
    boolean onFeature = hit != null && !hit.featureId().isEmpty();
    return new Finding(
        rule.id(),
        consequence.severity(),
        rule.title(),
        rule.titleEnglish(),
        rule.basis(),
        action == null ? rule.action() : action,
        rule.responsible(),
        hit == null ? null : hit.collection(),
        onFeature ? hit.featureId() : null,
        onFeature ? hit.featureCode() : null,
        hit == null ? null : hit.featureName(),
        hit == null ? 0 : hit.areaSquareMetres(),
        hit == null ? 0 : hit.percentOfParcel(),
        hit == null ? 0 : hit.meanWidthMetres(),
        hit == null ? 0 : hit.distanceMetres(),
        rule.parameters(),
        consequence.open());
  }

  private Evaluation conclude() {
    findings.sort(ORDER);
    boolean incomplete = !reliable.containsAll(needed) || missing.couldStop();
    return new Evaluation(
        Verdict.worstOf(findings.stream().map(Finding::severity).toList()),
        incomplete,
        List.copyOf(findings),
        slivers.listIgnored(),
        needed,
        missing.listMissing());
  }
}
