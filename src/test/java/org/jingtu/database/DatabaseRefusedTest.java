package org.jingtu.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.jingtu.database.DatabaseRefused.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.diagnostics.FailureAnalysis;

class DatabaseRefusedTest {

  @ParameterizedTest
  @EnumSource(Reason.class)
  void saysWhatIsWrongAndWhatToDoInChineseAndEnglish(Reason reason) {
    DatabaseRefused refused = new DatabaseRefused(reason, "FIRST", "SECOND");
    for (String text : new String[] {refused.description(), refused.action()}) {
      assertThat(text.lines()).hasSize(2);
      assertThat(text.lines().findFirst().orElseThrow()).containsPattern("\\p{IsHan}");
      assertThat(text.lines().skip(1).findFirst().orElseThrow())
          .doesNotContainPattern("\\p{IsHan}");
      assertThat(text).doesNotContain("{0}", "{1}", "''");
    }
  }

  @Test
  void isShownAsAFailureAnalysis() {
    FailureAnalysis analysis =
        new DatabaseRefusedAnalyzer()
            .analyze(
                new IllegalStateException(
                    "bean dataSource", new DatabaseRefused(Reason.POSTGIS_NOT_INSTALLED, "16")));
    assertThat(analysis.getAction()).contains("apt-get install postgresql-16-postgis-3");
  }

  // 3.1 is the oldest that is accepted
  @ParameterizedTest
  @CsvSource({"2.5.9,true", "3.0.11,true", "3.1.0,false", "3.6.0dev,false", "4.0,false"})
  void comparesPostgisVersions(String version, boolean tooOld) {
    assertThat(PostgisGuard.isTooOld(version)).isEqualTo(tooOld);
  }
}
