package dev.homeroom.classes;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class, as the API shows it.
 *
 * @param id the class
 * @param schoolId its school
 * @param name its name
 * @param courseId the course that it is a section of
 * @param course the course's name
 * @param gradeLevel the year, as it is written; null if the class has none
 * @param termId its term
 * @param term the term's name
 * @param teachers by their names
 * @param students the number of its pupils
 */
record ClassView(
    String id,
    String schoolId,
    String name,
    String courseId,
    String course,
    @Nullable String gradeLevel,
    String termId,
    String term,
    List<ClassTeacher> teachers,
    int students) {
  ClassView {
    teachers = List.copyOf(teachers);
  }

  /** A teacher of the class. */
  record ClassTeacher(String id, String name) {}

  ClassView with(List<ClassTeacher> found) {
    return new ClassView(
        id, schoolId, name, courseId, course, gradeLevel, termId, term, found, students);
  }
}
