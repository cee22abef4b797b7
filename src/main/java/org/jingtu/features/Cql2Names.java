package org.jingtu.features;

/** The characters of a name without quotes: rule {@code identifier} of CQL2's BNF (21-065r2). */
final class Cql2Names {

  /** First and last of each range. */
  private static final int[] STARTS = {
    ':', ':', '_', '_', 'A', 'Z', 'a', 'z', 0xC0, 0xD6, 0xD8, 0xF6, 0xF8, 0x2FF, 0x370, 0x37D,
    0x37F, 0x1FFE, 0x200C, 0x200D, 0x2070, 0x218F, 0x2C00, 0x2FEF, 0x3001, 0xD7FF, 0xF900, 0xFDCF,
    0xFDF0, 0xFFFD, 0x10000, 0xEFFFF
  };

  private static final int[] OTHERS = {'.', '.', '0', '9', 0x300, 0x36F, 0x203F, 0x2040};

  private Cql2Names() {}

  static boolean starts(int codePoint) {
    return isIn(STARTS, codePoint);
  }

  static boolean continues(int codePoint) {
    return starts(codePoint) || isIn(OTHERS, codePoint);
  }

  private static boolean isIn(int[] ranges, int codePoint) {
    for (int i = 0; i < ranges.length; i += 2) {
      if (codePoint >= ranges[i] && codePoint <= ranges[i + 1]) {
        return true;
      }
    }
    return false;
  }
}
