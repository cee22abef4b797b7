package org.jingtu.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which rules could speak of a feature that nobody knows the place of. */
class AnywhereTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
  private static final Set<Stage> STAGES =
      EnumSet.of(Stage.PLANNING, Stage.SUPPLY, Stage.CONSTRUCTION);

  @Test
  void aListedSiteCouldProhibitWhateverItLiesUnder() {
    Unlocated listed = site(Map.of("status", "LISTED", "listed", true)).orElseThrow();
    assertThat(listed.worst()).isEqualTo(Verdict.PROHIBITED);
    assertThat(listed.rules())
        .contains(
            "listed-site-sensitive-use",
            "listed-site-procedures",
            "plan-over-site",
            "site-over-water-protection")
        // what its record excludes
        .doesNotContain("risk-unknown", "delisted-redevelopment")
        // nothing is known of a project
        .doesNotContain("remediation-works")
        // no stage at which anything is watched
        .doesNotContain("reclaim-contaminated-site");
  }

  @Test
  void aCleanSiteConcernsNobody() {
    assertThat(
            site(Map.of("status", "NOT_CONTAMINATED", "listed", false, "pollutionLevel", "LIGHT")))
        .hasValueSatisfying(
            clean -> {
              // its past is to be disclosed wherever it lies
              assertThat(clean.rules()).containsExactly("disclosure");
              assertThat(clean.worst()).isEqualTo(Verdict.NOTICE);
            });
  }

  @Test
  void whatNobodyRecordedExcludesNothing() {
    Unlocated blank = site(Map.of()).orElseThrow();
    assertThat(blank.rules()).contains("risk-unknown", "plan-over-site", "disclosure");
    assertThat(blank.worst()).isEqualTo(Verdict.PROHIBITED);
  }

  private static Optional<Unlocated> site(Map<String, Object> attributes) {
    Hit hit = Hit.withoutGeometry("contaminated-sites", "1", "S-1", null, attributes);
    return Anywhere.judge(TestPacks.NATIONAL, hit, STAGES, TODAY);
  }
}
