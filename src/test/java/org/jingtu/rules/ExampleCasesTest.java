package org.jingtu.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The example cases of every pack hold, and every rule has one that triggers and a near miss. */
class ExampleCasesTest {

  @TestFactory
  Stream<DynamicTest> everyCaseHolds() {
    return allVersions()
        .flatMap(
            pack ->
                pack.cases().stream()
                    .map(
                        example ->
                            DynamicTest.dynamicTest(
                                pack.id()
                                    + "@"
                                    + pack.version()
                                    + " "
                                    + example.rule()
                                    + " "
                                    + example.title(),
                                () -> assertThat(example.listDifferences(pack)).isEmpty())));
  }

  /** The versions in force and the former ones: they stay runnable, and say what they said. */
  private static Stream<Pack> allVersions() {
    return TestPacks.OWN.listPacks().stream()
        .flatMap(
            pack ->
                TestPacks.OWN.listVersions(pack.id()).stream()
                    .map(version -> TestPacks.OWN.getPack(pack.id(), version)));
  }

  @Test
  void everyRuleHasACaseThatTriggersItANearMissAndOneForEachOutcome() {
    assertThat(TestPacks.OWN.listPacks().stream().flatMap(p -> Rehearsal.listFaults(p).stream()))
        .isEmpty();
  }
}
