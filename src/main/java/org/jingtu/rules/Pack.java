package org.jingtu.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a region in effect: its own and those of its parents, as one document says and what
 * it changed. Immutable; safe for many threads.
 */
public final class Pack {

  private final PackHead head;
  private final PackContents contents;
  private final List<CompiledRule> rules;
  private final Map<Stage, List<CompiledRule>> rulesByStage = new EnumMap<>(Stage.class);
  private final Map<Stage, Set<String>> collectionsByStage = new EnumMap<>(Stage.class);
  private final Map<String, List<CompiledRule>> rulesBySubject = new TreeMap<>();
  private final List<ExampleCase> cases;

  Pack(PackHead head, PackContents contents, List<CompiledRule> rules, List<ExampleCase> cases) {
    this.head = head;
    this.contents = contents;
    this.rules = List.copyOf(rules);
    this.cases = List.copyOf(cases);
    for (Stage stage : Stage.values()) {
      List<CompiledRule> here =
          rules.stream().filter(r -> r.rule().stages().contains(stage)).toList();
      rulesByStage.put(stage, here);
      Set<String> collections = new TreeSet<>();
      here.forEach(r -> r.targets().forEach(t -> addIfPresent(collections, t.collection())));
      collectionsByStage.put(stage, Set.copyOf(collections));
    }
    for (CompiledRule rule : rules) {
      String subject = rule.rule().subject();
      if (subject != null) {
        rulesBySubject.computeIfAbsent(subject, s -> new ArrayList<>()).add(rule);
      }
    }
  }

  /** Id, lower case with hyphens: {@code national}, {@code jiangsu}. */
  public String id() {
    return head.id();
  }

  /** The version that the file states. */
  public String version() {
    return head.version();
  }

  /** {@code sha256:} and the digest of the file and of its parents: it changes with any word. */
  public String digest() {
    return head.digest();
  }

  /** Chinese title. */
  public String title() {
    return head.title();
  }

  /** Beginnings of the administrative codes (行政区代码) that the pack is for; empty for all. */
  public List<String> adcodes() {
    return head.adcodes();
  }

  /** Id of the pack that it extends. */
  public Optional<String> parent() {
    return Optional.ofNullable(head.parent());
  }

  /** Version of the pack that it extends. */
  public Optional<String> parentVersion() {
    return Optional.ofNullable(head.parentVersion());
  }

