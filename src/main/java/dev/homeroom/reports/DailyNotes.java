package dev.homeroom.reports;

import dev.homeroom.reports.DailyReport.DayMark;
import dev.homeroom.reports.DailyReport.MissingStudent;
import dev.homeroom.reports.DailyReport.Parent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a report says of people beyond their names; it never leaves this server's memory.
 *
 * @param notes of marks, by {@link #mark}
 * @param emails of parents, by their ids
 */
record DailyNotes(Map<String, String> notes, Map<String, String> emails) {
  static final DailyNotes NONE = new DailyNotes(Map.of(), Map.of());

  DailyNotes {
    notes = Map.copyOf(notes);
    emails = Map.copyOf(emails);
  }

  /** Returns the name of a mark in the map. */
  static String mark(String studentId, String classId) {
    return studentId + "/" + classId;
  }

  /** Returns a pupil with the notes and addresses. */
  MissingStudent of(MissingStudent student) {
    return new MissingStudent(
        student.studentId(),
        student.student(),
        student.gradeLevel(),
        student.marks().stream().map(mark -> of(student.studentId(), mark)).toList(),
        of(student.parents()));
  }

  private DayMark of(String studentId, DayMark mark) {
    String note = notes.get(mark(studentId, mark.classId()));
    return new DayMark(mark.classId(), mark.name(), mark.mark(), note, mark.takenAt());
  }

  private @Nullable List<Parent> of(@Nullable List<Parent> parents) {
    return parents == null
        ? null
        : parents.stream()
            .map(each -> new Parent(each.id(), each.name(), emails.get(each.id())))
            .toList();
  }
}
