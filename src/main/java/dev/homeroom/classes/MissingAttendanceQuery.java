package dev.homeroom.classes;

import dev.homeroom.cache.LoadScope;
import dev.homeroom.classes.UntakenClass.UntakenBy;
import dev.homeroom.schools.SchoolDay;
import dev.homeroom.schools.Term;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the classes whose attendance nobody has taken on a day, by two statements. */
@ApplicationScoped
class MissingAttendanceQuery {
  private static final LocalTime LAST = LocalTime.of(23, 59, 59);

  /** Joins the lessons of a weekday that hold on a date. */
  private static final String LESSONS =
      """
       join lesson l on l.class_id = c.id and l.weekday = ?
         and l.valid_from <= ? and l.valid_until >= ?
      """;

  /** Joins the teachers, today those that have not left; a class without one stays in. */
  private static final String TEACHERS =
      """
       left join (class_teacher t join person p on p.id = t.teacher_id%s)
         on t.class_id = c.id and t.valid_from <= ? and t.valid_until >= ?
      """;

  private static final String NOT_TAKEN =
      """
       and not exists (select 1 from attendance_sheet s where s.class_id = c.id and s.on_date = ?)
       and exists (select 1 from enrolment e join person s on s.id = e.student_id
         where e.class_id = c.id and e.valid_from <= ? and e.valid_until >= ?%s)
      """;

  @Inject Queries queries;

  MissingAttendance find(SchoolDay day, Term term, LoadScope scope) {
    return MissingByTeacher.of(day.date(), rows(day, term, day.date(), scope));
  }

  /** Returns the classes of a day up to today; see {@link SchoolAttendance#untaken}. */
  List<UntakenClass> untaken(SchoolDay day, Term term, LocalDate date, LoadScope scope) {
    Map<String, List<MissingLesson>> byClass = new LinkedHashMap<>();
    for (MissingLesson row : rows(day, term, date, scope)) {
      byClass.computeIfAbsent(row.of().classId(), id -> new ArrayList<>()).add(row);
    }
    return byClass.values().stream().map(MissingAttendanceQuery::untaken).toList();
  }

  private static UntakenClass untaken(List<MissingLesson> rows) {
    MissingAttendance.ClassMissing of = rows.get(0).of();
    List<UntakenBy> teachers = new ArrayList<>();
    rows.stream()
        .sorted(Comparator.comparing(MissingLesson::sortKey))
        .forEach(
            row -> {
              if (row.teacherId() != null && row.teacher() != null) {
                teachers.add(new UntakenBy(row.teacherId(), row.teacher()));
              }
            });
    return new UntakenClass(of.classId(), of.name(), of.startsAt(), teachers);
  }

  private List<MissingLesson> rows(SchoolDay day, Term term, LocalDate date, LoadScope scope) {
    if (!term.contains(date) || term.holidays().contains(date)) {
      return List.of();
    }
    boolean today = date.equals(day.date());
    LocalTime now = today ? LocalTime.ofInstant(day.now(), day.school().timeZone()) : LAST;
    if (today) {
      nextLesson(day, term, now, scope);
    }
    return queries.list(
        "select c.id, c.name, min(l.starts_at), p.id, p.name, p.sort_key from class c"
            + LESSONS
            + " and l.starts_at <= ?"
            + TEACHERS.formatted(today ? " and p.active" : "")
            + " where c.term_id = ?"
            // A pupil that has left the school was there on days past, as far as is known.
            + NOT_TAKEN.formatted(today ? " and s.active" : "")
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
