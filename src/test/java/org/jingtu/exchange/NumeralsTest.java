package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Numbers are plain and come back as they were. */
class NumeralsTest {

  @Test
  void plainAndShort() {
    assertThat(Numerals.of(39_550_000.123)).isEqualTo("39550000.123");
    assertThat(Numerals.of(4_530_000.0)).isEqualTo("4530000");
    assertThat(Numerals.of(1e-7)).isEqualTo("0.00000010");
    assertThat(Numerals.of(new BigDecimal("12.50"))).isEqualTo("12.50");
    assertThat(Numerals.fixed(0.00005, 4)).isEqualTo("0.0001");
  }

  @Test
  void everyDoubleComesBack() {
    long seed = 20260930;
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(20) - 6);
      String text = Numerals.of(value);
      assertThat(Double.parseDouble(text)).as("seed %d", seed).isEqualTo(value);
      assertThat(text).doesNotContain("E");
    }
  }
}
