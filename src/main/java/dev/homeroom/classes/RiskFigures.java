package dev.homeroom.classes;

import dev.homeroom.schools.SchoolDay;
import dev.homeroom.schools.Term;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the students at risk in a teacher's classes by four statements, whatever their number.
 * Throws if the database is away.
 */
@ApplicationScoped
public class RiskFigures {
  private static final Fraction WHOLE = Fraction.of(1, 1);

  /** Selects a teacher's classes of today, and their pupils that are in the school. */
  private static final String PUPILS =
      " from class_teacher t join class c on c.id = t.class_id and c.term_id = ?"
          + " join enrolment e on e.class_id = c.id"
          + " join person p on p.id = e.student_id and p.active"
          + " where t.teacher_id = ? and"
          + LinkDays.holds("t")
          + "and"
          + LinkDays.holds("e");

  /** Adds up scores of one maximum before the last four weeks, and since. */
  private static final String SUMS =
      """
      count(case when a.on_date <= ? then g.score end),
      sum(case when a.on_date <= ? then g.score * a.weight end),
      sum(case when a.on_date <= ? then a.weight end),
      count(case when a.on_date > ? then g.score end),
      sum(case when a.on_date > ? then g.score * a.weight end),
      sum(case when a.on_date > ? then a.weight end)
      """;

  /** The worst is at risk for the most reasons, and then has the lowest figure of them. */
  private static final Comparator<Judged> WORST_FIRST =
      Comparator.<Judged>comparingInt(of -> -of.shown().reasons().size())
          .thenComparing(Judged::lowest);

  @Inject Queries queries;
  @Inject SchoolDays schoolDays;

  private record Seat(String classId, String studentId) {}

  private record Named(Seat seat, String className, String studentName) {}

  private record Judged(StudentAtRisk shown, Fraction lowest) {}

  /** Scores up to four weeks ago, and since. */
  private record Halves(ScoreSum before, ScoreSum since) {
    static final Halves NONE = new Halves(ScoreSum.NONE, ScoreSum.NONE);

    Halves plus(Halves other) {
      return new Halves(before.plus(other.before), since.plus(other.since));
    }
  }

  /**
   * Returns the students at risk in the classes that a teacher has now, the worst first: those with
   * the most reasons, then those with the lowest figure among their reasons, then by name. The
   * figure of a fall is the part of the average that is left. Attendance counts in all classes,
   * also those that the student has left or that others teach; averages are those in the class.
   */
  @Transactional
  public List<StudentAtRisk> ofTeacher(String teacherId, Term term, SchoolDay day) {
    LocalDate now = LinkDays.in(term, day.date());
    Map<String, MarkCounts> marks = marks(teacherId, term, now);
    Map<Seat, Halves> scores = scores(teacherId, term, now);
    RiskRule rule = RiskRule.of(day.school().passMark());
    return seats(teacherId, term, now).stream()
        .map(
            named ->
                judged(
                    named,
                    marks.getOrDefault(named.seat().studentId(), MarkCounts.NONE),
                    scores.getOrDefault(named.seat(), Halves.NONE),
                    rule))
        .filter(student -> !student.shown().reasons().isEmpty())
        .sorted(WORST_FIRST)
        .map(Judged::shown)
        .toList();
  }

  private static Judged judged(Named student, MarkCounts marks, Halves scores, RiskRule rule) {
    Fraction rate = marks.exactRate();
    Fraction average = scores.before().plus(scores.since()).average();
    Fraction fall = RiskRule.fall(scores.before().average(), scores.since().average());
    List<String> reasons = rule.reasons(rate, average, fall);
    StudentAtRisk shown =
        new StudentAtRisk(
            student.seat().studentId(),
            student.studentName(),
            student.seat().classId(),
            student.className(),
            shown(rate),
            shown(average),
            shown(fall),
            reasons);
    return new Judged(shown, lowest(reasons, rate, average, fall));
  }

  private static @Nullable Double shown(@Nullable Fraction exact) {
    return exact == null ? null : exact.percent();
  }

  private static Fraction lowest(
      List<String> reasons,
      @Nullable Fraction rate,
      @Nullable Fraction average,
      @Nullable Fraction fall) {
    return Stream.of(
            reason(reasons, "attendance", rate),
            reason(reasons, "average", average),
            reason(reasons, "falling", fall == null ? null : WHOLE.minus(fall)))
        .flatMap(Stream::ofNullable)
        .min(Comparator.naturalOrder())
        .orElse(WHOLE);
  }

  private static @Nullable Fraction reason(
      List<String> reasons, String reason, @Nullable Fraction figure) {
    return reasons.contains(reason) ? figure : null;
  }

  private List<Named> seats(String teacherId, Term term, LocalDate now) {
    return queries.list(
        "select distinct c.id, p.id, c.name, p.name, coalesce(p.sort_key, '')"
            + PUPILS
            + " order by coalesce(p.sort_key, ''), p.id, c.id",
        row -> new Named(new Seat(row.id(1), row.id(2)), row.text(3), row.text(4)),
        Id.orNone(term.id()),
        Id.orNone(teacherId),
        now,
        now);
  }

  /** Returns the pupils' marks of the last school days, in whichever class. */
  private Map<String, MarkCounts> marks(String teacherId, Term term, LocalDate now) {
    List<LocalDate> last = schoolDays.last(RiskRule.SCHOOL_DAYS, term, now);
    if (last.isEmpty()) {
      return Map.of();
    }
    Map<String, MarkCounts> found = new HashMap<>();
    queries.list(
        "select m.student_id, "
            + AttendanceFigures.COUNTS
            + " from attendance_mark m join attendance_sheet s on s.id = m.sheet_id"
            + " and s.on_date between ? and ? join class c on c.id = s.class_id"
            + " where m.student_id in (select e.student_id"
            + PUPILS
            + ")"
            + AttendanceFigures.OPEN
            + " group by m.student_id",
        row -> found.put(row.id(1), MarkCounts.of(row, 2)),
        last.get(0),
        now,
        Id.orNone(term.id()),
        Id.orNone(teacherId),
        now,
        now);
    return found;
  }

  private Map<Seat, Halves> scores(String teacherId, Term term, LocalDate now) {
    LocalDate border = now.minusWeeks(RiskRule.WEEKS);
    Map<Seat, Halves> found = new HashMap<>();
    queries.list(
        "select c.id, g.student_id, a.max_score, "
            + SUMS
            + " from class c join assessment a on a.class_id = c.id and a.on_date <= ?"
            + GradeFigures.COUNTS
            + "join grade g on g.assessment_id = a.id"
            + GradeFigures.SCORED
            + " where c.term_id = ? and c.id in (select t.class_id from class_teacher t"
            + " where t.teacher_id = ? and"
            + LinkDays.holds("t")
            + ") group by c.id, g.student_id, a.max_score",
        row -> {
          Seat seat = new Seat(row.id(1), row.id(2));
          return found.merge(
              seat, new Halves(ScoreSum.of(row, 4, 3), ScoreSum.of(row, 7, 3)), Halves::plus);
        },
        border,
        border,
        border,
        border,
        border,
        border,
        now,
        Id.orNone(term.id()),
        Id.orNone(teacherId),
        now);
    return found;
  }
}
