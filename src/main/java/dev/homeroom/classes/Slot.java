package dev.homeroom.classes;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;

/**
 * A lesson of a class in a person's weeks.
 *
 * @param classId the class
 * @param className its name
 * @param weekday the day of the week
 * @param startsAt its beginning, by the school's clock
 * @param endsAt its end
 * @param from the first day on which it holds, for the person; that day included
 * @param until the last day; before the first if there is none
 */
public record Slot(
    String classId,
    String className,
    DayOfWeek weekday,
    LocalTime startsAt,
    LocalTime endsAt,
    String room,
    LocalDate from,
    LocalDate until) {
  /** Returns whether the lesson is on a date, unless the school is closed. */
  boolean on(LocalDate date) {
    return date.getDayOfWeek() == weekday && !date.isBefore(from) && !date.isAfter(until);
  }
}
