package dev.homeroom.classes;

import dev.homeroom.schools.Term;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Counts the attendance marks of students. Throws if the database is away. */
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

  /** Leaves out the sheets of days on which the school of the class was closed. */
  static final String OPEN =
      """
       and not exists (
        select 1 from holiday h where h.school_id = c.school_id and h.on_date = s.on_date)
      """;

  @Inject Queries queries;
  @Inject LinkDays days;

  /**
   * Counts a student's marks of the term, also those in classes that the student has left. Marks of
   * a day on which the school was closed after all do not count.
   */
  @Transactional
  public MarkCounts ofStudent(String studentId, Term term) {
    return queries
        .find(
            "select "
                + COUNTS
                + " from attendance_mark m join attendance_sheet s on s.id = m.sheet_id"
                + " join class c on c.id = s.class_id"
                + " where m.student_id = ? and c.term_id = ? and s.on_date <= ?"
                + OPEN,
            row -> MarkCounts.of(row, 1),
            Id.orNone(studentId),
            Id.orNone(term.id()),
            days.in(term))
        .orElse(MarkCounts.NONE);
  }
}
