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
 * @param marks by the students' names; empty while it has not been taken
 * @param takenBy who took it last; null while nobody has
 * @param takenAt when; null while nobody has
 * @param version raised by each change; 0 while it has not been taken
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

  /** The mark of one student. */
  record MarkView(String studentId, String mark, @Nullable String note) {}
}
