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

  private record Key(String name, @Nullable String collection, @Nullable String featureId) {}

  private static final class Entry {
    final Set<String> rules = new LinkedHashSet<>();
    final @Nullable Hit hit;
    Verdict worst = Verdict.CLEAR;

    Entry(@Nullable Hit hit) {
      this.hit = hit;
    }
  }

  private final Pack pack;
  private final Map<Key, Entry> entries = new LinkedHashMap<>();
  private boolean couldStop;

  MissingFacts(Pack pack) {
    this.pack = pack;
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
    Hit subject = name.startsWith(FEATURE) ? hit : null;
    Key key =
        subject == null
            ? new Key(name, null, null)
            : new Key(name, subject.collection(), subject.featureId());
    Entry entry = entries.computeIfAbsent(key, k -> new Entry(subject));
    entry.rules.add(rule.rule().id());
    if (severity.isWorseThan(entry.worst)) {
      entry.worst = severity;
    }
  }

  /** True if a missing fact could bring a finding that stops the step. */
  boolean couldStop() {
    return couldStop;
  }

  List<MissingFact> listMissing() {
    return entries.entrySet().stream().map(e -> describe(e.getKey(), e.getValue())).toList();
  }

  private MissingFact describe(Key key, Entry entry) {
    Hit hit = entry.hit;
    return new MissingFact(
        key.name(),
        hit == null ? questionOf(key.name()) : questionOf(key.name(), hit),
        List.copyOf(entry.rules),
        entry.worst,
        key.collection(),
        key.featureId(),
        hit == null ? null : hit.featureCode());
  }

  private String questionOf(String name) {
    return pack.findFact(name).map(Fact::question).orElse("请补充：" + name);
  }

  private static String questionOf(String name, Hit hit) {
    return "要素 %s（%s）未登记 %s，请向数据主管部门核实并补充。"
        .formatted(hit.featureCode(), hit.collection(), name.substring(FEATURE.length()));
  }
}
