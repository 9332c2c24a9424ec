package dev.homeroom.classes;

import dev.homeroom.schools.Term;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts attendance; each method throws if the database is away. */
@ApplicationScoped
public class AttendanceFigures {
  /** Counts each kind of mark, in the order of {@link MarkCounts}. */
  static final String COUNTS =
      """
      count(case when m.mark = 'present' then 1 end),
      count(case when m.mark = 'absent' then 1 end),
      count(case when m.mark = 'late' then 1 end),
      count(case when m.mark = 'excused' then 1 end),
      count(case when m.mark = 'half_day' then 1 end)
      """;

  @Inject Queries queries;
  @Inject Timetables timetables;

  /**
   * A lesson day of a class whose attendance has not been taken.
   *
   * @param classId the class
   * @param name its name
   * @param date the day
   */
  public record Untaken(String classId, String name, LocalDate date) {}

  /**
   * Returns the lesson days up to a day, that day included, of which a teacher has not taken
   * attendance; the latest first.
   */
  @Transactional
  public List<Untaken> untaken(String teacherId, Term term, LocalDate upTo) {
    Map<String, List<Slot>> classes =
        timetables.ofTeacher(teacherId, term).stream()
            .collect(Collectors.groupingBy(Slot::classId));
    Set<String> taken = taken(teacherId, term);
    return classes.values().stream()
        .flatMap(week -> lessonDays(week, term, upTo))
        .filter(day -> !taken.contains(day.classId() + " " + day.date()))
        .sorted(
            Comparator.comparing(Untaken::date)
                .reversed()
                .thenComparing(Untaken::name)
                .thenComparing(Untaken::classId))
        .toList();
  }

  private static Stream<Untaken> lessonDays(List<Slot> week, Term term, LocalDate upTo) {
    Slot any = week.get(0);
    return term.daysBetween(term.startsOn(), upTo, DayView.weekdays(week)).stream()
        .map(date -> new Untaken(any.classId(), any.className(), date));
  }

  private Set<String> taken(String teacherId, Term term) {
    return new HashSet<>(
        queries.list(
            "select s.class_id, s.on_date from class_teacher t join class c on c.id = t.class_id"
                + " join attendance_sheet s on s.class_id = c.id"
                + " where t.teacher_id = ? and c.term_id = ?",
            row -> row.id(1) + " " + row.date(2),
            Id.orNone(teacherId),
            Id.orNone(term.id())));
  }

  /** Returns a student's marks of the term, in all classes. */
  @Transactional
  public MarkCounts ofStudent(String studentId, Term term) {
    return queries
        .find(
            "select "
                + COUNTS
                + " from attendance_mark m join attendance_sheet s on s.id = m.sheet_id"
                + " join class c on c.id = s.class_id where m.student_id = ? and c.term_id = ?",
            row -> MarkCounts.of(row, 1),
            Id.orNone(studentId),
            Id.orNone(term.id()))
        .orElse(MarkCounts.NONE);
  }
}
