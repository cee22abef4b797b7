package org.jingtu.exchange;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.JulianFields;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values of a .dbf that are not written as text: whole numbers (I, +), doubles (O, and B of Visual
 * FoxPro), money (Y) and times (T, @). Those of dBASE 7 are big-endian with the sign turned, so
 * that their bytes sort like their values; those of Visual FoxPro are little-endian.
 */
final class DbfBinary {

  private static final String TYPES = "I+OBYT@";
  private static final int MONEY_DECIMALS = 4;
  private static final long MILLISECONDS_OF_DAY = 86_400_000;

  private DbfBinary() {}

  /** Whether a field of this type is one, and as wide as it has to be. */
  static boolean isBinary(char type, int width) {
    return TYPES.indexOf(type) >= 0 && width == (type == 'I' || type == '+' ? 4 : 8);
  }

  /** What comes of a field. A time is a text, since a date would lose the hour. */
  static FieldDef definition(String name, char type) {
    return switch (type) {
      case 'I', '+' -> FieldDef.integer(name, 11);
      case 'Y' -> FieldDef.decimal(name, 20, MONEY_DECIMALS);
      case 'O', 'B' -> FieldDef.decimal(name, 0, 0);
      default -> FieldDef.text(name, 23);
    };
  }

  /**
   * @param dbase7 whether the file is one of dBASE 7, not Visual FoxPro
   * @return Long, BigDecimal or String; null for no value, or one that means nothing
   */
  static @Nullable Object read(byte[] bytes, char type, boolean dbase7) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (dbase7 && isNothing(bytes)) {
      return null;
    }
    if (!dbase7 || type == 'T' || type == '@') {
      buffer.order(ByteOrder.LITTLE_ENDIAN);
    }
    return switch (type) {
      case 'I', '+' -> (long) (dbase7 ? buffer.getInt() ^ Integer.MIN_VALUE : buffer.getInt());
      case 'Y' -> BigDecimal.valueOf(buffer.getLong(), MONEY_DECIMALS);
      case 'O' -> number(sortable(buffer.order(ByteOrder.BIG_ENDIAN).getLong()));
      case 'B' -> number(buffer.getDouble());
      default -> time(buffer.getInt(), buffer.getInt());
    };
  }

  /** dBASE 7 leaves a value that was never given as zeros. */
  private static boolean isNothing(byte[] bytes) {
    return Arrays.equals(bytes, new byte[bytes.length]);
  }

  private static double sortable(long bits) {
    return Double.longBitsToDouble(bits < 0 ? bits ^ Long.MIN_VALUE : ~bits);
  }

  private static @Nullable BigDecimal number(double value) {
    return Double.isFinite(value) ? new BigDecimal(Numerals.of(value)) : null;
  }

  /** Julian day number and milliseconds. */
  private static @Nullable String time(int day, int milliseconds) {
    if (day <= 0 || milliseconds < 0 || milliseconds >= MILLISECONDS_OF_DAY) {
      return null;
    }
    try {
      LocalDate date = LocalDate.EPOCH.with(JulianFields.JULIAN_DAY, day);
      LocalTime time = LocalTime.ofNanoOfDay(milliseconds * 1_000_000L);
      return time.equals(LocalTime.MIDNIGHT)
          ? date.toString()
          : LocalDateTime.of(date, time).toString();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
