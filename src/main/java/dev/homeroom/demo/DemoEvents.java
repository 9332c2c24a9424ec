package dev.homeroom.demo;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates further events of one demo school: of the whole school, and of single classes. */
final class DemoEvents {
  private final DemoSession session;
  private final DemoCalendar calendar;
  private final ZoneId zone;

  DemoEvents(DemoSession session, DemoCalendar calendar, ZoneId zone) {
    this.session = session;
    this.calendar = calendar;
    this.zone = zone;
  }

  void make(long schoolId, List<DemoClass> classes) throws SQLException {
    try (BatchInsert insert =
        session.into("event", "id, school_id, class_id, title, starts_at, ends_at, place")) {
      event(insert, schoolId, null, "Staff meeting", 2, "Staff room");
      event(insert, schoolId, null, "Fire drill", 6, null);
      for (DemoClass of : classes) {
        if (of.ofDemoTeacher()) {
          event(insert, schoolId, of.id(), "Museum visit: " + of.name(), 12, "City museum");
        }
      }
    }
  }

  private void event(
      BatchInsert insert,
      long schoolId,
      @Nullable Long classId,
      String title,
      int inDays,
      @Nullable String place)
      throws SQLException {
    LocalDate date = calendar.day().plusDays(inDays);
    insert.row(
        session.nextId("notice_seq"),
        schoolId,
        classId,
        title,
        date.atTime(LocalTime.of(14, 0)).atZone(zone).toInstant(),
        date.atTime(LocalTime.of(15, 30)).atZone(zone).toInstant(),
        place);
  }
}
