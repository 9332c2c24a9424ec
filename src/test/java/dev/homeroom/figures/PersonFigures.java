package dev.homeroom.figures;

import dev.homeroom.cache.LoadScope;
import dev.homeroom.cache.Tag;
import dev.homeroom.classes.AttendanceFigures;
import dev.homeroom.classes.GradeFigures;
import dev.homeroom.classes.RiskFigures;
import dev.homeroom.classes.Timetables;
import dev.homeroom.classes.UntakenAttendance;
import dev.homeroom.fees.OpenInvoices;
import dev.homeroom.notices.NoticeBoard;
import dev.homeroom.schools.SchoolDay;
import dev.homeroom.schools.Schools;
import dev.homeroom.schools.Term;
import dev.homeroom.schools.Terms;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** The figures of a teacher, a student and a parent of {@code fixture/forty-schools.sql}. */
final class PersonFigures {
  private static final String SCHOOL = "9000007";
  private static final String TEACHER = "10007510";
  private static final String STUDENT = "10007100";
  static final LoadScope SCOPE =
      new LoadScope() {
        @Override
        public void freshUntil(Instant end) {}

        @Override
        public void dependsOn(Tag tag) {}
      };

  final CountedQueries queries;
  private final TestBeans beans;
  private final SchoolDay day;
  private final Term term;

  PersonFigures(DataSource database, String now) {
    queries = new CountedQueries(database);
    beans =
        new TestBeans(database, Clock.fixed(Instant.parse(now), ZoneOffset.UTC))
            .with(Queries.class, queries);
    day = beans.get(Schools.class).findToday(SCHOOL).orElseThrow();
    Terms terms = beans.get(Terms.class);
    term = terms.currentTermId(SCHOOL).flatMap(terms::findTerm).orElseThrow();
    queries.asked.clear();
  }

  Object get(String name) {
    LocalDate date = day.date();
    GradeFigures grades = beans.get(GradeFigures.class);
    return switch (name) {
      case "today" -> beans.get(Timetables.class).ofTeacher(TEACHER, term);
      case "attendance_to_take" -> beans.get(UntakenAttendance.class).list(TEACHER, term, date);
      case "assessments_to_mark" -> grades.toMark(TEACHER, term, date);
      case "class_averages" -> grades.ofTeacher(TEACHER, term);
      case "students_at_risk" -> beans.get(RiskFigures.class).ofTeacher(TEACHER, term, day);
      case "notices" -> beans.get(NoticeBoard.class).of(TEACHER, day, SCOPE);
      case "today_of_student" -> beans.get(Timetables.class).ofStudent(STUDENT, term);
      case "attendance" -> beans.get(AttendanceFigures.class).ofStudent(STUDENT, term);
      case "averages_of_student" -> grades.ofStudent(STUDENT, term);
      case "recent" -> grades.recent(STUDENT, term);
      case "due" -> grades.due(STUDENT, term, date);
      case "open_invoices" -> beans.get(OpenInvoices.class).ofStudent(STUDENT);
      case "fees_due" -> beans.get(OpenInvoices.class).ofFamily(TEACHER, SCHOOL);
      case "notices_of_family" -> beans.get(NoticeBoard.class).ofFamily(TEACHER, day, SCOPE);
      default -> throw new IllegalArgumentException(name);
    };
  }
}
