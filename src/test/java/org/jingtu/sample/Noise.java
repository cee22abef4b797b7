package org.jingtu.sample;

/** Reproducible chance: a number for a place and a purpose, independent of the order of asking. */
final class Noise {

  /** The seed of the sample county. */
  static final long SEED = 130_899_2026L;

  private Noise() {}

  /** A number in [0, 1) for the place (i, j). */
  static double unit(int i, int j, String purpose) {
    long h = SEED;
    h = mix(h ^ i);
    h = mix(h ^ j);
    for (int k = 0; k < purpose.length(); k++) {
      h = mix(h ^ purpose.charAt(k));
    }
    return (h >>> 11) * 0x1.0p-53;
  }

  /** A number in [-1, 1) for the place (i, j). */
  static double signed(int i, int j, String purpose) {
    return 2 * unit(i, j, purpose) - 1;
  }

  /** One of the choices for the place (i, j). */
  static String pick(int i, int j, String purpose, String... choices) {
    return choices[(int) (unit(i, j, purpose) * choices.length)];
  }

  /** Smooth rolling between -1 and 1, with hills some kilometres wide. */
  static double hills(double east, double north) {
    return 0.45 * StrictMath.sin(east / 1900 + 0.7)
        + 0.35 * StrictMath.sin(north / 1500 + east / 4100 + 1.9)
        + 0.20 * StrictMath.sin((east - 2 * north) / 2300 + 4.1);
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
  private static long mix(long z) {
    z += 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
