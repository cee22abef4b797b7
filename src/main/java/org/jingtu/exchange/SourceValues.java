package org.jingtu.exchange;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes values of the class that a field promises out of what a format holds. */
final class SourceValues {

  /** A double has no larger exponent; a hostile one would make sums of it endless. */
  private static final int LARGEST_SCALE = 310;

  private static final Pattern DATE =
      Pattern.compile("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})|(\\d{4})(\\d{2})(\\d{2})");

  private SourceValues() {}

  /**
   * @param value String, Long, BigDecimal or Boolean; null for no value
   * @return null if there is none, or it is not one of its type: then a problem was added
   */
  static @Nullable Object convert(@Nullable Object value, FieldDef field, RowNotes notes) {
    if (value == null) {
      return null;
    }
    return switch (field.type()) {
      case TEXT -> text(value.toString(), field, notes);
      case INTEGER, DECIMAL -> number(value, field, notes);
      case DATE -> date(value.toString().strip(), field, notes);
      case BOOLEAN -> bool(value, field, notes);
    };
  }

  private static @Nullable String text(String value, FieldDef field, RowNotes notes) {
    if (value.length() > GeometryLimits.LONGEST_TEXT) {
      notes.badValue("TEXT_TOO_LONG", field.name(), value, GeometryLimits.LONGEST_TEXT);
      return null;
    }
    String text = value.strip();
    return text.isEmpty() ? null : text;
  }

  private static @Nullable Object number(Object value, FieldDef field, RowNotes notes) {
    boolean whole = field.type() == FieldDef.Type.INTEGER;
    BigDecimal number = value instanceof Boolean ? null : findNumber(value.toString());
    if (number != null && !whole) {
      return number;
    }
    try {
      if (number != null) {
        return number.longValueExact();
      }
    } catch (ArithmeticException e) {
      // said below
    }
    if (!value.toString().isBlank()) {
      notes.badValue("NUMBER_MALFORMED", field.name(), value.toString());
    }
    return null;
  }

  /** The number in a text; null if it is none, or none of a magnitude that means anything. */
  static @Nullable BigDecimal findNumber(String text) {
    String plain = text.strip();
    if (plain.isEmpty() || plain.length() > 1_000) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(plain);
      return Math.abs((long) number.scale()) > LARGEST_SCALE ? null : number;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable LocalDate date(String text, FieldDef field, RowNotes notes) {
    if (text.isEmpty()) {
      return null;
    }
    Matcher matcher = DATE.matcher(text);
    if (matcher.matches()) {
      int first = matcher.group(1) == null ? 4 : 1;
      try {
        return LocalDate.of(
            Integer.parseInt(matcher.group(first)),
            Integer.parseInt(matcher.group(first + 1)),
            Integer.parseInt(matcher.group(first + 2)));
      } catch (DateTimeException e) {
        // said below
      }
    }
    notes.badValue("DATE_MALFORMED", field.name(), text);
    return null;
  }

  private static @Nullable Boolean bool(Object value, FieldDef field, RowNotes notes) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    String text = value.toString();
    if (text.equals("1") || text.equals("0")) {
      return text.equals("1");
    }
    notes.badValue("BOOLEAN_MALFORMED", field.name(), text);
    return null;
  }
}
