package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FormulasTest {

  @Test
  void disarmsWhatASpreadsheetWouldRun() {
    assertThat(Formulas.disarm("=HYPERLINK(\"http://x\")")).startsWith("'=");
    assertThat(Formulas.disarm("+1")).isEqualTo("'+1");
    assertThat(Formulas.disarm("@SUM(A1)")).isEqualTo("'@SUM(A1)");
    assertThat(Formulas.disarm("\t=1")).startsWith("'");
  }

  @Test
  void leavesOtherTextAlone() {
    assertThat(Formulas.disarm("南沟村")).isEqualTo("南沟村");
    assertThat(Formulas.disarm("1-2")).isEqualTo("1-2");
    assertThat(Formulas.disarm("")).isEmpty();
  }
}
