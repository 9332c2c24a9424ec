package dev.homeroom.demo;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Creates the assessments and grades of one demo school. Each class has four that are marked, one
 * of the last lesson that is partly marked, and two future ones.
 */
final class DemoGrades {
  private static final int[] PAST_WEEKS = {7, 5, 3, 1};
  private static final int FALL_WEEKS = 4;

  private final DemoSession session;
  private final DemoCalendar calendar;
  private final Random chances;

  private record DemoAssessment(long id, DemoClass of, LocalDate date, int max, boolean whole) {}

  DemoGrades(DemoSession session, DemoCalendar calendar, String part) {
    this.session = session;
    this.calendar = calendar;
    this.chances = session.chances("grades " + part);
  }

  void make(List<DemoClass> classes) throws SQLException {
    List<DemoAssessment> marked = new ArrayList<>();
    try (BatchInsert insert =
        session.into("assessment", "id, class_id, title, on_date, max_score, weight")) {
      for (DemoClass of : classes) {
        assessments(insert, of, marked);
      }
    }
    try (BatchInsert insert = session.into("grade", "assessment_id, student_id, score")) {
      for (DemoAssessment assessment : marked) {
        grades(insert, assessment);
      }
    }
  }

  private void assessments(BatchInsert insert, DemoClass of, List<DemoAssessment> marked)
      throws SQLException {
    DayOfWeek weekday = of.week().get(0).weekday();
    LocalDate thisWeek = calendar.monday().plusDays(weekday.getValue() - 1L);
    for (int i = 0; i < PAST_WEEKS.length; i++) {
      LocalDate date = thisWeek.minusWeeks(PAST_WEEKS[i]);
      long id = assessment(insert, of, "Test " + (i + 1), date, 100, 2);
      marked.add(new DemoAssessment(id, of, date, 100, true));
    }
    List<LocalDate> past = calendar.pastDays(of.weekdays());
    LocalDate last = past.get(past.size() - 1);
    boolean whole = !of.ofDemoTeacher() && chances.nextInt(3) > 0;
    marked.add(
        new DemoAssessment(assessment(insert, of, "Quiz", last, 20, 1), of, last, 20, whole));
    assessment(insert, of, "Project", thisWeek.plusWeeks(1), 50, 2);
    assessment(insert, of, "Test 5", thisWeek.plusWeeks(2), 100, 2);
  }

  private long assessment(
      BatchInsert insert, DemoClass of, String title, LocalDate date, int max, int weight)
      throws SQLException {
    long id = session.nextId("assessment_seq");
    insert.row(id, of.id(), title, date, BigDecimal.valueOf(max), BigDecimal.valueOf(weight));
    return id;
  }

  private void grades(BatchInsert insert, DemoAssessment assessment) throws SQLException {
    List<Long> students = assessment.of().students();
    for (int seat = 0; seat < students.size(); seat++) {
      BigDecimal score = score(assessment, seat);
      boolean missing = !assessment.whole() && seat % 2 == 1;
      if (!missing) {
        insert.row(assessment.id(), students.get(seat), score);
      }
    }
  }

  private BigDecimal score(DemoAssessment assessment, int seat) {
    double share = Math.max(0.25, Math.min(1, 0.74 + 0.11 * chances.nextGaussian()));
    if (seat == DemoClass.FAILING) {
      share = 0.30 + 0.15 * chances.nextDouble();
    } else if (seat == DemoClass.FALLING) {
      boolean early = assessment.date().isBefore(calendar.day().minusWeeks(FALL_WEEKS));
      share = early ? 0.90 : 0.60;
    }
    return BigDecimal.valueOf(Math.round(share * assessment.max()));
  }
}
