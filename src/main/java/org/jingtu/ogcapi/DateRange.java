package org.jingtu.ogcapi;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.Locale;
import org.jingtu.problems.BadParameter;
import org.jspecify.annotations.Nullable;

/**
 * The days that the parameter {@code datetime} means (17-069r4, 7.15.4): an RFC 3339 instant or
 * date, or an interval of which one end may be open, or whose end is a duration. An instant means
 * its day in China, since the registry dates its data by the day.
 *
 * @param from first day, or null
 * @param to last day, or null
 */
record DateRange(@Nullable LocalDate from, @Nullable LocalDate to) {

  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

  /**
   * Reads the parameter.
   *
   * @throws BadParameter if it is nothing of this kind
   */
  static DateRange parse(String text) {
    String[] ends = withPlus(text).split("/", -1);
    try {
      if (ends.length == 1 && !ends[0].isEmpty()) {
        LocalDate day = day(ends[0]);
        return new DateRange(day, day);
      }
      if (ends.length == 2 && ends[1].startsWith("P")) {
        return lasting(ends[0], ends[1]);
      }
      if (ends.length == 2) {
        LocalDate from = end(ends[0]);
        LocalDate to = end(ends[1]);
        if (from == null || to == null || !from.isAfter(to)) {
          return new DateRange(from, to);
        }
      }
    } catch (DateTimeException | ArithmeticException e) {
      // said below
    }
    throw new BadParameter(
        "datetime", text, "2026-03-01T00:00:00Z, 2026-01-01/2026-03-01, ../2026-03-01");
  }

  /** A start and an ISO 8601 duration, which the OGC's own test suite sends: 2026-03-01/P2D. */
  private static DateRange lasting(String start, String duration) {
    int time = duration.indexOf('T');
    String days = time < 0 ? duration : duration.substring(0, time);
    Period period = days.equals("P") ? Period.ZERO : Period.parse(days);
    Duration more = time < 0 ? Duration.ZERO : Duration.parse("P" + duration.substring(time));
    OffsetDateTime begin =
        start.length() == 10
            ? LocalDate.parse(start).atStartOfDay(CHINA).toOffsetDateTime()
            : OffsetDateTime.parse(start.toUpperCase(Locale.ROOT));
    LocalDate from = LocalDate.ofInstant(begin.toInstant(), CHINA);
    LocalDate to = LocalDate.ofInstant(begin.plus(period).plus(more).toInstant(), CHINA);
    if (from.isAfter(to)) {
      throw new DateTimeException(duration);
    }
    return new DateRange(from, to);
  }

  /**
   * A time as it was meant: the plus of {@code +08:00}, if it is not written as {@code %2B}, comes
   * out of an address as a blank, which no time has.
   */
  static String withPlus(String text) {
    return text.replace(' ', '+');
  }

  private static @Nullable LocalDate end(String text) {
    return text.isEmpty() || text.equals("..") ? null : day(text);
  }

  private static LocalDate day(String text) {
    if (text.length() == 10) {
      return LocalDate.parse(text);
    }
    Instant instant = OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant();
    return LocalDate.ofInstant(instant, CHINA);
  }
}
