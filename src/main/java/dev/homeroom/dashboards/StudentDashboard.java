package dev.homeroom.dashboards;

import static dev.homeroom.dashboards.WidgetTag.NOTICES;
import static dev.homeroom.dashboards.WidgetTag.PEOPLE;
import static dev.homeroom.dashboards.WidgetTag.USER;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.homeroom.access.RoleName;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Region;
import dev.homeroom.classes.AttendanceFigures;
import dev.homeroom.classes.DayView;
import dev.homeroom.classes.Due;
import dev.homeroom.classes.GradeFigures;
import dev.homeroom.classes.MarkCounts;
import dev.homeroom.classes.Timetables;
import dev.homeroom.classes.TodaysMarks;
import dev.homeroom.fees.OpenInvoices;
import dev.homeroom.notices.NoticeBoard;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.List;

/** The dashboard of students. Their parents see the same entries. */
@ApplicationScoped
class StudentDashboard implements RoleDashboard {
  /** The widgets of students: an entry is the JSON object of one widget, which its key names. */
  @Produces
  static final Region<Object> REGION =
      Region.ofJson(
              "dashboard:student",
              "dashboard:student:{}:{}:{}",
              DataClass.COMPUTED,
              CacheTtl.MEDIUM)
          .shaped(2);

  @Inject Timetables timetables;
  @Inject AttendanceFigures attendance;
  @Inject TodaysMarks todaysMarks;
  @Inject GradeFigures grades;
  @Inject OpenInvoices invoices;
  @Inject NoticeBoard board;

  private final List<StoredWidget<Object>> entries =
      List.of(
          StoredWidget.of(REGION, "today", this::today, USER),
          StoredWidget.of(REGION, "attendance", this::attendance, USER),
          StoredWidget.of(REGION, "grades", this::grades, USER),
          StoredWidget.of(REGION, "due", this::due, USER),
          StoredWidget.of(REGION, "open_invoices", this::invoices, USER),
          StoredWidget.of(
              REGION,
              "notices",
              in -> board.of(in.id(), in.day(), in.scope()),
              USER,
              PEOPLE,
              NOTICES));

  private final Dashboard dashboard = new Dashboard("student", List.copyOf(entries));

  /** The next assessments, the nearest first, and whether there are more. */
  record DueSoon(
      List<Due> assessments, @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean cut) {}

  /** Returns the widgets, each with one entry. */
  List<StoredWidget<Object>> entries() {
    return entries;
  }

  @Override
  public String role() {
    return RoleName.STUDENT;
  }

  @Override
  public Dashboard dashboard() {
    return dashboard;
  }

  private Object today(WidgetFrame in) {
    return DayView.of(in.date(), in.term(), timetables.ofStudent(in.id(), in.term()));
  }

  private Object attendance(WidgetFrame in) {
    MarkCounts marks = attendance.ofStudent(in.id(), in.term());
    return StudentAttendance.of(
        marks, in.term().startsOn(), todaysMarks.ofStudent(in.id(), in.term(), in.date()));
  }

  private Object grades(WidgetFrame in) {
    return StudentGrades.of(
        grades.ofStudent(in.id(), in.term()), grades.recent(in.id(), in.term()));
  }

  private Object due(WidgetFrame in) {
    return FirstRows.of(grades.due(in.id(), in.term(), in.date()), GradeFigures.MAX_ROWS)
        .as(DueSoon::new);
  }

  private Object invoices(WidgetFrame in) {
    return InvoicesView.of(invoices.ofStudent(in.id()), in.day());
  }
}
