package org.jingtu.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The example cases of every pack hold, and every rule has one that triggers and a near miss. */
class ExampleCasesTest {

  private static final Set<String> MISSES = Set.of("none", "ignored", "asked");

  @TestFactory
  Stream<DynamicTest> everyCaseHolds() {
    return TestPacks.OWN.listPacks().stream()
        .flatMap(
            pack ->
                pack.cases().stream()
                    .map(
                        example ->
                            DynamicTest.dynamicTest(
                                pack.id() + " " + example.rule() + " " + example.title(),
                                () -> assertThat(example.listDifferences(pack)).isEmpty())));
  }

  @Test
  void everyRuleHasACaseThatTriggersItAndANearMiss() {
    for (Pack pack : TestPacks.OWN.listPacks()) {
      Set<String> lacking = new TreeSet<>();
      for (Rule rule : pack.rules()) {
        List<String> outcomes =
            pack.cases().stream()
                .filter(c -> rule.id().equals(c.rule()))
                .map(c -> c.expected().get(rule.id()))
                .toList();
        if (outcomes.stream().allMatch(MISSES::contains) || !outcomes.contains("none")) {
          lacking.add(rule.id());
        }
      }
      assertThat(lacking).as(pack.id()).isEmpty();
    }
  }

  @Test
  void everyOutcomeOfARuleIsShownByACase() {
    for (Pack pack : TestPacks.OWN.listPacks()) {
      for (Rule rule : pack.rules()) {
        for (Rule.Outcome outcome : rule.outcomes()) {
          String due = outcome.severity() == Verdict.CLEAR ? "none" : outcome.severity().name();
          assertThat(pack.cases())
              .as(pack.id() + " " + rule.id() + " " + due)
              .anyMatch(c -> rule.id().equals(c.rule()) && c.expected().containsValue(due));
        }
      }
    }
  }
}
