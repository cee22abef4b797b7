package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeenCodesTest {

  @Test
  void namesTheRecordThatHadTheCodeFirst() {
    SeenCodes seen = new SeenCodes();

    assertThat(seen.note("A", 1)).isZero();
    assertThat(seen.note("B", 2)).isZero();
    assertThat(seen.note("A", 3)).isEqualTo(1);
    assertThat(seen.note("A", 4)).isEqualTo(1);
  }

  @Test
  void keepsManyCodesApart() {
    SeenCodes seen = new SeenCodes();
    for (int i = 1; i <= 300_000; i++) {
      assertThat(seen.note("1308021" + i, i)).isZero();
    }
    for (int i = 1; i <= 300_000; i++) {
      assertThat(seen.note("1308021" + i, 1)).isEqualTo(i);
    }
  }
}
