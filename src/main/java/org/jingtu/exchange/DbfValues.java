package org.jingtu.exchange;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads values of a .dbf from their bytes. Not thread-safe. */
final class DbfValues {

  /** A double has no larger exponent; a hostile one would make sums of it endless. */
  private static final int LARGEST_SCALE = 310;

  private static final int LONGEST_CHARACTER = 4;

  private final CharsetDecoder decoder;

  DbfValues(Charset charset) {
    decoder = charset.newDecoder();
  }

  /** A field name; a character cut at its end is left out, one not in the charset becomes "�". */
  String name(byte[] bytes) {
    CharBuffer text = CharBuffer.allocate(bytes.length + 1);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CoderResult result = decoder.reset().decode(in, text, true);
    boolean cut = result.isError() && in.remaining() < LONGEST_CHARACTER && bytes.length >= 10;
    String name =
        result.isError() && !cut ? new String(bytes, decoder.charset()) : text.flip().toString();
    return name.strip();
  }

  /**
   * @return null if empty, or unreadable: then a problem was added
   */
  @Nullable Object read(byte[] bytes, FieldDef field, long record, List<RowProblem> problems) {
    if (field.type() == FieldDef.Type.TEXT) {
      return text(bytes, field, record, problems);
    }
    String text = ascii(bytes, bytes.length).strip();
    if (text.isEmpty()) {
      return null;
    }
    Object value =
        switch (field.type()) {
          case INTEGER, DECIMAL -> number(text, field.type());
          case DATE -> date(text);
          default -> bool(text);
        };
    if (value == null && !isNull(text, field.type())) {
      String code =
          switch (field.type()) {
            case INTEGER, DECIMAL -> "NUMBER_MALFORMED";
            case DATE -> "DATE_MALFORMED";
            default -> "BOOLEAN_MALFORMED";
          };
      problems.add(RowProblem.ofValue(Severity.ERROR, code, record, field.name(), text));
    }
    return value;
  }

  /** Zeros for a date, question mark for a truth value, stars for a number: no value. */
  private static boolean isNull(String text, FieldDef.Type type) {
    return switch (type) {
      case DATE -> text.chars().allMatch(c -> c == '0');
      case BOOLEAN -> text.equals("?");
      default -> text.chars().allMatch(c -> c == '*');
    };
  }

  private @Nullable String text(
      byte[] bytes, FieldDef field, long record, List<RowProblem> problems) {
    int length = bytes.length;
    while (length > 0 && (bytes[length - 1] == ' ' || bytes[length - 1] == 0)) {
      length--;
    }
    if (length == 0) {
      return null;
    }
    CharBuffer text = CharBuffer.allocate(length + 1);
    ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
    CoderResult result = decoder.reset().decode(in, text, true);
    if (result.isError()) {
      boolean cut = length == bytes.length && in.remaining() < LONGEST_CHARACTER;
      String code = cut ? "TEXT_CUT" : "TEXT_NOT_IN_CHARSET";
      Severity severity = cut ? Severity.WARNING : Severity.ERROR;
      String shown = cut ? text.flip().toString() : guess(bytes, length);
      problems.add(
          RowProblem.ofValue(
              severity, code, record, field.name(), shown, decoder.charset().name()));
      return cut && !shown.isBlank() ? shown.strip() : null;
    }
    String read = text.flip().toString().strip();
    return read.isEmpty() ? null : read;
  }

  private static @Nullable Object number(String text, FieldDef.Type type) {
    try {
      BigDecimal number = new BigDecimal(text);
      if (Math.abs((long) number.scale()) > LARGEST_SCALE) {
        return null;
      }
      return type == FieldDef.Type.INTEGER ? (Object) number.longValueExact() : number;
    } catch (ArithmeticException | NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable LocalDate date(String text) {
    if (!text.matches("\\d{8}")) {
      return null;
    }
    try {
      return LocalDate.of(
          Integer.parseInt(text.substring(0, 4)),
          Integer.parseInt(text.substring(4, 6)),
          Integer.parseInt(text.substring(6)));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Boolean bool(String text) {
    return switch (text) {
      case "T", "t", "Y", "y" -> true;
      case "F", "f", "N", "n" -> false;
      default -> null;
    };
  }

  /** What the user probably sees in his program, since it is not in the charset decided. */
  private String guess(byte[] bytes, int length) {
    boolean utf8 = decoder.charset().equals(StandardCharsets.UTF_8);
    return new String(bytes, 0, length, utf8 ? Charsets.GB18030 : StandardCharsets.UTF_8);
  }

  /** Bytes as they are, what is not printable ASCII as "?". */
  private static String ascii(byte[] bytes, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(bytes[i] >= ' ' ? (char) bytes[i] : bytes[i] == 0 ? ' ' : '?');
    }
    return text.toString();
  }
}
