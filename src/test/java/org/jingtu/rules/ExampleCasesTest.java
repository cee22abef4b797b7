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
  void everyRuleHasACaseThatTriggersItANearMissAndOneForEachOutcome() {
    for (Pack pack : TestPacks.OWN.listPacks()) {
      assertThat(Rehearsal.listFaults(pack)).as(pack.id()).isEmpty();
    }
  }
}
