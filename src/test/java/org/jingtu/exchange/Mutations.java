package org.jingtu.exchange;

import java.util.Arrays;
import java.util.Random;

/** Damages files. */
final class Mutations {

  private Mutations() {}

  /** Changes, doubles, moves or cuts some bytes. */
  static byte[] mutate(byte[] seed, Random random) {
    byte[] mutant = seed.clone();
    for (int n = random.nextInt(6); n >= 0 && mutant.length > 8; n--) {
      int at = random.nextInt(mutant.length - 4);
      int from = random.nextInt(mutant.length - 4);
      int count = 1 + random.nextInt(Math.min(64, mutant.length - Math.max(at, from)));
      switch (random.nextInt(6)) {
        case 0 -> mutant[at] = (byte) random.nextInt(256);
        case 1 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> Arrays.fill(mutant, at, at + 4, (byte) (random.nextBoolean() ? 0xFF : 0x7F));
        case 3 -> System.arraycopy(mutant, from, mutant, at, count);
        case 4 -> mutant = Arrays.copyOf(mutant, Math.max(9, mutant.length - count));
        default -> Arrays.fill(mutant, at, at + count, (byte) 0);
      }
    }
    return mutant;
  }
}
