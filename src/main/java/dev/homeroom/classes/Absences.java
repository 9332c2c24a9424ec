package dev.homeroom.classes;

import java.time.LocalDate;
import java.util.List;

/**
 * The pupils of a school who were missing. A pupil counts once a day in each figure, however many
 * lessons the mark was given in; a pupil with two kinds of mark counts in both. Marks of pupils who
 * have left since count too.
 *
 * @param date today
 * @param absent pupils who are absent from a lesson today, and not excused
 * @param late pupils who came late today
 * @param halfDay pupils who are marked as there for half of the time today
 * @param byDay the last ten school days of the term, today included if it is one; the earliest
 *     first
 */
public record Absences(LocalDate date, int absent, int late, int halfDay, List<AbsentDay> byDay) {
  /** Copies the days. */
  public Absences {
    byDay = List.copyOf(byDay);
  }

  /**
   * The pupils who were missing on one day.
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
