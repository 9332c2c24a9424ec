package dev.homeroom.schools;

import java.time.Instant;
import java.time.LocalDate;

/**
 * The present day of a school.
 *
 * @param school the school
 * @param date the date by the school's own calendar
 * @param now the moment at which the day was found
 * @param endsAt the school's next midnight
 */
public record SchoolDay(School school, LocalDate date, Instant now, Instant endsAt) {
  /** Returns the day of a school at a moment. */
  public static SchoolDay at(School school, Instant now) {
    LocalDate date = LocalDate.ofInstant(now, school.timeZone());
    Instant midnight = date.plusDays(1).atStartOfDay(school.timeZone()).toInstant();
    return new SchoolDay(school, date, now, midnight);
  }
}
