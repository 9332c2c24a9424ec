package dev.homeroom.classes;

import dev.homeroom.classes.AttendanceInput.MarkInput;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.http.ProblemException.FieldError;
import dev.homeroom.schools.Term;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks attendance beyond the form of its fields; each refusal is a 400. */
final class AttendanceRules {
  private static final String DATE = "date";

  private AttendanceRules() {}

  static LocalDate date(String text) {
    try {
      // Years beyond 9999 have another form, which no school needs.
      if (text.length() == 10) {
        return LocalDate.parse(text);
      }
    } catch (DateTimeParseException e) {
      throw notADate();
    }
    throw notADate();
  }

  private static ProblemException notADate() {
    return ProblemException.field(DATE, "format", "The date has the form yyyy-MM-dd.");
  }

  /** Refuses a day without a lesson by the timetable of that day, whose slots are given. */
  static void requireLesson(LocalDate date, LocalDate today, Term term, List<Slot> slots) {
    if (!term.contains(date)) {
      throw ProblemException.field(DATE, "in_term", "The date lies outside the class's term.");
    }
    if (date.isAfter(today)) {
      throw ProblemException.field(DATE, "not_future", "The date lies in the future.");
    }
    if (!new SlotDays(term, slots).contains(date)) {
      throw ProblemException.field(DATE, "has_lesson", "The class has no lesson on this date.");
    }
  }

  /**
   * Refuses students twice, students outside the class, and marks that leave out a pupil of the
   * day; the problem names each of them.
   *
   * @param pupils those that need a mark
   * @param others students that may have one
   */
  static void requireStudents(List<MarkInput> marks, Set<String> pupils, Set<String> others) {
    List<FieldError> errors = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < marks.size(); i++) {
      String student = marks.get(i).studentId();
      String field = "marks[" + i + "].student_id";
      if (!pupils.contains(student) && !others.contains(student)) {
        errors.add(new FieldError(field, "enrolled", "The student is not in the class."));
      } else if (!seen.add(student)) {
        errors.add(new FieldError(field, "unique", "The student has two marks."));
      }
    }
    for (String pupil : pupils) {
      if (!seen.contains(pupil)) {
        errors.add(new FieldError("marks", "required", "Student " + pupil + " has no mark."));
      }
    }
    if (!errors.isEmpty()) {
      throw new ProblemException(
          ErrorCode.INVALID_INPUT, "Marks break rules; errors says which.", errors);
    }
  }
}
