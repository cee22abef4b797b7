package org.jingtu.rules;

import static org.jingtu.rules.IncompleteReason.Kind.BOUNDARY_MISSING;
import static org.jingtu.rules.IncompleteReason.Kind.FACT_MISSING;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Facts found missing in one evaluation, each once, with the rules that it would decide. */
final class MissingFacts {

  private static final String FEATURE = "feature.";
  private static final String SUBJECT = "subject.";

  /** The boundary of a feature that is known as a point alone. */
  private static final String BOUNDARY = "feature.boundary";

  private static final String SUBJECT_BOUNDARY = "subject.boundary";

  private record Key(String name, @Nullable String collection, @Nullable String featureId) {}

  /** Whose attribute is missing. */
  private record Owner(String collection, String featureId, String featureCode) {}

  private static final class Entry {
    final Set<String> rules = new LinkedHashSet<>();
    final @Nullable Owner owner;
    Verdict worst = Verdict.CLEAR;

    Entry(@Nullable Owner owner) {
      this.owner = owner;
    }
  }

  private final Pack pack;
  private final @Nullable Subject subject;
  private final Map<Key, Entry> entries = new LinkedHashMap<>();
  private final Map<IncompleteReason.Kind, Set<Key>> stopping =
      new EnumMap<>(IncompleteReason.Kind.class);

  /**
   * @param subject of the rules; null for a parcel
   */
  MissingFacts(Pack pack, @Nullable Subject subject) {
    this.pack = pack;
    this.subject = subject;
  }

  /** A rule neither speaks nor keeps silent: names what its conditions lack. */
  void open(
      CompiledRule rule,
      CompiledRule.Target target,
      Verdict severity,
      Facts facts,
      @Nullable Hit hit) {
    for (Condition condition : List.of(rule.when(), target.where())) {
      if (condition.test(facts) == Truth.UNKNOWN) {
        condition.tellMissing(
            facts, name -> stop(FACT_MISSING, severity, add(name, rule, severity, hit)));
      }
    }
  }

  /** A rule speaks, and the fact could make what it says milder. */
  void soften(String name, CompiledRule rule, Verdict severity, @Nullable Hit hit) {
    add(name, rule, severity, hit);
  }

  /**
   * A rule speaks only if the feature, or the subject, reaches further than the point that is known
   * of it.
   */
  void askBoundary(CompiledRule rule, Verdict severity, Hit hit, boolean isHits) {
    String name = isHits ? BOUNDARY : SUBJECT_BOUNDARY;
    stop(BOUNDARY_MISSING, severity, add(name, rule, severity, hit));
  }

  private void stop(IncompleteReason.Kind kind, Verdict severity, Key key) {
    if (severity.isSevere()) {
      stopping.computeIfAbsent(kind, k -> new LinkedHashSet<>()).add(key);
    }
  }

  private Key add(String name, CompiledRule rule, Verdict severity, @Nullable Hit hit) {
    Owner owner = ownerOf(name, hit);
    Key key =
        owner == null
            ? new Key(name, null, null)
            : new Key(name, owner.collection(), owner.featureId());
    Entry entry = entries.computeIfAbsent(key, k -> new Entry(owner));
    entry.rules.add(rule.rule().id());
    if (severity.isWorseThan(entry.worst)) {
      entry.worst = severity;
    }
    return key;
  }

  private @Nullable Owner ownerOf(String name, @Nullable Hit hit) {
    if (name.startsWith(FEATURE) && hit != null) {
      return new Owner(hit.collection(), hit.featureId(), hit.featureCode());
    }
    return name.startsWith(SUBJECT) && subject != null
        ? new Owner(subject.collection(), subject.featureId(), subject.featureCode())
        : null;
  }

  /** What is missing that could bring a finding that stops the step. */
  List<IncompleteReason> listReasons() {
    List<IncompleteReason> reasons = new ArrayList<>();
    stopping.forEach(
        (kind, keys) -> {
          Map<String, Set<String>> names = new LinkedHashMap<>();
          for (Key key : keys) {
            Owner owner = Objects.requireNonNull(entries.get(key)).owner;
            String collection = key.collection() == null ? "" : key.collection();
            names
                .computeIfAbsent(collection, c -> new LinkedHashSet<>())
                .add(owner == null || kind == FACT_MISSING ? key.name() : owner.featureCode());
          }
          names.forEach(
              (collection, of) ->
                  reasons.add(
                      new IncompleteReason(
                          kind, collection.isEmpty() ? null : collection, List.copyOf(of))));
        });
    return reasons;
  }

  List<MissingFact> listMissing() {
    return entries.entrySet().stream().map(e -> describe(e.getKey(), e.getValue())).toList();
  }

  private MissingFact describe(Key key, Entry entry) {
    Owner owner = entry.owner;
    return new MissingFact(
        key.name(),
        owner == null ? questionOf(key.name()) : questionOf(key.name(), owner),
        List.copyOf(entry.rules),
        entry.worst,
        key.collection(),
        key.featureId(),
        owner == null ? null : owner.featureCode());
  }

  private String questionOf(String name) {
    return pack.findFact(name).map(Fact::question).orElse("请补充：" + name);
  }

  /** The English of what is asked about a feature. */
  static String askEnglish(String name, String collection, String featureCode) {
    return isBoundary(name)
        ? "Feature %s (%s) is known as a point alone: get its boundary from the department in charge and check again."
            .formatted(featureCode, collection)
        : "Feature %s (%s) has no %s on record: have the department in charge verify and complete it."
            .formatted(featureCode, collection, name.substring(name.indexOf('.') + 1));
  }

  private static boolean isBoundary(String name) {
    return name.equals(BOUNDARY) || name.equals(SUBJECT_BOUNDARY);
  }

  private static String questionOf(String name, Owner owner) {
    if (isBoundary(name)) {
      return "要素 %s（%s）只有点位，没有边界，请向数据主管部门索取边界后重新核查。"
          .formatted(owner.featureCode(), owner.collection());
    }
    return "要素 %s（%s）未登记 %s，请向数据主管部门核实并补充。"
        .formatted(owner.featureCode(), owner.collection(), name.substring(name.indexOf('.') + 1));
  }
}
