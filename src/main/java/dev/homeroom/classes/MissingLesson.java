package dev.homeroom.classes;

import dev.homeroom.classes.MissingAttendance.ClassMissing;
import dev.homeroom.sql.Row;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A class with a teacher whose attendance is missing; once for each of its teachers.
 *
 * @param teacherId null if the class has none, as {@code teacher}
 * @param sortKey the place of the teacher's name; empty without one
 */
record MissingLesson(
    ClassMissing of, @Nullable String teacherId, @Nullable String teacher, String sortKey) {
  static MissingLesson of(Row row) throws SQLException {
    String key = row.textOrNull(6);
    return new MissingLesson(
        new ClassMissing(row.id(1), row.text(2), row.time(3).toString()),
        row.idOrNull(4),
        row.textOrNull(5),
        key == null ? "" : key);
  }
}
