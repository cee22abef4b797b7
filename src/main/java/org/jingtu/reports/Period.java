package org.jingtu.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.OptionalInt;
import org.jingtu.problems.BadParameter;
import org.jspecify.annotations.Nullable;

/**
 * A year, or half of one (the half-yearly reckoning of 《江苏省深入打好净土保卫战实施方案》（二十五）).
 *
 * @param from first day
 * @param to last day
 */
record Period(LocalDate from, LocalDate to) {

  static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
  private static final int EARLIEST = 1949;
  private static final int LATEST = 2199;

  /**
   * Reads the parameters.
   *
   * @param year null = this year
   * @param half 1, 2, or null for the whole year
   * @throws BadParameter if one of them is no such number
   */
  static Period of(@Nullable Integer year, @Nullable Integer half, Instant now) {
    int y = year == null ? now.atZone(CHINA).getYear() : year;
    if (y < EARLIEST || y > LATEST) {
      throw new BadParameter("year", Integer.toString(y), "2026");
    }
    if (half != null && half != 1 && half != 2) {
      throw new BadParameter("half", half.toString(), "1 | 2");
    }
    LocalDate from = LocalDate.of(y, half != null && half == 2 ? 7 : 1, 1);
    return new Period(from, from.plusMonths(half == null ? 12 : 6).minusDays(1));
  }

  /** The moment as of which the period is reckoned: its end, or now while it still runs. */
  Instant asOf(Instant now) {
    Instant end = end();
    return end.isAfter(now) ? now : end;
  }

  /** 1 or 2 for half a year; empty for a whole one. */
  OptionalInt half() {
    return to.equals(from.plusYears(1).minusDays(1))
        ? OptionalInt.empty()
        : OptionalInt.of(from.getMonthValue() == 1 ? 1 : 2);
  }

  Instant start() {
    return from.atStartOfDay(CHINA).toInstant();
  }

  Instant end() {
    return to.plusDays(1).atStartOfDay(CHINA).toInstant();
  }
}
