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
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads and writes attendance; its callers hold the transaction. */
@ApplicationScoped
class AttendanceRepository {
  @PersistenceContext(unitName = "homeroom")
  EntityManager entities;

  @Inject Queries queries;

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

  List<MarkView> listMarks(AttendanceSheet sheet) {
    return queries.list(
        "select m.student_id, m.mark, m.note from attendance_mark m"
            + " join person p on p.id = m.student_id where m.sheet_id = ? order by p.name, p.id",
        row -> new MarkView(row.id(1), row.text(2), row.textOrNull(3)),
        sheet.id);
  }

  Set<String> students(String classId) {
    return people("select student_id from enrolment where class_id = ?", classId);
  }

  Set<String> teachers(String classId) {
    return people("select teacher_id from class_teacher where class_id = ?", classId);
  }

  private Set<String> people(String sql, String classId) {
    return new LinkedHashSet<>(queries.list(sql, row -> row.id(1), Id.orNone(classId)));
  }

  /**
   * Writes the sheet, then its marks.
   *
   * @throws jakarta.persistence.PersistenceException if another transaction has written it since
   */
  void save(AttendanceSheet sheet, List<MarkInput> marks) {
    entities.persist(sheet);
    // The marks go past EclipseLink: the sheet's row must be there, and its version be won, first.
    entities.flush();
    queries.update("delete from attendance_mark where sheet_id = ?", sheet.id);
    queries.batch(
        "insert into attendance_mark (sheet_id, student_id, mark, note) values (?, ?, ?, ?)",
        marks.stream()
            .map(
                mark ->
                    Arrays.asList(sheet.id, Id.orNone(mark.studentId()), mark.mark(), mark.note()))
            .toList());
  }
}
