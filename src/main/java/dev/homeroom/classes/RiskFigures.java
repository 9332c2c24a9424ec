package dev.homeroom.classes;

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
 * Finds the students at risk in a teacher's classes by three statements, whatever their number.
 * Throws if the database is away.
 */
@ApplicationScoped
public class RiskFigures {
  private static final String OF_TEACHER =
      " from class_teacher t join class c on c.id = t.class_id and c.term_id = ? ";

  private static final String SUMS =
      """
      coalesce(sum(case when a.on_date <= ? then g.score * a.weight / a.max_score end), 0),
      coalesce(sum(case when a.on_date <= ? then a.weight end), 0),
      coalesce(sum(case when a.on_date > ? then g.score * a.weight / a.max_score end), 0),
      coalesce(sum(case when a.on_date > ? then a.weight end), 0)
      """;

  @Inject Queries queries;
  @Inject Timetables timetables;

  private record Seat(String classId, String studentId) {}

  private record Named(Seat seat, String className, String studentName) {}

  /** Scores up to four weeks ago, and since. */
  private record Halves(ScoreSum before, ScoreSum since) {
    static final Halves NONE = new Halves(ScoreSum.NONE, ScoreSum.NONE);
  }

  /** Returns the students at risk in a teacher's classes, by class and name. */
  @Transactional
  public List<StudentAtRisk> ofTeacher(String teacherId, Term term, SchoolDay day) {
    Map<Seat, MarkCounts> marks = marks(teacherId, term, day.date());
    Map<Seat, Halves> scores = scores(teacherId, term, day.date().minusWeeks(RiskRule.WEEKS));
    RiskRule rule = new RiskRule(day.school().passMark().doubleValue());
    return seats(teacherId, term).stream()
        .map(
            named ->
                judged(
                    named,
                    marks.getOrDefault(named.seat(), MarkCounts.NONE),
                    scores.getOrDefault(named.seat(), Halves.NONE),
                    rule))
        .filter(student -> !student.reasons().isEmpty())
        .toList();
  }

  private static StudentAtRisk judged(
      Named student, MarkCounts marks, Halves scores, RiskRule rule) {
    Double rate = marks.rate();
    Double average = scores.before().plus(scores.since()).average();
    Double fall = RiskRule.fall(scores.before().average(), scores.since().average());
    return new StudentAtRisk(
        student.seat().studentId(),
        student.studentName(),
        student.seat().classId(),
        student.className(),
        rate,
        average,
        fall,
        rule.reasons(rate, average, fall));
  }

  private List<Named> seats(String teacherId, Term term) {
    return queries.list(
        "select c.id, e.student_id, c.name, p.name"
            + OF_TEACHER
            + "join enrolment e on e.class_id = c.id join person p on p.id = e.student_id"
            + " where t.teacher_id = ? order by c.name, p.name, p.id",
        row -> new Named(new Seat(row.id(1), row.id(2)), row.text(3), row.text(4)),
        Id.orNone(term.id()),
        Id.orNone(teacherId));
  }

  private Map<Seat, MarkCounts> marks(String teacherId, Term term, LocalDate today) {
    LocalDate since = term.startOfLast(RiskRule.SCHOOL_DAYS, today, timetables.weekdays(term));
    Map<Seat, MarkCounts> found = new HashMap<>();
    queries.list(
        "select c.id, m.student_id, "
            + AttendanceFigures.COUNTS
            + OF_TEACHER
            + "join attendance_sheet s on s.class_id = c.id and s.on_date between ? and ?"
            + " join attendance_mark m on m.sheet_id = s.id"
            + " where t.teacher_id = ? group by c.id, m.student_id",
        row -> found.put(new Seat(row.id(1), row.id(2)), MarkCounts.of(row, 3)),
        Id.orNone(term.id()),
        since,
        today,
        Id.orNone(teacherId));
    return found;
  }

  private Map<Seat, Halves> scores(String teacherId, Term term, LocalDate border) {
    Map<Seat, Halves> found = new HashMap<>();
    queries.list(
        "select c.id, g.student_id, "
            + SUMS
            + OF_TEACHER
            + "join assessment a on a.class_id = c.id"
            + GradeFigures.COUNTS
            + "join grade g on g.assessment_id = a.id and g.score is not null"
            + " where t.teacher_id = ? group by c.id, g.student_id",
        row -> {
          ScoreSum before = new ScoreSum(row.decimal(3), row.decimal(4));
          ScoreSum since = new ScoreSum(row.decimal(5), row.decimal(6));
          return found.put(new Seat(row.id(1), row.id(2)), new Halves(before, since));
        },
        border,
        border,
        border,
        border,
        Id.orNone(term.id()),
        Id.orNone(teacherId));
    return found;
  }
}
