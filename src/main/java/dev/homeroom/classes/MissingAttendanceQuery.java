package dev.homeroom.classes;

import dev.homeroom.cache.LoadScope;
import dev.homeroom.schools.SchoolDay;
import dev.homeroom.schools.Term;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/** Finds the classes whose attendance nobody has taken today, by two statements. */
@ApplicationScoped
class MissingAttendanceQuery {
  /** Joins the lessons of a weekday that hold on a date. */
  private static final String LESSONS =
      """
       join lesson l on l.class_id = c.id and l.weekday = ?
         and l.valid_from <= ? and l.valid_until >= ?
      """;

  /** Joins the teachers that have not left; a class without one stays in. */
  private static final String TEACHERS =
      """
       left join (class_teacher t join person p on p.id = t.teacher_id and p.active)
         on t.class_id = c.id and t.valid_from <= ? and t.valid_until >= ?
      """;

  private static final String NOT_TAKEN =
      """
       and not exists (select 1 from attendance_sheet s where s.class_id = c.id and s.on_date = ?)
       and exists (select 1 from enrolment e join person s on s.id = e.student_id
         where e.class_id = c.id and e.valid_from <= ? and e.valid_until >= ? and s.active)
      """;

  @Inject Queries queries;

  MissingAttendance find(SchoolDay day, Term term, LoadScope scope) {
    LocalDate date = day.date();
    if (!term.contains(date) || term.holidays().contains(date)) {
      return new MissingAttendance(date, 0, List.of(), false);
    }
    LocalTime now = LocalTime.ofInstant(day.now(), day.school().timeZone());
    nextLesson(day, term, now, scope);
    List<MissingLesson> rows = rows(date, term, now);
    return MissingByTeacher.of(date, rows);
  }

  private List<MissingLesson> rows(LocalDate date, Term term, LocalTime now) {
    return queries.list(
        "select c.id, c.name, min(l.starts_at), p.id, p.name, p.sort_key from class c"
            + LESSONS
            + " and l.starts_at <= ?"
            + TEACHERS
            + " where c.term_id = ?"
            + NOT_TAKEN
            + " group by c.id, c.name, p.id, p.name, p.sort_key order by min(l.starts_at), c.id",
        MissingLesson::of,
        date.getDayOfWeek().getValue(),
        date,
        date,
        now,
        date,
        date,
        Id.orNone(term.id()),
        date,
        date,
        date);
  }

  private void nextLesson(SchoolDay day, Term term, LocalTime now, LoadScope scope) {
    LocalDate date = day.date();
    queries
        .find(
            "select l.starts_at from class c"
                + LESSONS
                + " and l.starts_at > ? where c.term_id = ? order by l.starts_at"
                + " fetch first 1 rows only",
            row -> row.time(1),
            date.getDayOfWeek().getValue(),
            date,
            date,
            now,
            Id.orNone(term.id()))
        .ifPresent(
            next ->
                scope.freshUntil(date.atTime(next).atZone(day.school().timeZone()).toInstant()));
  }
}
