package org.jingtu.ogcapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DecimalsTest {

  private static String text(double number) {
    byte[] to = new byte[Decimals.LONGEST];
    return new String(to, 0, Decimals.write(number, to, 0), StandardCharsets.ISO_8859_1);
  }

  @Test
  void writesNumbersAsPeopleDo() {
    assertThat(text(0)).isEqualTo("0");
    assertThat(text(117.6)).isEqualTo("117.6");
    assertThat(text(-40.25)).isEqualTo("-40.25");
    assertThat(text(100)).isEqualTo("100");
    assertThat(text(0.000000000001)).isEqualTo("0.000000000001");
    assertThat(text(40512345.1)).isEqualTo("40512345.1");
    assertThat(text(4503599627370497.0)).isEqualTo("4503599627370497"); // 2^52 + 1
  }

  /** The double after 117.6 is 117.6 + 2^-46: its fraction does not end before the 15th place. */
  @Test
  void keepsTheLastBit() {
    double next = Math.nextUp(117.6);
    assertThat(text(next)).isEqualTo("117.60000000000001");
    assertThat(Double.parseDouble(text(Math.nextUp(40.1)))).isEqualTo(Math.nextUp(40.1));
  }

  /** The largest double below 64 rounds up at the last place that is written. */
  @Test
  void carriesIntoTheWholeNumber() {
    for (double number : new double[] {Math.nextDown(64.0), Math.nextDown(1e5), 0x1p53 - 1}) {
      assertThat(Double.parseDouble(text(number))).isEqualTo(number);
    }
  }

  @Test
  void everyDoubleIsReadBackAsItWas() {
    long seed = 20261122;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 500_000; i++) {
      double number =
          switch (i % 5) {
            case 0 -> random.nextDouble(-180, 180);
            case 1 -> random.nextDouble(25_000_000, 46_000_000);
            case 2 -> Math.round(random.nextDouble(-1e9, 1e9)) / 1e7;
            case 3 -> random.nextDouble() * Math.pow(10, random.nextInt(-20, 20));
            default -> Double.longBitsToDouble(random.nextLong());
          };
      if (Double.isFinite(number)) {
        assertThat(Double.parseDouble(text(number)))
            .as("seed %d: %s", seed, number)
            .isEqualTo(number);
      }
    }
  }
}
