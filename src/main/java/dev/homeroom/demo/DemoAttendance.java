package dev.homeroom.demo;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Creates the attendance of one demo school, up to the day before the first start. Some sheets are
 * missing, such as the demo teacher's last one.
 */
final class DemoAttendance {
  private static final double MISSING = 0.01;

  private final DemoSession session;
  private final DemoCalendar calendar;
  private final ZoneId zone;
  private final Random chances;

  private record DemoSheet(long id, DemoClass of) {}

  DemoAttendance(DemoSession session, DemoCalendar calendar, ZoneId zone, String part) {
    this.session = session;
    this.calendar = calendar;
    this.zone = zone;
    this.chances = session.chances("attendance " + part);
  }

  void make(List<DemoClass> classes) throws SQLException {
    List<DemoSheet> sheets = sheets(classes);
    try (BatchInsert insert = session.into("attendance_mark", "sheet_id, student_id, mark, note")) {
      for (DemoSheet sheet : sheets) {
        List<Long> students = sheet.of().students();
        for (int seat = 0; seat < students.size(); seat++) {
          String mark = mark(seat);
          String note = mark.equals("excused") ? "Note from home" : null;
          insert.row(sheet.id(), students.get(seat), mark, note);
        }
      }
    }
  }

  private List<DemoSheet> sheets(List<DemoClass> classes) throws SQLException {
    List<DemoSheet> sheets = new ArrayList<>();
    try (BatchInsert insert =
        session.into("attendance_sheet", "id, class_id, on_date, taken_by, taken_at, version")) {
      for (DemoClass of : classes) {
        List<LocalDate> days = calendar.pastDays(of.weekdays());
        for (LocalDate day : days) {
          boolean last = day.equals(days.get(days.size() - 1));
          if (chances.nextDouble() < MISSING || (last && of.ofDemoTeacher())) {
            continue;
          }
          DemoSheet sheet = new DemoSheet(session.nextId("attendance_seq"), of);
          sheets.add(sheet);
          insert.row(
              sheet.id(),
              of.id(),
              day,
              of.teacherId(),
              day.atTime(LocalTime.of(15, 30)).atZone(zone).toInstant(),
              1);
        }
      }
    }
    return sheets;
  }

  private String mark(int seat) {
    double chance = chances.nextDouble();
    double absent = seat == DemoClass.OFTEN_ABSENT ? 0.40 : 0.02;
    if (chance < absent) {
      return "absent";
    }
    if (chance < absent + 0.03) {
      return "late";
    }
    if (chance < absent + 0.045) {
      return "excused";
    }
    return chance < absent + 0.055 ? "half_day" : "present";
  }
}
