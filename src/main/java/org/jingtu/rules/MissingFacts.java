package org.jingtu.rules;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Facts found missing in one evaluation, each once, with the rules that it would decide. */
final class MissingFacts {

  private static final String FEATURE = "feature.";
  private static final String SUBJECT = "subject.";

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
  private boolean couldStop;

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
    couldStop |= severity.isSevere();
    for (Condition condition : List.of(rule.when(), target.where())) {
      if (condition.test(facts) == Truth.UNKNOWN) {
        condition.tellMissing(facts, name -> add(name, rule, severity, hit));
      }
    }
  }

  /** A rule speaks, and the fact could make what it says milder. */
  void soften(String name, CompiledRule rule, Verdict severity, @Nullable Hit hit) {
    add(name, rule, severity, hit);
  }

  private void add(String name, CompiledRule rule, Verdict severity, @Nullable Hit hit) {
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
  }

  private @Nullable Owner ownerOf(String name, @Nullable Hit hit) {
    if (name.startsWith(FEATURE) && hit != null) {
      return new Owner(hit.collection(), hit.featureId(), hit.featureCode());
    }
    return name.startsWith(SUBJECT) && subject != null
        ? new Owner(subject.collection(), subject.featureId(), subject.featureCode())
        : null;
  }

  /** True if a missing fact could bring a finding that stops the step. */
  boolean couldStop() {
    return couldStop;
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

  private static String questionOf(String name, Owner owner) {
    return "要素 %s（%s）未登记 %s，请向数据主管部门核实并补充。"
        .formatted(owner.featureCode(), owner.collection(), name.substring(name.indexOf('.') + 1));
  }
}