  /**
   * Titles of the documents that hold in the region, in the order of the file; all if none said.
   */
  public List<String> documents() {
    return contents.documents().entrySet().stream()
        .filter(d -> contents.cites().isEmpty() || contents.cites().contains(d.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Numbers that rules use, with their source. */
  public List<Parameter> parameters() {
    return List.copyOf(contents.parameters().values());
  }

  /** Code lists that rules use, with their source. */
  public List<CodeList> lists() {
    return List.copyOf(contents.lists().values());
  }

  /** Facts that conditions may read, with the question that asks for each. */
  public List<Fact> facts() {
    return List.copyOf(contents.facts().values());
  }

  /** The threshold for slivers where a rule states none of its own. */
  public Threshold threshold() {
    Threshold stated = contents.threshold();
    if (stated == null) {
      throw new IllegalStateException("checked when the pack was read");
    }
    return stated;
  }

  /** How many months old data of the collection may be before it is stale; empty for any age. */
  public OptionalInt maximumAgeMonths(String collection) {
    Integer months = contents.maximumAgeMonths().get(collection);
    return months == null ? OptionalInt.empty() : OptionalInt.of(months);
  }

  /**
   * How far the boundary of a feature of the collection may reach from the point that alone is
   * known of it; empty where points are taken for what they are.
   */
  public Optional<Parameter> findUncertainty(String collection) {
    String name = contents.uncertainty().get(collection);
    return Optional.ofNullable(name == null ? null : contents.parameters().get(name));
  }

  double uncertaintyMetres(String collection) {
    return findUncertainty(collection).map(Parameter::value).orElse(0.0);
  }

  /** The rules in effect, in the order of the files, parents first. */
  public List<Rule> rules() {
    return rules.stream().map(CompiledRule::rule).toList();
  }

  /** The collections whose features rules judge in the parcel's place. */
  public Set<String> subjects() {
    return Set.copyOf(rulesBySubject.keySet());
  }

  /** The rules that judge features of that collection in the parcel's place, in order. */
  public List<Rule> subjectRules(String collection) {
    return rulesOn(collection).stream().map(CompiledRule::rule).toList();
  }

  /** The inherited rules that are not in effect here, with the reason, by id. */
  public Map<String, String> withdrawn() {
    return Map.copyOf(contents.withdrawn());
  }

  /**
   * The collections that rules may need for this question; a rule that a missing fact leaves open
   * counts.
   *
   * @throws StageNotFound if the question names no stage
   */
  public Set<String> neededCollections(Question question) {
    Set<String> needed = new TreeSet<>();
    for (CompiledRule rule : matching(question)) {
      rule.targets().forEach(t -> addIfPresent(needed, t.collection()));
    }
    return needed;
  }

  /** The collections that rules at this stage are about, whatever else is asked. */
  public Set<String> collectionsAt(Stage stage) {
    return collectionsByStage.getOrDefault(stage, Set.of());
  }

  /**
   * How far from the parcel the features of each needed collection must be looked for, in metres; 0
   * where overlap alone matters. Where {@link #findUncertainty} is stated it is in it; areas matter
   * that much less far.
   *
   * @throws StageNotFound if the question names no stage
   */
  public Map<String, Double> reachByCollection(Question question) {
    Map<String, Double> reach = new TreeMap<>();
    for (CompiledRule rule : matching(question)) {
      rule.targets().forEach(t -> addReach(reach, t));
    }
    return reach;
  }

  private void addReach(Map<String, Double> reach, CompiledRule.Target target) {
    String collection = target.collection();
    if (collection != null) {
      double metres = target.reachMetres() + uncertaintyMetres(collection);
      reach.merge(collection, metres, Math::max);
    }
  }

  /**
   * How far from the subject the features of each collection must be looked for, in metres; 0 where
   * overlap alone matters. Collections of rules whose condition on the subject is false are left
   * out.
   */
  public Map<String, Double> reachByCollection(Subject subject) {
    Map<String, Double> reach = new TreeMap<>();
    for (CompiledRule rule : matching(subject)) {
      rule.targets().forEach(t -> addReach(reach, t));
    }
    return reach;
  }

  /** The collections for which it must be measured what of the subject lies outside them. */
  public Set<String> outsideCollections(Subject subject) {
    Set<String> outside = new TreeSet<>();
    for (CompiledRule rule : matching(subject)) {
      for (CompiledRule.Target target : rule.targets()) {
        addIfPresent(outside, target.against().outside() ? target.collection() : null);
      }
    }
    return outside;
  }

  /**
   * The largest of {@link #reachByCollection}; 0 if there is none.
   *
   * @throws StageNotFound if the question names no stage
   */
  public double reachMetres(Question question) {
    return reachByCollection(question).values().stream()
        .mapToDouble(Double::doubleValue)
        .max()
        .orElse(0);
  }

  /**
   * {@link #reachByCollection(Question)} of the rules alone whose condition is true: those that a
   * missing fact leaves open ask for it, and find nothing.
   *
   * @throws StageNotFound if the question names no stage
   */
  public Map<String, Double> certainReach(Question question) {
    return certainReach(rulesAt(Stage.getStage(question.stage())), factsOf(question));
  }

  /**
   * {@link #reachByCollection(Subject)} of the rules alone whose condition is true.
   *
   * @param today the date that the answer is for
   */
  public Map<String, Double> certainReach(Subject subject, LocalDate today) {
    return certainReach(rulesOn(subject.collection()), factsOf(subject, today));
  }

  private Map<String, Double> certainReach(List<CompiledRule> rules, Facts facts) {
    Map<String, Double> reach = new TreeMap<>();
    for (CompiledRule rule : rules) {
      if (rule.when().test(facts) == Truth.TRUE) {
        rule.targets().forEach(t -> addReach(reach, t));
      }
    }
    return reach;
  }

  /** The rules that speak at the question's stage and whose condition is true or open. */
  private List<CompiledRule> matching(Question question) {
    Facts facts = factsOf(question);
    List<CompiledRule> matching = new ArrayList<>();
    for (CompiledRule rule : rulesAt(Stage.getStage(question.stage()))) {
      if (rule.when().test(facts) != Truth.FALSE) {
        matching.add(rule);
      }
    }
    return matching;
  }

  private List<CompiledRule> matching(Subject subject) {
    // the date may be any: conditions on it alone do not decide what must be looked for
    Facts facts = new Facts(contents.parameters().values(), subject, null);
    return rulesOn(subject.collection()).stream()
        .filter(r -> r.when().test(facts) != Truth.FALSE)
        .toList();
  }

  private static void addIfPresent(Set<String> set, @Nullable String value) {
    if (value != null) {
      set.add(value);
    }
  }

  List<CompiledRule> rulesAt(Stage stage) {
    return rulesByStage.getOrDefault(stage, List.of());
  }

  List<CompiledRule> rulesOn(String subject) {
    return rulesBySubject.getOrDefault(subject, List.of());
  }

  List<CompiledRule> compiledRules() {
    return rules;
  }

  Facts factsOf(Subject subject, LocalDate today) {
    return new Facts(contents.parameters().values(), subject, today);
  }

  Facts factsOf(Question question) {
    return new Facts(contents.parameters().values(), question);
  }

  YamlAt at() {
    return head.at();
  }

  Optional<Fact> findFact(String name) {
    return Optional.ofNullable(contents.facts().get(name));
  }

  /** The example cases of the rules in effect and of the pack itself. */
  List<ExampleCase> cases() {
    return cases;
  }
}
