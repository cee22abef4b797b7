package org.jingtu.catalog;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns a raw value of a file or a request into the typed value of one attribute, or says why it
 * cannot. Safe for use by several threads.
 *
 * <p>Blank text is no value, and blanks around a text, of whatever width, are no part of it. Code
 * lists accept the value, the title and every alias. Dates are accepted as {@code 2026-03-01},
 * {@code 20260301}, {@code 2026/3/1}, {@code 2026.3.1} and {@code 2026年3月1日}, also with a time of
 * day behind; instants count as the date in China.
 */
public final class ValueReader {

  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
  private static final List<DateTimeFormatter> DATES =
      List.of(
          strict("uuuu-MM-dd"),
          strict("uuuuMMdd"),
          strict("uuuu/M/d"),
          strict("uuuu年M月d日"),
          strict("uuuu-M-d"));

  /**
   * A date with a time of day, as databases and spreadsheets write it; the offset may be missing.
   */
  private static final Pattern DATE_TIME =
      Pattern.compile(
          "(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})"
              + "(?:[T ](\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d{1,9})?)?(Z|[+-]\\d{2}(?::?\\d{2})?)?)?");

  private static final Set<String> TRUE = Set.of("true", "t", "y", "yes", "1", "是", "有");
  private static final Set<String> FALSE = Set.of("false", "f", "n", "no", "0", "否", "无");

  private static final Pattern OPEN_CODE = Pattern.compile("[0-9A-Z]{2,6}");

  /** Open codes that are remembered; more than any code list has, and bounded whatever comes. */
  private static final int MOST_OPEN_CODES = 1000;

  /** What a spreadsheet makes of a code of many digits: the last of them are lost. */
  private static final Pattern SCIENTIFIC = Pattern.compile("\\d\\.\\d+[Ee]\\+\\d{1,3}");

  private final Attribute attribute;
  private final boolean identifying;
  private final Map<String, String> codes = new HashMap<>();
  private final Set<String> knownOpenCodes = ConcurrentHashMap.newKeySet();

  /** A reader of values of this attribute. */
  public ValueReader(Attribute attribute) {
    this.attribute = attribute;
    this.identifying = attribute.name().matches(".*([cC]ode|No)");
    for (Code code : attribute.codes()) {
      code.aliases().forEach(alias -> codes.putIfAbsent(fold(alias), code.value()));
      codes.putIfAbsent(fold(code.title()), code.value());
    }
    attribute.codes().forEach(code -> codes.put(fold(code.value()), code.value()));
  }

  /** The attribute whose values this reads. */
  public Attribute attribute() {
    return attribute;
  }

  /**
   * What became of a raw value.
   *
   * @param value the typed value ({@link String}, {@link Boolean}, {@link Long}, {@link Double},
   *     {@link LocalDate}), or null for none
   * @param problem stable code of what is wrong ({@code VALUE_NOT_IN_CODE_LIST} …), or null
   */
  public record Reading(@Nullable Object value, @Nullable String problem) {}

  private static final Reading NONE = new Reading(null, null);

  /** Reads a raw value: text, number, boolean, date, or null. */
  public Reading read(@Nullable Object given) {
    Object raw = given instanceof String text ? PlainText.strip(text) : given;
    if (raw == null || raw.equals("")) {
      return attribute.required() ? bad("ATTRIBUTE_REQUIRED") : NONE;
    }
    return switch (attribute.type()) {
      case TEXT -> text(asText(raw));
      case CODE -> code(asText(raw));
      case BOOLEAN -> bool(raw);
      case INTEGER -> number(raw, s -> Long.valueOf(s));
      case DECIMAL -> measure(number(raw, s -> finite(Double.parseDouble(s))));
      case DATE -> date(raw);
    };
  }

  private Reading text(String text) {
    if (!PlainText.storable(text)) {
      return bad("VALUE_HAS_CONTROL_CHARACTER");
    }
    if (identifying && isScientific(text)) {
      return bad("VALUE_IN_SCIENTIFIC_NOTATION");
    }
    if (attribute.maxLength() > 0
        && text.codePointCount(0, text.length()) > attribute.maxLength()) {
      return bad("VALUE_TOO_LONG");
    }
    if (attribute.pattern() != null && !attribute.pattern().matcher(text).matches()) {
      return bad("VALUE_PATTERN_MISMATCH");
    }
    return new Reading(text, null);
  }

