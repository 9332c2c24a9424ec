package dev.homeroom.classes;

import dev.homeroom.schools.Term;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.util.List;

/**
 * Reads the lessons of people and classes, past and future ones too: each says on which days it
 * holds. Each method throws if the database is away.
 */
@ApplicationScoped
public class Timetables {
  private static final String COLUMNS =
      "select c.id, c.name, l.weekday, l.starts_at, l.ends_at, l.room, ";

  /**
   * Leaves out rows from before the schema's check that lie outside the week, so that none of them
   * fails the figures of a whole school.
   */
  private static final String IN_THE_WEEK = " l.weekday between 1 and 7 ";

  private static final String IN_ORDER = " order by l.weekday, l.starts_at, c.name, l.id";

  @Inject Queries queries;

  /** Returns a teacher's lessons, Monday's first one first; empty if the person teaches none. */
  @Transactional
  public List<Slot> ofTeacher(String teacherId, Term term) {
    return week("class_teacher p", "p.teacher_id", teacherId, term);
  }

  /** Returns a student's lessons, Monday's first one first; empty if not enrolled anywhere. */
  @Transactional
  public List<Slot> ofStudent(String studentId, Term term) {
    return week("enrolment p", "p.student_id", studentId, term);
  }

  /** Returns a class's lessons. */
  @Transactional
  public List<Slot> ofClass(String classId) {
    return queries.list(
        COLUMNS
            + "l.valid_from, l.valid_until from class c join lesson l on l.class_id = c.id where c.id = ? and"
            + IN_THE_WEEK
            + IN_ORDER,
        Timetables::slot,
        Id.orNone(classId));
  }

  private List<Slot> week(String link, String person, String personId, Term term) {
    String from =
        "greatest(l.valid_from, p.valid_from), least(l.valid_until, p.valid_until) from "
            + link
            + " join class c on c.id = p.class_id join lesson l on l.class_id = c.id where ";
    return queries.list(
        COLUMNS + from + person + " = ? and c.term_id = ? and" + IN_THE_WEEK + IN_ORDER,
        Timetables::slot,
        Id.orNone(personId),
        Id.orNone(term.id()));
  }

  private static Slot slot(Row row) throws SQLException {
    return new Slot(
        row.id(1),
        row.text(2),
        DayOfWeek.of(row.integer(3)),
        row.time(4),
        row.time(5),
        row.text(6),
        row.date(7),
        row.date(8));
  }
}
