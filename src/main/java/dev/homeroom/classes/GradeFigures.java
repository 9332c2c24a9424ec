package dev.homeroom.classes;

import dev.homeroom.schools.Term;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads assessments and grades, one statement each; each method throws if the database is away. */
@ApplicationScoped
public class GradeFigures {
  /** The most assessments of a widget; a list has one more if there are more. */
  public static final int MAX_ROWS = 50;

  private static final int MAX_RECENT = 10;

  private static final String FIRST_ROWS = " fetch first " + (MAX_ROWS + 1) + " rows only";

  /**
   * Selects the assessments that count: those with a score to reach. Rows from before the schema
   * had a check may have others, NaN among them.
   */
  static final String COUNTS =
      " and a.max_score between 0.01 and 99999.99 and a.weight between 0 and 99999.99 ";

  private static final String SUMS =
      "coalesce(sum(g.score * a.weight / a.max_score), 0),"
          + " coalesce(sum(case when g.score is not null then a.weight end), 0)";

  private static final String TAUGHT =
      " from class_teacher t join class c on c.id = t.class_id and c.term_id = ? ";

  private static final String ATTENDED =
      " from enrolment e join class c on c.id = e.class_id and c.term_id = ? ";

  @Inject Queries queries;

  /**
   * A past assessment in which some students of the class have no score.
   *
   * @param assessmentId the assessment
   * @param classId its class
   * @param className the class's name
   * @param title its title
   * @param date when it was held
   * @param missing scores that are missing
   * @param students students of the class
   */
  public record ToMark(
      String assessmentId,
      String classId,
      String className,
      String title,
      LocalDate date,
      int missing,
      int students) {}

  /**
   * The average of a class.
   *
   * @param classId the class
   * @param name its name
   * @param average per cent, weighted; null without a score
   * @param scores the number of scores
   */
  public record ClassAverage(String classId, String name, @Nullable Double average, int scores) {}

  /**
   * A student's score.
   *
   * @param assessmentId the assessment
   * @param classId its class
   * @param className the class's name
   * @param title its title
   * @param date when it was held
   * @param score the reached score
   * @param maxScore the highest possible score
   * @param percent the share of it
   */
  public record Score(
      String assessmentId,
      String classId,
      String className,
      String title,
      LocalDate date,
      double score,
      double maxScore,
      @Nullable Double percent) {}

  /**
   * An assessment to come.
   *
   * @param assessmentId the assessment
   * @param classId its class
   * @param className the class's name
   * @param title its title
   * @param date when it is
   * @param maxScore the highest possible score
   * @param weight how much it counts
   */
  public record Due(
      String assessmentId,
      String classId,
      String className,
      String title,
      LocalDate date,
      double maxScore,
      double weight) {}

  /** Returns the assessments up to a day that a teacher has to mark, the oldest first. */
  @Transactional
  public List<ToMark> toMark(String teacherId, Term term, LocalDate upTo) {
    return queries.list(
        "select a.id, c.id, c.name, a.title, a.on_date, count(*) - count(g.score), count(*)"
            + TAUGHT
            + "join assessment a on a.class_id = c.id and a.on_date <= ?"
            + " join enrolment e on e.class_id = c.id"
            + " left join grade g on g.assessment_id = a.id and g.student_id = e.student_id"
            + " where t.teacher_id = ? group by a.id, c.id, c.name, a.title, a.on_date"
            + " having count(g.score) < count(*) order by a.on_date, c.name, a.id"
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
        Id.orNone(term.id()),
        upTo,
        Id.orNone(teacherId));
  }

  /** Returns the averages of a teacher's classes, by name. */
  @Transactional
  public List<ClassAverage> ofTeacher(String teacherId, Term term) {
    return averages(
        TAUGHT
            + "left join assessment a on a.class_id = c.id"
            + COUNTS
            + "left join grade g on g.assessment_id = a.id"
            + " where t.teacher_id = ?",
        teacherId,
        term);
  }

  /** Returns a student's averages in each class, by name. */
  @Transactional
  public List<ClassAverage> ofStudent(String studentId, Term term) {
    return averages(
        ATTENDED
            + "left join assessment a on a.class_id = c.id"
            + COUNTS
            + "left join grade g on g.assessment_id = a.id and g.student_id = e.student_id"
            + " where e.student_id = ?",
        studentId,
        term);
  }

  private List<ClassAverage> averages(String from, String personId, Term term) {
    return queries.list(
        "select c.id, c.name, count(g.score), "
            + SUMS
            + from
            + " group by c.id, c.name order by c.name, c.id",
        row -> {
          ScoreSum sum = new ScoreSum(row.decimal(4), row.decimal(5));
          return new ClassAverage(row.id(1), row.text(2), sum.average(), row.integer(3));
        },
        Id.orNone(term.id()),
        Id.orNone(personId));
  }

  /** Returns a student's newest scores, the newest first. */
  @Transactional
  public List<Score> recent(String studentId, Term term) {
    return queries.list(
        "select a.id, c.id, c.name, a.title, a.on_date, g.score, a.max_score"
            + ATTENDED
            + "join assessment a on a.class_id = c.id"
            + " join grade g on g.assessment_id = a.id and g.student_id = e.student_id"
            + " where e.student_id = ? and g.score is not null"
            + " order by a.on_date desc, c.name, a.id fetch first "
            + MAX_RECENT
            + " rows only",
        row ->
            new Score(
                row.id(1),
                row.id(2),
                row.text(3),
                row.text(4),
                row.date(5),
                row.number(6),
                row.number(7),
                Percent.of(row.number(6), row.number(7))),
        Id.orNone(term.id()),
        Id.orNone(studentId));
  }

  /** Returns a student's assessments from a day on, the nearest first. */
  @Transactional
  public List<Due> due(String studentId, Term term, LocalDate from) {
    return queries.list(
        "select a.id, c.id, c.name, a.title, a.on_date, a.max_score, a.weight"
            + ATTENDED
            + "join assessment a on a.class_id = c.id and a.on_date >= ?"
            + " left join grade g on g.assessment_id = a.id and g.student_id = e.student_id"
            + " where e.student_id = ? and g.score is null order by a.on_date, c.name, a.id"
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
        Id.orNone(term.id()),
        from,
        Id.orNone(studentId));
  }
}
