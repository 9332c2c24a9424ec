package dev.homeroom.fees;

import dev.homeroom.schools.SchoolDay;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The whole months of a school year, up to the present one.
 *
 * @param all the earliest first, at most {@link #MAX}
 * @param cut whether the year has more before these
 * @param zone the school's
 */
record FeeMonths(List<YearMonth> all, boolean cut, ZoneId zone) {
  /** The most months: two school years, since a longer year has wrong dates. */
  static final int MAX = 24;

  /** Returns no months, for a school without a school year. */
  static FeeMonths none(SchoolDay day) {
    return new FeeMonths(List.of(), false, day.school().timeZone());
  }

  /** Returns the months of a year from one day to another, as far as they have begun. */
  static FeeMonths of(LocalDate startsOn, LocalDate endsOn, SchoolDay day) {
    YearMonth first = YearMonth.from(startsOn);
    LocalDate last = endsOn.isBefore(day.date()) ? endsOn : day.date();
    long count =
        Math.max(0, first.until(YearMonth.from(last), java.time.temporal.ChronoUnit.MONTHS) + 1);
    long from = Math.max(0, count - MAX);
    return new FeeMonths(
        LongStream.range(from, count).mapToObj(first::plusMonths).toList(),
        from > 0,
        day.school().timeZone());
  }

  /** Returns the moment at which a month begins at the school. */
  Instant start(YearMonth month) {
    return month.atDay(1).atStartOfDay(zone).toInstant();
  }
}
