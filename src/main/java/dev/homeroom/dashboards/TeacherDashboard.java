package dev.homeroom.dashboards;

import static dev.homeroom.dashboards.WidgetTag.ATTENDANCE;
import static dev.homeroom.dashboards.WidgetTag.NOTICES;
import static dev.homeroom.dashboards.WidgetTag.PEOPLE;
import static dev.homeroom.dashboards.WidgetTag.USER;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.homeroom.access.RoleName;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Region;
import dev.homeroom.classes.ClassAverage;
import dev.homeroom.classes.DayView;
import dev.homeroom.classes.GradeFigures;
import dev.homeroom.classes.RiskFigures;
import dev.homeroom.classes.StudentAtRisk;
import dev.homeroom.classes.Timetables;
import dev.homeroom.classes.ToMark;
import dev.homeroom.classes.UntakenAttendance;
import dev.homeroom.classes.UntakenAttendance.Untaken;
import dev.homeroom.notices.NoticeBoard;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.List;

/** The dashboard of teachers. */
@ApplicationScoped
class TeacherDashboard implements RoleDashboard {
  /** The widgets of teachers: an entry is the JSON object of one widget, which its key names. */
  @Produces
  static final Region<Object> REGION =
      Region.ofJson(
          "dashboard:teacher", "dashboard:teacher:{}:{}:{}", DataClass.COMPUTED, CacheTtl.MEDIUM);

  @Inject Timetables timetables;
  @Inject UntakenAttendance attendance;
  @Inject GradeFigures grades;
  @Inject RiskFigures risks;
  @Inject NoticeBoard board;

  /**
   * The widgets. Those that show or count other people depend on these people too; those at risk
   * also on lessons of other teachers.
   */
  private final Dashboard dashboard =
      new Dashboard(
          "teacher",
          List.of(
              StoredWidget.of(REGION, "today", this::today, USER),
              StoredWidget.of(REGION, "attendance_to_take", this::toTake, USER, PEOPLE),
              StoredWidget.of(REGION, "assessments_to_mark", this::toMark, USER, PEOPLE),
              StoredWidget.of(REGION, "class_averages", this::averages, USER, PEOPLE),
              StoredWidget.of(REGION, "students_at_risk", this::atRisk, USER, PEOPLE, ATTENDANCE),
              StoredWidget.of(
                  REGION,
                  "notices",
                  in -> board.of(in.id(), in.day(), in.scope()),
                  USER,
                  PEOPLE,
                  NOTICES)));

  /** The number of lesson days without attendance, and the latest 100 of them. */
  record AttendanceToTake(int total, List<Untaken> classes) {}

  /** The assessments that lack scores, the oldest first, and whether there are more. */
  record AssessmentsToMark(
      List<ToMark> assessments, @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean cut) {}

  /** The averages of the teacher's classes, and whether there are more. */
  record ClassAverages(
      List<ClassAverage> classes, @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean cut) {}

  /** The number of students at risk in the teacher's classes, and the worst 100 of them. */
  record StudentsAtRisk(int total, List<StudentAtRisk> students) {}

  @Override
  public String role() {
    return RoleName.TEACHER;
  }

  @Override
  public Dashboard dashboard() {
    return dashboard;
  }

  private Object today(WidgetFrame in) {
    return DayView.of(in.date(), in.term(), timetables.ofTeacher(in.id(), in.term()));
  }

  private Object toTake(WidgetFrame in) {
    List<Untaken> all = attendance.list(in.id(), in.term(), in.date());
    return new AttendanceToTake(all.size(), FirstRows.of(all).rows());
  }

  private Object toMark(WidgetFrame in) {
    return FirstRows.of(grades.toMark(in.id(), in.term(), in.date()), GradeFigures.MAX_ROWS)
        .as(AssessmentsToMark::new);
  }

  private Object averages(WidgetFrame in) {
    return FirstRows.of(grades.ofTeacher(in.id(), in.term())).as(ClassAverages::new);
  }

  private Object atRisk(WidgetFrame in) {
    List<StudentAtRisk> all = risks.ofTeacher(in.id(), in.term(), in.day());
    return new StudentsAtRisk(all.size(), FirstRows.of(all).rows());
  }
}
