package dev.homeroom.dashboards;

import dev.homeroom.classes.MarkCounts;
import dev.homeroom.classes.TodayMark;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A student's attendance marks of a term.
 *
 * @param rate per cent; null if nothing counts
 * @param since the term's first day
 * @param today the pupil's classes of today with their marks, by {@link
 *     dev.homeroom.classes.TodaysMarks}
 */
record StudentAttendance(
    int present,
    int absent,
    int late,
    int excused,
    int halfDay,
    @Nullable Double rate,
    LocalDate since,
    List<TodayMark> today) {
  static StudentAttendance of(MarkCounts marks, LocalDate since, List<TodayMark> today) {
    return new StudentAttendance(
        marks.present(),
        marks.absent(),
        marks.late(),
        marks.excused(),
        marks.halfDay(),
        marks.rate(),
        since,
        today);
  }
}
