package dev.homeroom.classes;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The classes of a school whose lesson has begun today and whose attendance nobody has taken yet.
 *
 * @param date today
 * @param total the number of these classes
 * @param teachers their teachers, those with most of them first; at most 100
 * @param cut whether there are more teachers; omitted if not
 */
public record MissingAttendance(
    LocalDate date,
    int total,
    List<TeacherMissing> teachers,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean cut) {
  /** Copies the teachers. */
  public MissingAttendance {
    teachers = List.copyOf(teachers);
  }

  /**
   * A teacher with attendance still to take; a class with two teachers counts with both.
   *
   * @param teacherId the teacher; null for the classes that have none
   * @param name the teacher's name; null if there is none
   * @param total the number of the teacher's classes
   * @param classes them, the earliest lesson first; at most 10
   */
  public record TeacherMissing(
      @Nullable String teacherId, @Nullable String name, int total, List<ClassMissing> classes) {
    /** Copies the classes. */
    public TeacherMissing {
      classes = List.copyOf(classes);
    }
  }

  /**
   * A class whose attendance is missing.
   *
   * @param classId the class
   * @param startsAt when its first lesson of the day began, {@code HH:mm} by the school's clock
   */
  public record ClassMissing(String classId, String name, String startsAt) {}
}
