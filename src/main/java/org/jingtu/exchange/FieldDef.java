package org.jingtu.exchange;

/**
 * A field of a file that is read or written.
 *
 * @param name as in the file; a .dbf holds at most 10 bytes of it
 * @param type what its values are
 * @param width most characters of a number, most bytes of a text; 0 where the format has no limit
 * @param decimals digits after the point of a {@link Type#DECIMAL}, else 0
 */
public record FieldDef(String name, Type type, int width, int decimals) {

  /** What the values of a field are, and their Java class. */
  public enum Type {
    /** {@link String}, never blank. */
    TEXT,
    /** {@link Long}. */
    INTEGER,
    /** {@link java.math.BigDecimal}. */
    DECIMAL,
    /** {@link java.time.LocalDate}. */
    DATE,
    /** {@link Boolean}. */
    BOOLEAN
  }

  /**
   * @param bytes width in bytes of the charset of the file, 1-254
   */
  public static FieldDef text(String name, int bytes) {
    return new FieldDef(name, Type.TEXT, bytes, 0);
  }

  /** A whole number of up to 18 digits. */
  public static FieldDef integer(String name, int digits) {
    return new FieldDef(name, Type.INTEGER, digits, 0);
  }

  /**
   * @param width characters including sign and point
   * @param decimals digits after the point
   */
  public static FieldDef decimal(String name, int width, int decimals) {
    return new FieldDef(name, Type.DECIMAL, width, decimals);
  }

  /** A day without time. */
  public static FieldDef date(String name) {
    return new FieldDef(name, Type.DATE, 8, 0);
  }

  /** True, false or unknown. */
  public static FieldDef bool(String name) {
    return new FieldDef(name, Type.BOOLEAN, 1, 0);
  }
}
