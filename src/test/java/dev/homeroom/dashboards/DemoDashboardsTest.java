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
import java.util.function.Function;
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
    Function<String, Object> taught =
        widget -> WidgetJson.value(beans, TeacherDashboard.class, widget, teacher, SCOPE);

    assertThat(((DayView) taught.apply("today")).lessons()).isNotEmpty();
    assertThat(((TeacherDashboard.AttendanceToTake) taught.apply("attendance_to_take")))
        .satisfies(
            toTake -> {
              assertThat(toTake.classes()).isNotEmpty();
              assertThat(toTake.classes()).anyMatch(c -> c.date().isBefore(LocalDate.parse(day)));
            });
    assertThat(
            ((TeacherDashboard.AssessmentsToMark) taught.apply("assessments_to_mark"))
                .assessments())
        .isNotEmpty();
    assertThat(((TeacherDashboard.ClassAverages) taught.apply("class_averages")).classes())
        .isNotEmpty()
        .allMatch(of -> of.average() != null);
    assertThat(((TeacherDashboard.StudentsAtRisk) taught.apply("students_at_risk")).students())
        .extracting(student -> String.join(",", student.reasons()))
        .anyMatch(reasons -> reasons.contains("attendance"))
        .anyMatch(reasons -> reasons.contains("average"))
        .anyMatch(reasons -> reasons.contains("falling"));
    requireNotices(taught.apply("notices"));
    requireStudent(beans);
  }

  private static void requireStudent(TestBeans beans) {
    Viewed student = viewed(beans, "student");
    Function<String, Object> own =
        widget -> WidgetJson.value(beans, StudentDashboard.class, widget, student, SCOPE);
    assertThat(((DayView) own.apply("today")).lessons()).isNotEmpty();
    assertThat(((StudentAttendance) own.apply("attendance")).present()).isPositive();
    StudentGrades grades = (StudentGrades) own.apply("grades");
    assertThat(grades.average()).isPositive();
    assertThat(grades.recent()).hasSize(10);
    assertThat(((StudentDashboard.DueSoon) own.apply("due")).assessments()).isNotEmpty();
    assertThat(((InvoicesView) own.apply("open_invoices")).invoices()).hasSize(2);
    requireNotices(own.apply("notices"));
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
                Viewed.of(
                    row.id(1),
                    "",
                    row.id(2),
                    beans.get(Terms.class).currentTermId(row.id(2)).orElseThrow()),
            username)
        .orElseThrow();
  }
}
