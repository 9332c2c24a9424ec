package dev.homeroom.classes;

import dev.homeroom.classes.MissingAttendance.ClassMissing;
import dev.homeroom.classes.MissingAttendance.TeacherMissing;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Groups the classes whose attendance is missing by their teachers. */
final class MissingByTeacher {
  private static final int MAX_TEACHERS = 100;
  private static final int MAX_CLASSES = 10;

  private MissingByTeacher() {}

  /** Returns the teachers, those with most classes first; {@code rows} are by their lessons. */
  static MissingAttendance of(LocalDate date, List<MissingLesson> rows) {
    Map<String, List<MissingLesson>> byTeacher =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> String.valueOf(row.teacherId()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    List<TeacherMissing> teachers =
        byTeacher.values().stream()
            .sorted(
                Comparator.<List<MissingLesson>>comparingInt(List::size)
                    .reversed()
                    .thenComparing(of -> of.get(0).sortKey()))
            .map(MissingByTeacher::teacher)
            .toList();
    return new MissingAttendance(
        date,
        (int) rows.stream().map(row -> row.of().classId()).distinct().count(),
        teachers.stream().limit(MAX_TEACHERS).toList(),
        teachers.size() > MAX_TEACHERS);
  }

  private static TeacherMissing teacher(List<MissingLesson> rows) {
    MissingLesson any = rows.get(0);
    List<ClassMissing> first = rows.stream().limit(MAX_CLASSES).map(MissingLesson::of).toList();
    return new TeacherMissing(any.teacherId(), any.teacher(), rows.size(), first);
  }
}
