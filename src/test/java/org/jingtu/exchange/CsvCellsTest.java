package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** No cell is a formula, and every text comes back. */
class CsvCellsTest {

  @Test
  void whatBeginsAsAFormulaGetsAnApostrophe() {
    assertThat(CsvCells.write("=1+1")).isEqualTo("'=1+1");
    assertThat(CsvCells.write("'=1+1")).isEqualTo("''=1+1");
    assertThat(CsvCells.write("'s Hertogenbosch")).isEqualTo("'s Hertogenbosch");
    assertThat(CsvCells.write("一厂=甲")).isEqualTo("一厂=甲");
    assertThat(CsvCells.write("＝1")).isEqualTo("'＝1");
  }

  @Test
  void everyTextComesBackAndNoneIsAFormula() {
    long seed = 20260930;
    Random random = new Random(seed);
    String letters = "'=+-@\t\r\n|＝－a甲 ";
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(6); n > 0; n--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      String cell = CsvCells.write(text.toString());
      assertThat(CsvCells.read(cell)).as("seed %d", seed).isEqualTo(text.toString());
      assertThat(cell).doesNotContainPattern("^[=+\\-@\t\r\n|＝＋－＠]");
    }
  }
}
