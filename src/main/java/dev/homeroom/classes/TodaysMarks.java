package dev.homeroom.classes;

import dev.homeroom.schools.Term;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a pupil's marks of today, by two statements. Throws if the database is away. */
@ApplicationScoped
public class TodaysMarks {
  private static final int MAX_ROWS = 100;

  @Inject Queries queries;
  @Inject Timetables timetables;

  /**
   * Returns the pupil's classes of today, in the order of their lessons, each with its mark; then
   * other classes in which the pupil was marked today, since what was taken stays. Empty on a day
   * on which the school is closed.
   */
  @Transactional
  public List<TodayMark> ofStudent(String studentId, Term term, LocalDate today) {
    if (!term.contains(today) || term.holidays().contains(today)) {
      return List.of();
    }
    Map<String, TodayMark> found = new LinkedHashMap<>();
    timetables.ofStudent(studentId, term).stream()
        .filter(slot -> slot.on(today))
        .map(slot -> new TodayMark(slot.classId(), slot.className(), null))
        .forEach(each -> found.putIfAbsent(each.classId(), each));
    queries
        .list(
            "select c.id, c.name, m.mark from attendance_mark m"
                + " join attendance_sheet s on s.id = m.sheet_id join class c on c.id = s.class_id"
                + " where m.student_id = ? and s.on_date = ? and c.term_id = ?"
                + " order by lower(c.name), c.id",
            row -> new TodayMark(row.id(1), row.text(2), row.text(3)),
            Id.orNone(studentId),
            today,
            Id.orNone(term.id()))
        .forEach(each -> found.put(each.classId(), each));
    return found.values().stream().limit(MAX_ROWS).toList();
  }
}
