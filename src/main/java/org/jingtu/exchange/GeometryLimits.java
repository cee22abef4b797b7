package org.jingtu.exchange;

/** How large a geometry of a text or database format may be. */
final class GeometryLimits {

  /** The largest zones that were seen have 300,000. */
  static final int MOST_VERTICES = 2_000_000;

  /** Collections in collections. */
  static final int DEEPEST_COLLECTION = 8;

  /** Longest text value, in characters. */
  static final int LONGEST_TEXT = 1_000_000;

  /** Most text of all values of a row, in characters. */
  static final int MOST_TEXT = 16_000_000;

  /** Most fields of a file; a .dbf has at most 255. */
  static final int MOST_FIELDS = 2_000;

  private GeometryLimits() {}
}
