package dev.homeroom.schools;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * A term of a school, and the days in it on which the school is closed.
 *
 * @param id the term's id
 * @param schoolId its school
 * @param startsOn its first day
 * @param endsOn its last day; before the first in a term without days
 * @param holidays days without lessons
 */
public record Term(
    String id, String schoolId, LocalDate startsOn, LocalDate endsOn, Set<LocalDate> holidays) {
  /** Copies the holidays. */
  public Term {
    holidays = Set.copyOf(holidays);
  }

  /** Returns a term without days and classes, for a school between two terms. */
  public static Term outside(SchoolDay day) {
    LocalDate date = day.date();
    return new Term("none", day.school().id(), date, date.minusDays(1), Set.of());
  }

  /** Returns whether the date lies in the term. */
  public boolean contains(LocalDate date) {
    return !date.isBefore(startsOn) && !date.isAfter(endsOn);
  }

  /** Returns whether a class with lessons on these days of the week has one on the date. */
  public boolean hasLessons(LocalDate date, Set<DayOfWeek> weekdays) {
    return contains(date) && !holidays.contains(date) && weekdays.contains(date.getDayOfWeek());
  }

  /** Returns the days with lessons from one to another, both included, the earliest first. */
  public List<LocalDate> daysBetween(LocalDate from, LocalDate to, Set<DayOfWeek> weekdays) {
    return from.datesUntil(later(from, to.plusDays(1)))
        .filter(day -> hasLessons(day, weekdays))
        .toList();
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }
}
