package dev.homeroom.classes;

import dev.homeroom.http.TextForm;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The attendance of a class and day in a request: it replaces the present one.
 *
 * @param marks one for each student enrolled on that day; of others with a mark, those to change
 */
record AttendanceInput(
    @NotNull(message = "The marks are missing.") @Size(min = 1, max = 2000, message = "There are 1 to 2000 marks.") List<@NotNull(message = "A mark is null.") @Valid MarkInput> marks) {
  /**
   * The mark of one student.
   *
   * @param studentId a student enrolled on that day, or with a mark; once
   * @param mark {@code present}, {@code absent}, {@code late}, {@code excused} or {@code half_day}
   * @param note a text without control characters; null for none
   */
  record MarkInput(
      @NotNull(message = "The student is missing.") @Size(min = 1, max = 64, message = "An id has 1 to 64 characters.") String studentId,
      @NotNull(message = "The mark is missing.") @Pattern(
              regexp = "present|absent|late|excused|half_day",
              message = "A mark is present, absent, late, excused or half_day.")
          String mark,
      @Nullable @Size(max = 500, message = "A note has at most 500 characters.") @Pattern(regexp = TextForm.LINES, message = "A note has no control characters.") String note) {}
}
