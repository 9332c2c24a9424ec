package dev.homeroom.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Set;

/**
 * The calendar of the demo's term: from eight weeks before the Monday of the first start's week to
 * eight weeks after it. The day of the first start is no holiday.
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

  /** Returns a past holiday and a future one. */
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
