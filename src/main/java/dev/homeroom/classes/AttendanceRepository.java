package dev.homeroom.classes;

import dev.homeroom.classes.AttendanceInput.MarkInput;
import dev.homeroom.classes.SheetView.MarkView;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and writes attendance; its callers hold the transaction. */
@ApplicationScoped
class AttendanceRepository {
  private static final long NO_SHEET = -1;

  private static final String ENROLLED =
      "select e.student_id from enrolment e join person q on q.id = e.student_id"
          + " where e.class_id = ? and "
          + LinkDays.holds("e");

  @PersistenceContext(unitName = "homeroom")
  EntityManager entities;

  @Inject Queries queries;
  @Inject AttendanceMarks marks;

  Optional<SchoolClass> findClass(String classId) {
    return queries.find(
        "select id, school_id, term_id, name from class where id = ?",
        row -> new SchoolClass(row.id(1), row.id(2), row.id(3), row.text(4)),
        Id.orNone(classId));
  }

  Optional<AttendanceSheet> findSheet(String classId, LocalDate date) {
    return entities
        .createQuery(
            "select s from AttendanceSheet s where s.classId = :class and s.date = :date",
            AttendanceSheet.class)
        .setParameter("class", Id.orNone(classId))
        .setParameter("date", date)
        .getResultStream()
        .findFirst();
  }

  /**
   * Returns the mark of each pupil of a day, null while there is none, and the marks of others; by
   * the pupils' names.
   *
   * @param sheet the sheet of the day; null before it is taken
   */
  List<MarkView> listMarks(ClassDay day, @Nullable AttendanceSheet sheet) {
    long sheetId = sheet == null ? NO_SHEET : sheet.id;
    return queries.list(
        // Joined, and not asked for by IN: H2 makes that list anew for each pupil.
        "select p.id, m.mark, m.note from (select student_id from attendance_mark"
            + " where sheet_id = ? union "
            + enrolled(day)
            + ") s join person p on p.id = s.student_id"
            + " left join attendance_mark m on m.sheet_id = ? and m.student_id = p.id"
            + " order by coalesce(p.sort_key, ''), p.id",
        row -> new MarkView(row.id(1), row.textOrNull(2), row.textOrNull(3)),
        sheetId,
        Id.orNone(day.classId()),
        day.date(),
        sheetId);
  }

  /** Returns the pupils enrolled on a day; of today only those who are still at the school. */
  Set<String> pupils(ClassDay day) {
    return new LinkedHashSet<>(
        queries.list(enrolled(day), row -> row.id(1), Id.orNone(day.classId()), day.date()));
  }

  private static String enrolled(ClassDay day) {
    return ENROLLED + (day.isToday() ? " and q.active" : "");
  }

  Set<String> teachers(String classId) {
    return new LinkedHashSet<>(
        queries.list(
            "select teacher_id from class_teacher where class_id = ?",
            row -> row.id(1),
            Id.orNone(classId)));
  }

  /**
   * Writes the sheet, then its marks and their numbers. Marks of other students stay.
   *
   * @throws jakarta.persistence.PersistenceException if another transaction has written it since
   */
  void save(AttendanceSheet sheet, List<MarkInput> input) {
    entities.persist(sheet);
    // The marks go past EclipseLink: the sheet's row must be there, and its version be won, first.
    entities.flush();
    marks.save(sheet.id, input);
  }
}
