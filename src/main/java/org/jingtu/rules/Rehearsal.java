package org.jingtu.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * Tries a pack against the examples in it: every case must come out as it says, every rule must
 * have one that triggers it and one near miss, every outcome a case that shows it.
 */
final class Rehearsal {

  private final Pack pack;
  private final List<PackInvalid.Fault> faults = new ArrayList<>();

  private Rehearsal(Pack pack) {
    this.pack = pack;
  }

  /** What is amiss, in the order of the rules; empty if all is well. */
  static List<PackInvalid.Fault> listFaults(Pack pack) {
    Rehearsal rehearsal = new Rehearsal(pack);
    pack.cases().forEach(rehearsal::play);
    pack.compiledRules().forEach(rehearsal::lookForCases);
    return List.copyOf(rehearsal.faults);
  }

  private void play(ExampleCase example) {
    for (ExampleCase.Difference d : example.listDifferences(pack)) {
      add(
          example.at(),
          d.rule(),
          "示例“%s”：结果为 %s，应为 %s".formatted(d.title(), d.found(), d.due()),
          "case '%s': %s instead of %s".formatted(d.title(), d.found(), d.due()));
    }
  }

  private void lookForCases(CompiledRule compiled) {
    Rule rule = compiled.rule();
    List<String> shown =
        pack.cases().stream()
            .filter(c -> rule.id().equals(c.rule()))
            .map(c -> c.expected().getOrDefault(rule.id(), "none"))
            .toList();
    if (shown.stream().allMatch(ExampleCase::isMiss)) {
      add(compiled.at(), rule.id(), "没有触发本规则的示例", "no case triggers the rule");
    }
    if (!shown.contains("none")) {
      add(compiled.at(), rule.id(), "没有差一点而不触发的示例（expect: none）", "no near miss (expect: none)");
    }
    List<Finding> findings =
        pack.cases().stream()
            .filter(c -> rule.id().equals(c.rule()))
            .flatMap(c -> c.evaluate(pack).findings().stream())
            .filter(f -> rule.id().equals(f.rule()))
            .toList();
    for (Rule.Outcome outcome : rule.outcomes()) {
      if (!isShown(outcome, rule, shown, findings)) {
        String due =
            outcome.severity().name() + (outcome.when() == null ? "" : " " + outcome.when());
        add(compiled.at(), rule.id(), "没有示例得出 " + due, "no case comes to " + due);
      }
    }
  }

  /** Outcomes of one severity are told apart by what they say is to be done. */
  private static boolean isShown(
      Rule.Outcome outcome, Rule rule, List<String> shown, List<Finding> findings) {
    if (outcome.severity() == Verdict.CLEAR) {
      return shown.contains("none");
    }
    String action = outcome.action() == null ? rule.action() : outcome.action();
    return findings.stream()
        .anyMatch(f -> f.severity() == outcome.severity() && f.action().equals(action));
  }

  private void add(YamlAt at, String rule, String chinese, String english) {
    at.fault(chinese, english).in(rule).faults().stream()
        .filter(f -> !faults.contains(f))
        .forEach(faults::add);
  }
}
