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
 * @param marks by the students' names; empty before it is taken
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
  /** Copies the marks. */
  SheetView {
    marks = List.copyOf(marks);
  }

  record MarkView(String studentId, String mark, @Nullable String note) {}
}
