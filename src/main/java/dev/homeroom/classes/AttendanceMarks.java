package dev.homeroom.classes;

import dev.homeroom.classes.AttendanceInput.MarkInput;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the marks of sheets and counts each kind of them, by SQL that EclipseLink does not see.
 */
@ApplicationScoped
class AttendanceMarks {
  private static final String COUNT_MARKS =
      "update attendance_sheet set counted_version = version"
          + count("present")
          + count("absent")
          + count("late")
          + count("excused")
          + count("half_day")
          + " where id = ?";

  @Inject Queries queries;

  private static String count(String kind) {
    return ", %1$s = (select count(*) from attendance_mark m where m.sheet_id = attendance_sheet.id"
            .formatted(kind)
        + " and m.mark = '%s')".formatted(kind);
  }

  /** Writes marks of a sheet whose row is there, and counts all of its marks. */
  void save(long sheetId, List<MarkInput> marks) {
    queries.batch(
        "delete from attendance_mark where sheet_id = ? and student_id = ?",
        marks.stream().map(mark -> List.of(sheetId, Id.orNone(mark.studentId()))).toList());
    queries.batch(
        "insert into attendance_mark (sheet_id, student_id, mark, note) values (?, ?, ?, ?)",
        marks.stream()
            .map(
                mark ->
                    Arrays.asList(sheetId, Id.orNone(mark.studentId()), mark.mark(), mark.note()))
            .toList());
    queries.update(COUNT_MARKS, sheetId);
  }
}
