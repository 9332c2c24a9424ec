package dev.homeroom.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Set;

/**
 * The demo's term, which lies around the day of the first start: eight weeks before its Monday to
 * eight weeks behind it. The day itself is no holiday.
 *
 * @param day the day of the first start
 */
record DemoCalendar(LocalDate day) {
  private static final int WEEKS = 8;

  LocalDate monday() {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  LocalDate termStart() {
    return monday().minusWeeks(WEEKS);
  }

  LocalDate termEnd() {
    return monday().plusWeeks(WEEKS).plusDays(4);
  }

  /** Returns one holiday that is over, and one that is to come. */
  List<LocalDate> holidays() {
    return List.of(monday().minusWeeks(3).plusDays(2), monday().plusWeeks(4).plusDays(3));
  }

  /** Returns the days with lessons before the day of the first start, the earliest first. */
  List<LocalDate> pastDays(Set<DayOfWeek> weekdays) {
    return termStart()
        .datesUntil(day)
        .filter(date -> weekdays.contains(date.getDayOfWeek()) && !holidays().contains(date))
        .toList();
  }
}
