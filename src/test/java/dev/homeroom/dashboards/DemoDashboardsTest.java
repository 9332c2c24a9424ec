package dev.homeroom.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.LoadScope;
import dev.homeroom.cache.Tag;
import dev.homeroom.classes.DayView;
import dev.homeroom.demo.DemoDatabase;
import dev.homeroom.notices.NoticeBoard.Notices;
import dev.homeroom.schools.Terms;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the demo shows something in every widget, whatever the day of the first start. */
class DemoDashboardsTest {
  private static final LoadScope SCOPE =
      new LoadScope() {
        @Override
        public void freshUntil(Instant end) {}

        @Override
        public void dependsOn(Tag tag) {}
      };

  // A Monday, before which the last school day lies in another week, and a Sunday.
  @ParameterizedTest
  @ValueSource(strings = {"2026-11-16", "2026-11-22"})
  void dashboards_ofTheDemoLogins_haveNoEmptyWidget(String day) throws Exception {
    DataSource database = DemoDatabase.madeOn(LocalDate.parse(day));
    TestBeans beans =
        new TestBeans(database, Clock.fixed(Instant.parse(day + "T09:00:00Z"), ZoneOffset.UTC));
    Viewed teacher = viewed(beans, "teacher");
    TeacherWidgets taught = beans.get(TeacherWidgets.class);

    assertThat(((DayView) taught.load("today", teacher, SCOPE)).lessons()).isNotEmpty();
    assertThat(
            ((TeacherWidgets.AttendanceToTake) taught.load("attendance_to_take", teacher, SCOPE)))
        .satisfies(
            toTake -> {
              assertThat(toTake.classes()).isNotEmpty();
              assertThat(toTake.classes()).anyMatch(c -> c.date().isBefore(LocalDate.parse(day)));
            });
    assertThat(
            ((TeacherWidgets.AssessmentsToMark) taught.load("assessments_to_mark", teacher, SCOPE))
                .assessments())
        .isNotEmpty();
    assertThat(
            ((TeacherWidgets.ClassAverages) taught.load("class_averages", teacher, SCOPE))
                .classes())
        .isNotEmpty()
        .allMatch(of -> of.average() != null);
    assertThat(
            ((TeacherWidgets.StudentsAtRisk) taught.load("students_at_risk", teacher, SCOPE))
                .students())
        .extracting(student -> String.join(",", student.reasons()))
        .anyMatch(reasons -> reasons.contains("attendance"))
        .anyMatch(reasons -> reasons.contains("average"))
        .anyMatch(reasons -> reasons.contains("falling"));
    requireNotices(taught.load("notices", teacher, SCOPE));
    requireStudent(beans);
  }

  private static void requireStudent(TestBeans beans) {
    Viewed student = viewed(beans, "student");
    StudentWidgets own = beans.get(StudentWidgets.class);
    assertThat(((DayView) own.load("today", student, SCOPE)).lessons()).isNotEmpty();
    assertThat(((StudentWidgets.Attendance) own.load("attendance", student, SCOPE)).present())
        .isPositive();
    StudentWidgets.Grades grades = (StudentWidgets.Grades) own.load("grades", student, SCOPE);
    assertThat(grades.average()).isPositive();
    assertThat(grades.recent()).hasSize(10);
    assertThat(((StudentWidgets.DueSoon) own.load("due", student, SCOPE)).assessments())
        .isNotEmpty();
    assertThat(((InvoicesView) own.load("open_invoices", student, SCOPE)).invoices()).hasSize(2);
    requireNotices(own.load("notices", student, SCOPE));
  }

  private static void requireNotices(Object widget) {
    assertThat(((Notices) widget).announcements()).isNotEmpty();
    assertThat(((Notices) widget).events()).isNotEmpty();
  }

  private static Viewed viewed(TestBeans beans, String username) {
    return beans
        .get(Queries.class)
        .find(
            "select p.id, p.school_id from account a join person p on p.id = a.person_id"
                + " where a.username = ?",
            row ->
                new Viewed(
                    row.id(1),
                    row.id(2),
                    beans.get(Terms.class).currentTermId(row.id(2)).orElseThrow()),
            username)
        .orElseThrow();
  }
}
