package dev.homeroom.classes;

import dev.homeroom.cache.LoadScope;
import dev.homeroom.classes.Absences.AbsentDay;
import dev.homeroom.schools.SchoolDay;
import dev.homeroom.schools.Term;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the attendance of a whole school, by two statements each. A day on which the school was
 * closed counts neither for nor against, also if attendance was taken before that was known. Each
 * method throws if the database is away.
 */
@ApplicationScoped
public class SchoolAttendance {
  /** The school days that absences show. */
  static final int SHOWN_DAYS = 10;

  private static final String MARKS =
      """
       from class c
       join attendance_sheet s on s.class_id = c.id and s.on_date between ? and ?
       join attendance_mark m on m.sheet_id = s.id where c.term_id = ?
      """;

  @Inject Queries queries;
  @Inject SchoolDays days;
  @Inject MissingAttendanceQuery missing;

  /** Returns the pupils missing today, and those missing on the last ten school days. */
  @Transactional
  public Absences absences(SchoolDay day, Term term) {
    List<LocalDate> shown = days.last(SHOWN_DAYS, term, day.date());
    if (shown.isEmpty()) {
      return new Absences(day.date(), 0, 0, 0, List.of());
    }
    Map<LocalDate, AbsentDay> found = new HashMap<>();
    queries.list(
        "select s.on_date, count(distinct case when m.mark = 'absent' then m.student_id end),"
            + " count(distinct case when m.mark = 'late' then m.student_id end),"
            + " count(distinct case when m.mark = 'half_day' then m.student_id end)"
            + MARKS
            + " and m.mark in ('absent', 'late', 'half_day') group by s.on_date",
        row ->
            found.merge(
                row.date(1),
                new AbsentDay(row.date(1), row.integer(2), row.integer(3), row.integer(4)),
                (one, other) -> other),
        shown.get(0),
        day.date(),
        Id.orNone(term.id()));
    List<AbsentDay> byDay =
        shown.stream().map(date -> found.getOrDefault(date, AbsentDay.none(date))).toList();
    AbsentDay last = byDay.get(byDay.size() - 1);
    AbsentDay today = last.date().equals(day.date()) ? last : AbsentDay.none(day.date());
    return new Absences(today.date(), today.absent(), today.late(), today.halfDay(), byDay);
  }

  /**
   * Returns the classes whose attendance is missing today, and makes the entry expire when the next
   * lesson begins. A class without pupils has nothing to take, and a closed school asks for
   * nothing.
   */
  @Transactional
  public MissingAttendance missing(SchoolDay day, Term term, LoadScope scope) {
    return missing.find(day, term, scope);
  }

  /**
   * Returns the classes whose attendance was not taken on a day, the earliest lesson first, by the
   * lessons, teachers and pupils of that day; of today those whose lesson has begun, and the entry
   * expires when the next one begins.
   *
   * @param term the one in which the day lies
   * @param date not after today
   */
  @Transactional
  public List<UntakenClass> untaken(SchoolDay day, Term term, LocalDate date, LoadScope scope) {
    return missing.untaken(day, term, date, scope);
  }
}
