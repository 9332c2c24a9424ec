package dev.homeroom.classes;

import java.time.LocalDate;
import java.util.List;

/**
 * The missing pupils of a school. A pupil counts once a day in each figure, however many lessons
 * the mark was given in; a pupil with two kinds of mark counts in both. Marks of pupils that have
 * left since count too.
 *
 * @param date today
 * @param absent pupils absent from a lesson today, and not excused
 * @param late pupils that came late today
 * @param halfDay pupils marked as there for half of the time today
 * @param byDay the last ten school days of the term, today included if it is one; the earliest
 *     first
 */
public record Absences(LocalDate date, int absent, int late, int halfDay, List<AbsentDay> byDay) {
  /** Copies the days. */
  public Absences {
    byDay = List.copyOf(byDay);
  }

  /**
   * The missing pupils of one day.
   *
   * @param date the day
   * @param absent as of {@link Absences}
   * @param late the same
   * @param halfDay the same
   */
  public record AbsentDay(LocalDate date, int absent, int late, int halfDay) {
    static AbsentDay none(LocalDate date) {
      return new AbsentDay(date, 0, 0, 0);
    }
  }
}
