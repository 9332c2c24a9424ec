package dev.homeroom.classes;

import dev.homeroom.schools.Term;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads assessments and grades, one statement each; each method throws if the database is away. */
@ApplicationScoped
public class GradeFigures {
  /** The most assessments of a widget; a list has one more if there are more. */
  public static final int MAX_ROWS = 50;

  private static final int MAX_RECENT = 10;

  private static final String FIRST_ROWS = " fetch first " + (MAX_ROWS + 1) + " rows only";

  /**
   * Selects the assessments that count: those with a score to reach and a weight. Rows from before
   * the schema had a check may have others, NaN among them.
   */
  static final String COUNTS =
      " and a.max_score between 0.01 and 99999.99 and a.weight between 0.01 and 99999.99 ";

  /** Selects the assessments that can be shown: points and weight are numbers, not NaN. */
  private static final String NUMBERS =
      " and a.max_score between -99999.99 and 99999.99"
          + " and a.weight between -99999.99 and 99999.99 ";

  /** Selects rows with a score that is a number, and neither null nor NaN. */
  static final String SCORED = " and g.score between -99999.99 and 99999.99 ";

  /** Adds up scores of one maximum: the columns of {@link ScoreSum#of}. */
  private static final String SUMS =
      "count(g.score), sum(g.score * a.weight),"
          + " sum(case when g.score is not null then a.weight end)";

  /** Selects a teacher's classes of today; three parameters. */
  private static final String TAUGHT =
      " from (select distinct class_id from class_teacher t where t.teacher_id = ? and"
          + LinkDays.holds("t")
          + ") t join class c on c.id = t.class_id and c.term_id = ? ";

  /** Selects the pupils of today that are in the school; a parameter. */
  private static final String IS_PUPIL =
      """
       exists (select 1 from enrolment e join person p on p.id = e.student_id and p.active
        where e.class_id = c.id and e.student_id = %s and %s)
      """;

  @Inject Queries queries;
  @Inject LinkDays days;

  /** Returns the assessments up to a day that a teacher has to mark, the oldest first. */
  @Transactional
  public List<ToMark> toMark(String teacherId, Term term, LocalDate upTo) {
    LocalDate now = LinkDays.in(term, upTo);
    return queries.list(
        "select a.id, c.id, c.name, a.title, a.on_date,"
            + " count(distinct case when g.score is null then s.student_id end),"
            + " count(distinct s.student_id)"
            + TAUGHT
            + "join assessment a on a.class_id = c.id and a.on_date <= ?"
            + NUMBERS
            + " and a.max_score > 0 join enrolment s on s.class_id = c.id"
            + " and a.on_date between s.valid_from and s.valid_until and"
            + isPupil("s.student_id")
            + " left join grade g on g.assessment_id = a.id and g.student_id = s.student_id"
            + " group by a.id, c.id, c.name, a.title, a.on_date"
            + " having count(distinct case when g.score is null then s.student_id end) > 0"
            + " order by a.on_date, c.name, a.id"
            + FIRST_ROWS,
        row ->
            new ToMark(
                row.id(1),
                row.id(2),
                row.text(3),
                row.text(4),
                row.date(5),
                row.integer(6),
                row.integer(7)),
        Id.orNone(teacherId),
        now,
        Id.orNone(term.id()),
        now,
        now);
  }

  /** Returns the averages of a teacher's classes, by name: those of the present pupils. */
  @Transactional
  public List<ClassAverage> ofTeacher(String teacherId, Term term) {
    LocalDate now = days.in(term);
    return averages(
        "cast(null as date), "
            + SUMS
            + TAUGHT
            + "left join assessment a on a.class_id = c.id and a.on_date <= ?"
            + COUNTS
            + "left join grade g on g.assessment_id = a.id"
            + SCORED
            + " and"
            + isPupil("g.student_id")
            + " group by c.id, c.name, a.max_score",
        Id.orNone(teacherId),
        now,
        Id.orNone(term.id()),
        now,
        now);
  }

  private static String isPupil(String student) {
    return IS_PUPIL.formatted(student, LinkDays.holds("e"));
  }

