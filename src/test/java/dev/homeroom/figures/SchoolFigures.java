package dev.homeroom.figures;

import dev.homeroom.cache.LoadScope;
import dev.homeroom.cache.Tag;
import dev.homeroom.classes.AttendanceRates;
import dev.homeroom.classes.SchoolAttendance;
import dev.homeroom.fees.FeeFigures;
import dev.homeroom.fees.SchoolInvoices;
import dev.homeroom.inventory.InventoryFigures;
import dev.homeroom.notices.SchoolBoard;
import dev.homeroom.notices.SchoolBoard.Audience;
import dev.homeroom.schools.SchoolDay;
import dev.homeroom.schools.Schools;
import dev.homeroom.schools.Term;
import dev.homeroom.schools.TermDay;
import dev.homeroom.schools.Terms;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.users.PeopleFigures;
import dev.homeroom.users.StudentCounts;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** All figures of one school at one moment, by name, and the queries that they ask. */
final class SchoolFigures {
  final CountedQueries queries;
  final List<Instant> ends = new ArrayList<>();
  final Map<String, Supplier<Object>> all = new LinkedHashMap<>();

  SchoolFigures(DataSource database, String schoolId, String now) {
    queries = new CountedQueries(database);
    TestBeans beans =
        new TestBeans(database, Clock.fixed(Instant.parse(now), ZoneOffset.UTC))
            .with(Queries.class, queries);
    SchoolDay day = beans.get(Schools.class).findToday(schoolId).orElseThrow();
    Terms terms = beans.get(Terms.class);
    Term term =
        terms.currentTermId(schoolId).flatMap(terms::findTerm).orElseGet(() -> Term.outside(day));
    ofPeople(beans.get(PeopleFigures.class), schoolId);
    ofFees(beans, day);
    ofClasses(beans.get(SchoolAttendance.class), day, term);
    AttendanceRates rates = beans.get(AttendanceRates.class);
    List<TermDay> school = List.of(new TermDay(day, term));
    all.put("attendance_of_school", () -> rates.ofSchools(school).get(0));
    ofNotices(beans.get(SchoolBoard.class), day);
    all.put("low_stock", () -> beans.get(InventoryFigures.class).lowStock(schoolId));
    queries.asked.clear();
  }

  Object get(String name) {
    return all.get(name).get();
  }

  private void ofPeople(PeopleFigures people, String schoolId) {
    all.put("students_by_grade", () -> people.studentsByGrade(schoolId));
    all.put("staff", () -> people.staff(schoolId));
    all.put("users_by_role", people::usersByRole);
    all.put(
        "students_of_school",
        () -> people.students(List.of(schoolId)).getOrDefault(schoolId, new StudentCounts(0, 0)));
  }

  private void ofFees(TestBeans beans, SchoolDay day) {
    all.put("fees_by_month", () -> beans.get(FeeFigures.class).byMonth(day));
    all.put("fees_of_school", () -> beans.get(FeeFigures.class).ofSchools(List.of(day)).get(0));
    all.put("open_invoices", () -> beans.get(SchoolInvoices.class).of(day));
  }

  private void ofClasses(SchoolAttendance attendance, SchoolDay day, Term term) {
    all.put("absences", () -> attendance.absences(day, term));
    all.put("attendance_missing", () -> attendance.missing(day, term, scope()));
  }

  private void ofNotices(SchoolBoard board, SchoolDay day) {
    all.put("events", () -> board.events(Audience.ALL_CLASSES, day, scope()));
    all.put("notices", () -> board.announcements(Audience.ALL_CLASSES, day, scope()));
    all.put("notices_of_staff", () -> board.notices(Audience.WHOLE_SCHOOL, day, scope()));
  }

  private LoadScope scope() {
    return new LoadScope() {
      @Override
      public void freshUntil(Instant end) {
        ends.add(end);
      }

      @Override
      public void dependsOn(Tag tag) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
