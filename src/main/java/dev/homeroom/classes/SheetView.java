package dev.homeroom.classes;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The attendance of a class and day.
 *
 * @param classId the class
 * @param date the day
 * @param marks one for each student enrolled on the day, and those of students that have left; by
 *     the students' names
 * @param takenBy its last author; null before it is taken
 * @param takenAt when; null before it is taken
 * @param version raised by each change; 0 before it is taken
 */
record SheetView(
    String classId,
    LocalDate date,
    List<MarkView> marks,
    @Nullable String takenBy,
    @Nullable Instant takenAt,
    int version) {
  SheetView {
    marks = List.copyOf(marks);
  }

  /**
   * The mark of one student.
   *
   * @param mark null while there is none
   * @param note null for none
   */
  record MarkView(String studentId, @Nullable String mark, @Nullable String note) {}
}
