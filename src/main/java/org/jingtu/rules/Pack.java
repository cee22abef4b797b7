package org.jingtu.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
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
  private final PackReach reach = new PackReach(this);
  private final PackEnglish english;

  Pack(PackHead head, PackContents contents, List<CompiledRule> rules, List<ExampleCase> cases) {
    this.head = head;
    this.contents = contents;
    this.rules = List.copyOf(rules);
    this.cases = List.copyOf(cases);
    this.english = new PackEnglish(this, Map.copyOf(contents.english()));
    for (Stage stage : Stage.values()) {
      List<CompiledRule> here =
          rules.stream().filter(r -> r.rule().stages().contains(stage)).toList();
      rulesByStage.put(stage, here);
      Set<String> collections = new TreeSet<>();
      here.forEach(r -> r.targets().forEach(t -> t.findCollection().ifPresent(collections::add)));
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

  /** Where a subject lies, as far as it is known; a parcel's place if there is none. */
  CompiledRule.Place placeOf(@Nullable Subject subject) {
    return subject == null
        ? CompiledRule.Place.PARCEL
        : new CompiledRule.Place(subject.dimension(), uncertaintyMetres(subject.collection()));
  }

  /** The rules in effect, in the order of the files, parents first. */
  public List<Rule> rules() {
    return rules.stream().map(CompiledRule::rule).toList();
  }

  /** The rule in effect with this id. */
  public Optional<Rule> findRule(String id) {
    return rules.stream().map(CompiledRule::rule).filter(r -> r.id().equals(id)).findFirst();
  }

  /** The English of what the pack says in Chinese. */
  public PackEnglish english() {
    return english;
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

  /** What must be looked for to answer by this pack, and how far away. */
  public PackReach reach() {
    return reach;
  }

  /** The collections that rules at this stage are about, whatever else is asked. */
  public Set<String> collectionsAt(Stage stage) {
    return collectionsByStage.getOrDefault(stage, Set.of());
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

  /** With no date conditions on it are open. */
  Facts factsOf(Subject subject, @Nullable LocalDate today) {
    return new Facts(contents.parameters().values(), subject, today);
  }

  Facts factsOf(LocalDate today) {
    return new Facts(contents.parameters().values(), today);
  }

  Facts factsOf(Question question) {
    return new Facts(contents.parameters().values(), question);
  }

  /** Titles of all documents, those of other regions too. */
  Collection<String> documentTitles() {
    return contents.documents().values();
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
