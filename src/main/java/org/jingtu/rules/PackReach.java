package org.jingtu.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What must be looked for to answer by a pack, and how far from the parcel or subject. Rules whose
 * condition is false need nothing; one that a missing fact leaves open counts, unless said
 * otherwise. Immutable; safe for many threads.
 */
public final class PackReach {

  private final Pack pack;

  PackReach(Pack pack) {
    this.pack = pack;
  }

  /**
   * The collections that rules may need for this question.
   *
   * @throws StageNotFound if the question names no stage
   */
  public Set<String> collections(Question question) {
    Set<String> needed = new TreeSet<>();
    for (CompiledRule rule : possible(question)) {
      rule.targets().forEach(t -> t.findCollection().ifPresent(needed::add));
    }
    return needed;
  }

  /**
   * How far from the parcel the features of each needed collection must be looked for, in metres; 0
   * where overlap alone matters. Where {@link Pack#findUncertainty} is stated it is in it; areas
   * matter that much less far.
   *
   * @throws StageNotFound if the question names no stage
   */
  public Map<String, Double> metresByCollection(Question question) {
    return metresOf(possible(question), 0);
  }

  /**
   * How far from the subject the features of each collection must be looked for, in metres; 0 where
   * overlap alone matters.
   */
  public Map<String, Double> metresByCollection(Subject subject) {
    return metresOf(possible(subject), uncertaintyOf(subject));
  }

  /**
   * {@link #metresByCollection(Question)} of the rules alone whose condition is true: those that a
   * missing fact leaves open ask for it, and find nothing.
   *
   * @throws StageNotFound if the question names no stage
   */
  public Map<String, Double> certainMetresByCollection(Question question) {
    List<CompiledRule> rules = pack.rulesAt(Stage.getStage(question.stage()));
    return metresOf(those(rules, pack.factsOf(question), truth -> truth == Truth.TRUE), 0);
  }

  /**
   * {@link #metresByCollection(Subject)} of the rules alone whose condition is true.
   *
   * @param today the date that the answer is for
   */
  public Map<String, Double> certainMetresByCollection(Subject subject, LocalDate today) {
    List<CompiledRule> rules = pack.rulesOn(subject.collection());
    return metresOf(
        those(rules, pack.factsOf(subject, today), truth -> truth == Truth.TRUE),
        uncertaintyOf(subject));
  }

  /**
   * The largest of {@link #metresByCollection(Question)}; 0 if there is none.
   *
   * @throws StageNotFound if the question names no stage
   */
  public double metres(Question question) {
    return metresByCollection(question).values().stream()
        .mapToDouble(Double::doubleValue)
        .max()
        .orElse(0);
  }

  /** How far the boundary of a subject may reach that is known as a point alone. */
  private double uncertaintyOf(Subject subject) {
    return subject.dimension() == 0 ? pack.uncertaintyMetres(subject.collection()) : 0;
  }

  /** The collections for which it must be measured what of the subject lies outside them. */
  public Set<String> outside(Subject subject) {
    Set<String> outside = new TreeSet<>();
    for (CompiledRule rule : possible(subject)) {
      rule.targets().stream()
          .filter(t -> t.against().outside())
          .forEach(t -> t.findCollection().ifPresent(outside::add));
    }
    return outside;
  }

  private Map<String, Double> metresOf(List<CompiledRule> rules, double ownMetres) {
    Map<String, Double> metres = new TreeMap<>();
    for (CompiledRule rule : rules) {
      for (CompiledRule.Target target : rule.targets()) {
        target
            .findCollection()
            .ifPresent(
                c ->
                    metres.merge(
                        c,
                        target.reachMetres() + pack.uncertaintyMetres(c) + ownMetres,
                        Math::max));
      }
    }
    return metres;
  }

  /** The rules that speak at the question's stage and whose condition is true or open. */
  private List<CompiledRule> possible(Question question) {
    List<CompiledRule> rules = pack.rulesAt(Stage.getStage(question.stage()));
    return those(rules, pack.factsOf(question), truth -> truth != Truth.FALSE);
  }

  /** The date may be any: conditions on it alone do not decide what must be looked for. */
  private List<CompiledRule> possible(Subject subject) {
    List<CompiledRule> rules = pack.rulesOn(subject.collection());
    return those(rules, pack.factsOf(subject, null), truth -> truth != Truth.FALSE);
  }

  private static List<CompiledRule> those(
      List<CompiledRule> rules, Facts facts, Predicate<Truth> wanted) {
    List<CompiledRule> those = new ArrayList<>();
    for (CompiledRule rule : rules) {
      if (wanted.test(rule.when().test(facts))) {
        those.add(rule);
      }
    }
    return those;
  }
}
