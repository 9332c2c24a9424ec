package dev.homeroom.dashboards;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.homeroom.cache.LoadScope;
import dev.homeroom.classes.AttendanceFigures;
import dev.homeroom.classes.AttendanceFigures.Untaken;
import dev.homeroom.classes.DayView;
import dev.homeroom.classes.GradeFigures;
import dev.homeroom.classes.GradeFigures.ClassAverage;
import dev.homeroom.classes.GradeFigures.ToMark;
import dev.homeroom.classes.RiskFigures;
import dev.homeroom.classes.StudentAtRisk;
import dev.homeroom.classes.Timetables;
import dev.homeroom.notices.NoticeBoard;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/** Loads the widgets of a teacher's dashboard. */
@ApplicationScoped
class TeacherWidgets implements Widgets {
  /** The widgets in the order of the dashboard. */
  static final List<String> NAMES =
      List.of(
          "today",
          "attendance_to_take",
          "assessments_to_mark",
          "class_averages",
          "students_at_risk",
          "notices");

  @Inject WidgetDays days;
  @Inject Timetables timetables;
  @Inject AttendanceFigures attendance;
  @Inject GradeFigures grades;
  @Inject RiskFigures risks;
  @Inject NoticeBoard board;

  /** Lesson days without attendance, the latest first: their number, and the first 100. */
  record AttendanceToTake(int total, List<Untaken> classes) {}

  /** Assessments that lack scores, the oldest first; whether there are more, if there are. */
  record AssessmentsToMark(
      List<ToMark> assessments, @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean cut) {}

  /** The averages of the teacher's classes; whether there are more, if there are. */
  record ClassAverages(
      List<ClassAverage> classes, @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean cut) {}

  /** Students at risk in the teacher's classes: their number, and the first 100. */
  record StudentsAtRisk(int total, List<StudentAtRisk> students) {}

  @Override
  @Transactional
  public Object load(String widget, Viewed viewed, LoadScope scope) {
    WidgetDays.Frame in = days.frame(viewed, scope);
    String id = viewed.personId();
    return switch (widget) {
      case "today" -> DayView.of(in.day().date(), in.term(), timetables.ofTeacher(id, in.term()));
      case "attendance_to_take" -> toTake(id, in);
      case "assessments_to_mark" ->
          FirstRows.of(grades.toMark(id, in.term(), in.day().date()), GradeFigures.MAX_ROWS)
              .as(AssessmentsToMark::new);
      case "class_averages" -> FirstRows.of(grades.ofTeacher(id, in.term())).as(ClassAverages::new);
      case "students_at_risk" -> atRisk(id, in);
      case "notices" -> board.of(id, in.day(), scope);
      default -> throw new IllegalArgumentException("no widget " + widget);
    };
  }

  private AttendanceToTake toTake(String teacherId, WidgetDays.Frame in) {
    List<Untaken> all = attendance.untaken(teacherId, in.term(), in.day().date());
    return new AttendanceToTake(all.size(), FirstRows.of(all).rows());
  }

  private StudentsAtRisk atRisk(String teacherId, WidgetDays.Frame in) {
    List<StudentAtRisk> all = risks.ofTeacher(teacherId, in.term(), in.day());
    return new StudentsAtRisk(all.size(), FirstRows.of(all).rows());
  }
}
