package dev.homeroom.reports;

import dev.homeroom.cache.LoadScope;
import dev.homeroom.classes.SchoolAttendance;
import dev.homeroom.classes.UntakenClass;
import dev.homeroom.http.ListQuery;
import dev.homeroom.http.ProblemException;
import dev.homeroom.schools.AccessTerms;
import dev.homeroom.schools.SchoolDay;
import dev.homeroom.schools.Schools;
import dev.homeroom.schools.Term;
import dev.homeroom.schools.Terms;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the report of a day from the database. Each method throws if it is away. */
@ApplicationScoped
class DailyRows {
  /** How long a report of today is fresh; one of a day that is over changes by writes alone. */
  static final Duration TODAY = Duration.ofMinutes(5);

  private static final int MAX_MISSING = 200;
  private static final int MAX_NOTES = 5_000;

  @Inject Queries queries;
  @Inject Schools schools;
  @Inject Terms terms;
  @Inject AccessTerms accessTerms;
  @Inject SchoolAttendance attendance;
  @Inject DayMarks marks;

  /** The figures of a day. */
  private record Counts(int absent, int late, int excused, int halfDay) {}

  /**
   * Returns a report; null if there is no such school. Today's is fresh for five minutes, until the
   * next lesson begins, and until midnight; so is one of a teacher until midnight, since the
   * teacher's classes are those of today.
   *
   * @throws ProblemException 400 for a day to come, or before the school's first term
   */
  @Transactional
  @Nullable DailyReport find(ReportReach reach, LocalDate date, ListQuery query, LoadScope scope) {
    SchoolDay day = schools.findToday(reach.schoolId()).orElse(null);
    if (day == null) {
      return null;
    }
    if (date.isAfter(day.date())) {
      throw ProblemException.field("date", "not_future", "The date lies in the future.");
    }
    if (accessTerms.find(reach.schoolId(), date).isEmpty()) {
      throw ProblemException.field("date", "in_term", "The date lies before the first term.");
    }
    if (date.equals(day.date())) {
      scope.freshUntil(day.now().plus(TODAY));
    }
    if (date.equals(day.date()) || reach.teacherId() != null) {
      scope.freshUntil(day.endsAt());
    }
    Optional<Term> term =
        terms.findTermOn(reach.schoolId(), date).filter(of -> !of.holidays().contains(date));
    return term.map(of -> report(reach, new MarksOf(day, of, date), query, scope))
        .orElseGet(() -> DailyReport.closed(reach.schoolId(), date));
  }

  /** A day of a term, seen from today. */
  private record MarksOf(SchoolDay today, Term term, LocalDate date) {}

  private DailyReport report(ReportReach reach, MarksOf of, ListQuery query, LoadScope scope) {
    DayMarks.Selected all = marks.of(reach, of.today(), of.term(), of.date());
    Counts counts = counts(all);
    List<UntakenClass> missing =
        attendance.untaken(of.today(), of.term(), of.date(), scope).stream()
            .filter(each -> all.reaches(each.classId()))
            .limit(MAX_MISSING)
            .toList();
    return new DailyReport(
        reach.schoolId(),
        of.date(),
        false,
        counts.absent(),
        counts.late(),
        counts.excused(),
        counts.halfDay(),
        missing,
        marks.students(all, query, reach.withParents()),
        marks.count(all, query));
  }

  private Counts counts(DayMarks.Selected all) {
    return queries
        .find(
            "select count(distinct case when m.mark = 'absent' then m.student_id end),"
                + " count(distinct case when m.mark = 'late' then m.student_id end),"
                + " count(distinct case when m.mark = 'excused' then m.student_id end),"
                + " count(distinct case when m.mark = 'half_day' then m.student_id end)"
                + DayMarks.MARKS
                + all.where().where(),
            row -> new Counts(row.integer(1), row.integer(2), row.integer(3), row.integer(4)),
            all.parameters())
        .orElseThrow();
  }

  /** Returns the notes of a day's marks, and with parents their addresses; see {@link #find}. */
  @Transactional
  DailyNotes notes(ReportReach reach, LocalDate date) {
    SchoolDay day = schools.findToday(reach.schoolId()).orElse(null);
    Term term = terms.findTermOn(reach.schoolId(), date).orElse(null);
    if (day == null || term == null) {
      return DailyNotes.NONE;
    }
    DayMarks.Selected all = marks.of(reach, day, term, date);
    Map<String, String> notes = new HashMap<>();
    queries.list(
        "select m.student_id, c.id, m.note"
            + DayMarks.MARKS
            + all.where().where()
            + " and m.note is not null fetch first "
            + MAX_NOTES
            + " rows only",
        row -> "" + notes.put(DailyNotes.mark(row.id(1), row.id(2)), row.text(3)),
        all.parameters());
    return new DailyNotes(notes, reach.withParents() ? emails(all) : Map.of());
  }

  private Map<String, String> emails(DayMarks.Selected all) {
    Map<String, String> found = new HashMap<>();
    queries.list(
        "select distinct p.id, p.email"
            + DayMarks.MARKS
            + " join parent_child l on l.child_id = m.student_id"
            + " join person p on p.id = l.parent_id and p.active and p.email is not null"
            + all.where().where()
            + " fetch first "
            + MAX_NOTES
            + " rows only",
        row -> "" + found.put(row.id(1), row.text(2)),
        all.parameters());
    return found;
  }
}
