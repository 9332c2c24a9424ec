package dev.homeroom.demo;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Creates the attendance of one demo school, up to the day before the first start. Some sheets are
 * missing, such as the demo teacher's last one.
 */
final class DemoAttendance {
  private static final double MISSING = 0.01;

  /** The marks; also the columns of a sheet that count them. */
  private static final List<String> MARKS =
      List.of("present", "absent", "late", "excused", "half_day");

  private final DemoSession session;
  private final DemoCalendar calendar;
  private final ZoneId zone;
  private final Random chances;

  private record DemoSheet(long id, DemoClass of, LocalDate day) {}

  DemoAttendance(DemoSession session, DemoCalendar calendar, ZoneId zone, String part) {
    this.session = session;
    this.calendar = calendar;
    this.zone = zone;
    this.chances = session.chances("attendance " + part);
  }

  void make(List<DemoClass> classes) throws SQLException {
    List<DemoSheet> sheets = sheets(classes);
    List<List<String>> marks = sheets.stream().map(this::marks).toList();
    insertSheets(sheets, marks);
    try (BatchInsert insert = session.into("attendance_mark", "sheet_id, student_id, mark, note")) {
      for (int i = 0; i < sheets.size(); i++) {
        DemoSheet sheet = sheets.get(i);
        for (int seat = 0; seat < marks.get(i).size(); seat++) {
          String mark = marks.get(i).get(seat);
          String note = mark.equals("excused") ? "Note from home" : null;
          insert.row(sheet.id(), sheet.of().students().get(seat), mark, note);
        }
      }
    }
  }

  private List<DemoSheet> sheets(List<DemoClass> classes) throws SQLException {
    List<DemoSheet> sheets = new ArrayList<>();
    for (DemoClass of : classes) {
      List<LocalDate> days = calendar.pastDays(of.weekdays());
      for (LocalDate day : days) {
        boolean last = day.equals(days.get(days.size() - 1));
        if (chances.nextDouble() < MISSING || (last && of.ofDemoTeacher())) {
          continue;
        }
        sheets.add(new DemoSheet(session.nextId("attendance_seq"), of, day));
      }
    }
    return sheets;
  }

  /** Returns a mark for each student of a sheet, in their order. */
  private List<String> marks(DemoSheet sheet) {
    return IntStream.range(0, sheet.of().students().size()).mapToObj(this::mark).toList();
  }

  private void insertSheets(List<DemoSheet> sheets, List<List<String>> marks) throws SQLException {
    String columns = "id, class_id, on_date, taken_by, taken_at, version, counted_version, ";
    try (BatchInsert insert =
        session.into("attendance_sheet", columns + String.join(", ", MARKS))) {
      for (int i = 0; i < sheets.size(); i++) {
        DemoSheet sheet = sheets.get(i);
        List<Object> row = new ArrayList<>();
        row.add(sheet.id());
        row.add(sheet.of().id());
        row.add(sheet.day());
        row.add(sheet.of().teacherId());
        row.add(sheet.day().atTime(LocalTime.of(15, 30)).atZone(zone).toInstant());
        row.add(1);
        row.add(1);
        for (String mark : MARKS) {
          row.add(Collections.frequency(marks.get(i), mark));
        }
        insert.row(row.toArray());
      }
    }
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