  /**
   * Returns a student's averages in each class, by name; of a class that the student has left, with
   * its last day, if there are scores.
   */
  @Transactional
  public List<ClassAverage> ofStudent(String studentId, Term term) {
    LocalDate now = days.in(term);
    List<ClassAverage> all =
        averages(
            "case when e.valid_until < ? then e.valid_until end, "
                + SUMS
                + " from (select class_id, max(valid_until) as valid_until from enrolment"
                + " where student_id = ? and valid_from <= ? group by class_id) e"
                + " join class c on c.id = e.class_id and c.term_id = ?"
                + " left join assessment a on a.class_id = c.id and a.on_date <= ?"
                + COUNTS
                + "left join grade g on g.assessment_id = a.id and g.student_id = ?"
                + SCORED
                + " group by c.id, c.name, a.max_score, e.valid_until",
            now,
            Id.orNone(studentId),
            now,
            Id.orNone(term.id()),
            now,
            Id.orNone(studentId));
    return all.stream().filter(of -> of.until() == null || of.scores() > 0).toList();
  }

  /** The scores of a class. */
  private record ClassSum(String id, String name, @Nullable LocalDate until, ScoreSum sum) {
    static ClassSum of(Row row) throws SQLException {
      return new ClassSum(row.id(1), row.text(2), row.dateOrNull(4), ScoreSum.of(row, 5, 3));
    }

    ClassSum plus(ClassSum other) {
      return new ClassSum(id, name, until, sum.plus(other.sum));
    }

    ClassAverage average() {
      return ClassAverage.of(id, name, sum, until);
    }
  }

  /** Returns the average of each class; the query has a row for each maximum score of a class. */
  private List<ClassAverage> averages(String columnsAndFrom, Object... parameters) {
    Map<String, ClassSum> found = new LinkedHashMap<>();
    queries
        .list(
            "select c.id, c.name, a.max_score, " + columnsAndFrom + " order by c.name, c.id",
            ClassSum::of,
            parameters)
        .forEach(row -> found.merge(row.id(), row, ClassSum::plus));
    return found.values().stream().map(ClassSum::average).toList();
  }

  /** Returns a student's newest scores up to today, the newest first. */
  @Transactional
  public List<Score> recent(String studentId, Term term) {
    LocalDate now = days.in(term);
    return queries.list(
        "select a.id, c.id, c.name, a.title, a.on_date, g.score, a.max_score"
            + " from class c join assessment a on a.class_id = c.id and a.on_date <= ?"
            + NUMBERS
            + " join grade g on g.assessment_id = a.id and g.student_id = ?"
            + SCORED
            + " where c.term_id = ? and c.id in"
            + " (select class_id from enrolment where student_id = ? and valid_from <= ?)"
            + " order by a.on_date desc, c.name, a.id fetch first "
            + MAX_RECENT
            + " rows only",
        GradeFigures::score,
        now,
        Id.orNone(studentId),
        Id.orNone(term.id()),
        Id.orNone(studentId),
        now);
  }

  private static Score score(Row row) throws SQLException {
    BigDecimal score = row.decimal(6);
    BigDecimal maxScore = row.decimal(7);
    return new Score(
        row.id(1),
        row.id(2),
        row.text(3),
        row.text(4),
        row.date(5),
        score.doubleValue(),
        maxScore.doubleValue(),
        maxScore.signum() <= 0 ? null : Fraction.of(score, maxScore).percent());
  }

  /**
   * Returns a student's assessments from a day on, the nearest first: of the classes that the
   * student is in on the day of each.
   */
  @Transactional
  public List<Due> due(String studentId, Term term, LocalDate from) {
    return queries.list(
        "select a.id, c.id, c.name, a.title, a.on_date, a.max_score, a.weight"
            + " from class c join assessment a on a.class_id = c.id and a.on_date >= ?"
            + NUMBERS
            + " left join grade g on g.assessment_id = a.id and g.student_id = ?"
            + " where c.term_id = ? and g.score is null and exists (select 1 from enrolment e"
            + " where e.class_id = c.id and e.student_id = ?"
            + " and a.on_date between e.valid_from and e.valid_until)"
            + " order by a.on_date, c.name, a.id"
            + FIRST_ROWS,
        row ->
            new Due(
                row.id(1),
                row.id(2),
                row.text(3),
                row.text(4),
                row.date(5),
                row.number(6),
                row.number(7)),
        from,
        Id.orNone(studentId),
        Id.orNone(term.id()),
        Id.orNone(studentId));
  }
}
