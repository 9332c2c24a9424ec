package dev.homeroom.dashboards;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.homeroom.cache.LoadScope;
import dev.homeroom.classes.AttendanceFigures;
import dev.homeroom.classes.DayView;
import dev.homeroom.classes.GradeFigures;
import dev.homeroom.classes.GradeFigures.ClassAverage;
import dev.homeroom.classes.GradeFigures.Due;
import dev.homeroom.classes.GradeFigures.Score;
import dev.homeroom.classes.MarkCounts;
import dev.homeroom.classes.Timetables;
import dev.homeroom.fees.OpenInvoices;
import dev.homeroom.notices.NoticeBoard;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Loads the widgets of a student's dashboard. */
@ApplicationScoped
class StudentWidgets implements Widgets {
  /** The widgets in the order of the dashboard. */
  static final List<String> NAMES =
      List.of("today", "attendance", "grades", "due", "open_invoices", "notices");

  @Inject WidgetDays days;
  @Inject Timetables timetables;
  @Inject AttendanceFigures attendance;
  @Inject GradeFigures grades;
  @Inject OpenInvoices invoices;
  @Inject NoticeBoard board;

  /**
   * The term's attendance marks.
   *
   * @param rate per cent; null if nothing counts
   * @param since the term's first day
   */
  record Attendance(
      int present,
      int absent,
      int late,
      int excused,
      int halfDay,
      @Nullable Double rate,
      LocalDate since) {
    static Attendance of(MarkCounts marks, LocalDate since) {
      return new Attendance(
          marks.present(),
          marks.absent(),
          marks.late(),
          marks.excused(),
          marks.halfDay(),
          marks.rate(),
          since);
    }
  }

  /**
   * The student's scores.
   *
   * @param average per cent, each class counting alike; null without a score
   * @param cut whether there are more classes, which the average counts too; omitted if not
   */
  record Grades(
      @Nullable Double average,
      List<ClassAverage> classes,
      List<Score> recent,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean cut) {
    static Grades of(List<ClassAverage> classes, List<Score> recent) {
      OptionalDouble average =
          classes.stream()
              .map(ClassAverage::average)
              .filter(Objects::nonNull)
              .mapToDouble(Double::doubleValue)
              .average();
      Double rounded = average.isEmpty() ? null : Math.round(average.getAsDouble() * 10) / 10.0;
      FirstRows<ClassAverage> shown = FirstRows.of(classes);
      return new Grades(rounded, shown.rows(), recent, shown.cut());
    }
  }

  /** Assessments to come, the nearest first; whether there are more, if there are. */
  record DueSoon(
      List<Due> assessments, @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean cut) {}

  @Override
  @Transactional
  public Object load(String widget, Viewed viewed, LoadScope scope) {
    WidgetDays.Frame in = days.frame(viewed, scope);
    String id = viewed.personId();
    return switch (widget) {
      case "today" -> DayView.of(in.day().date(), in.term(), timetables.ofStudent(id, in.term()));
      case "attendance" -> Attendance.of(attendance.ofStudent(id, in.term()), in.term().startsOn());
      case "grades" -> Grades.of(grades.ofStudent(id, in.term()), grades.recent(id, in.term()));
      case "due" ->
          FirstRows.of(grades.due(id, in.term(), in.day().date()), GradeFigures.MAX_ROWS)
              .as(DueSoon::new);
      case "open_invoices" -> InvoicesView.of(invoices.ofStudent(id), in.day());
      case "notices" -> board.of(id, in.day(), scope);
      default -> throw new IllegalArgumentException("no widget " + widget);
    };
  }
}
