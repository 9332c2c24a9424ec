package dev.homeroom.dashboards;

import dev.homeroom.classes.MarkCounts;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A student's attendance marks of a term.
 *
 * @param rate per cent; null if nothing counts
 * @param since the term's first day
 */
record StudentAttendance(
    int present,
    int absent,
    int late,
    int excused,
    int halfDay,
    @Nullable Double rate,
    LocalDate since) {
  static StudentAttendance of(MarkCounts marks, LocalDate since) {
    return new StudentAttendance(
        marks.present(),
        marks.absent(),
        marks.late(),
        marks.excused(),
        marks.halfDay(),
        marks.rate(),
        since);
  }
}
