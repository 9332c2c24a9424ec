package dev.homeroom.reports;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.homeroom.classes.UntakenClass;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pupils that were missing at a school on a day, as it is kept in the cache: without notes and
 * addresses, which stay on this server ({@link DailyNotes}). Figures count a pupil once for each
 * kind of mark, as the dashboards do, and leave the filters out of account.
 *
 * @param schoolId the school
 * @param date the day
 * @param closed whether the school was closed: outside its terms, or on a holiday
 * @param absent pupils absent from a lesson, and not excused
 * @param late pupils that came late
 * @param excused pupils that were excused from a lesson
 * @param halfDay pupils that were there for half of the time
 * @param missing the classes without attendance, the earliest lesson first; at most 200; today
 *     those whose lesson has begun
 * @param students a page of the pupils that pass the filters
 * @param total the number of pupils that pass the filters
 */
record DailyReport(
    String schoolId,
    LocalDate date,
    boolean closed,
    int absent,
    int late,
    int excused,
    int halfDay,
    List<UntakenClass> missing,
    List<MissingStudent> students,
    int total) {
  DailyReport {
    missing = List.copyOf(missing);
    students = List.copyOf(students);
  }

  /** Returns the report of a day on which the school was closed. */
  static DailyReport closed(String schoolId, LocalDate date) {
    return new DailyReport(schoolId, date, true, 0, 0, 0, 0, List.of(), List.of(), 0);
  }

  /** Returns the report with what stays on this server. */
  DailyReport with(DailyNotes notes) {
    return new DailyReport(
        schoolId,
        date,
        closed,
        absent,
        late,
        excused,
        halfDay,
        missing,
        students.stream().map(notes::of).toList(),
        total);
  }

  /**
   * A pupil with a mark that is not {@code present}.
   *
   * @param studentId the pupil
   * @param student the pupil's name
   * @param gradeLevel the year, as it is written; null for none
   * @param marks those that are not {@code present}, by the classes' names
   * @param parents by their names; null, and omitted, for callers that may not see links
   */
  record MissingStudent(
      String studentId,
      String student,
      @Nullable String gradeLevel,
      List<DayMark> marks,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Parent> parents) {
    MissingStudent {
      marks = List.copyOf(marks);
    }
  }

  /**
   * A mark of the day.
   *
   * @param mark {@code absent}, {@code late}, {@code excused} or {@code half_day}
   * @param note null for none
   * @param takenAt when it was last taken
   */
  record DayMark(
      String classId, String name, String mark, @Nullable String note, Instant takenAt) {}

  /**
   * A parent of the pupil.
   *
   * @param email null if none is known
   */
  record Parent(String id, String name, @Nullable String email) {}
}