  /** Asked of every value, so the pattern only of what has the point in its place. */
  private static boolean isScientific(String text) {
    return text.length() > 1 && text.charAt(1) == '.' && SCIENTIFIC.matcher(text).matches();
  }

  private Reading code(String text) {
    String value = codes.get(fold(text));
    if (value != null) {
      return new Reading(value, null);
    }
    return isOpenCode(text) ? new Reading(text, null) : bad("VALUE_NOT_IN_CODE_LIST");
  }

  /** Whether it is a subdivision of a listed code: found once, since files repeat few of them. */
  private boolean isOpenCode(String text) {
    if (!attribute.openCodes()) {
      return false;
    }
    if (knownOpenCodes.contains(text)) {
      return true;
    }
    boolean open = OPEN_CODE.matcher(text).matches() && attribute.findCodeTitle(text).isPresent();
    if (open && knownOpenCodes.size() < MOST_OPEN_CODES) {
      knownOpenCodes.add(text);
    }
    return open;
  }

  private static Reading bool(Object raw) {
    if (raw instanceof Boolean) {
      return new Reading(raw, null);
    }
    String text = fold(asText(raw));
    if (TRUE.contains(text)) {
      return new Reading(true, null);
    }
    return FALSE.contains(text) ? new Reading(false, null) : bad("VALUE_NOT_BOOLEAN");
  }

  private static Reading number(Object raw, Function<String, Object> parse) {
    try {
      return new Reading(parse.apply(asText(raw)), null);
    } catch (NumberFormatException e) {
      return bad("VALUE_NOT_A_NUMBER");
    }
  }

  /** An area of nothing, or of less, is a slip; tables refuse it. */
  private Reading measure(Reading number) {
    boolean area = attribute.name().endsWith("SquareMetres");
    return area && number.value() instanceof Double d && d <= 0
        ? bad("VALUE_NOT_POSITIVE")
        : number;
  }

  private static Double finite(double value) {
    if (!Double.isFinite(value)) {
      throw new NumberFormatException();
    }
    return value;
  }

  private static Reading date(Object raw) {
    LocalDate date = null;
    if (raw instanceof LocalDate d) {
      date = d;
    } else if (raw instanceof Date d) {
      date = Instant.ofEpochMilli(d.getTime()).atZone(CHINA).toLocalDate();
    } else {
      String text = asText(raw);
      for (DateTimeFormatter format : DATES) {
        try {
          date = LocalDate.parse(text, format);
          break;
        } catch (DateTimeException e) {
          // the next notation
        }
      }
      date = date == null ? dateOfTime(text) : date;
    }
    boolean sane = date != null && date.getYear() >= 1900 && date.getYear() <= 2200;
    return sane ? new Reading(date, null) : bad("VALUE_NOT_A_DATE");
  }

  private static @Nullable LocalDate dateOfTime(String text) {
    Matcher parts = DATE_TIME.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    try {
      LocalDateTime time =
          LocalDate.of(part(parts, 1), part(parts, 3), part(parts, 4))
              .atTime(part(parts, 5), part(parts, 6), part(parts, 7));
      return parts.group(8) == null
          ? time.toLocalDate()
          : time.atOffset(ZoneOffset.of(parts.group(8))).atZoneSameInstant(CHINA).toLocalDate();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static int part(Matcher parts, int group) {
    return parts.group(group) == null ? 0 : Integer.parseInt(parts.group(group));
  }

  private static Reading bad(String problem) {
    return new Reading(null, problem);
  }

  private static DateTimeFormatter strict(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  private static String fold(String text) {
    return PlainText.strip(text).toLowerCase(Locale.ROOT);
  }

  /** Numbers as people write them: 3.0 is "3". */
  private static String asText(Object raw) {
    if (raw instanceof Double || raw instanceof Float) {
      double d = ((Number) raw).doubleValue();
      return d == Math.rint(d) && Math.abs(d) < 1e15 ? Long.toString((long) d) : Double.toString(d);
    }
    if (raw instanceof java.math.BigDecimal b) {
      return b.stripTrailingZeros().toPlainString();
    }
    return raw instanceof String text ? text : PlainText.strip(raw.toString());
  }
}
