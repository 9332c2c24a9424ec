package dev.homeroom.demo;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates the announcements and events of one demo school. */
final class DemoNotices {
  private final DemoSession session;
  private final DemoCalendar calendar;
  private final long schoolId;
  private final ZoneId zone;

  DemoNotices(DemoSession session, DemoCalendar calendar, long schoolId, ZoneId zone) {
    this.session = session;
    this.calendar = calendar;
    this.schoolId = schoolId;
    this.zone = zone;
  }

  void make(long adminId, List<DemoClass> classes) throws SQLException {
    try (BatchInsert insert =
        session.into(
            "announcement", "id, school_id, class_id, title, body, published_at, author_id")) {
      announce(insert, null, "Welcome back", "The new timetables hold from today.", 20, adminId);
      announce(insert, null, "Library", "Please bring back what you borrowed.", 9, adminId);
      announce(insert, null, "School photos", "They are ready at the office.", 3, adminId);
      announce(insert, null, "Canteen", "A new menu hangs beside the door.", 1, adminId);
      for (DemoClass of : classes) {
        if (of.ofDemoTeacher()) {
          announce(insert, of.id(), "Next test", "Chapters 4 and 5.", 2, of.teacherId());
        }
      }
    }
    try (BatchInsert insert =
        session.into("event", "id, school_id, class_id, title, starts_at, ends_at, place")) {
      event(insert, "Open day", -10, 10, "Main hall");
      event(insert, "Sports day", 5, 9, "Sports ground");
      event(insert, "Parents' evening", 9, 18, "Main hall");
      event(insert, "School concert", 16, 19, "Main hall");
    }
  }

  private void announce(
      BatchInsert insert,
      @Nullable Long classId,
      String title,
      String body,
      int daysAgo,
      long author)
      throws SQLException {
    Instant at = at(calendar.day().minusDays(daysAgo), 7);
    insert.row(session.nextId("notice_seq"), schoolId, classId, title, body, at, author);
  }

  private void event(BatchInsert insert, String title, int inDays, int hour, String place)
      throws SQLException {
    LocalDate date = calendar.day().plusDays(inDays);
    insert.row(
        session.nextId("notice_seq"),
        schoolId,
        null,
        title,
        at(date, hour),
        at(date, hour + 2),
        place);
  }

  private Instant at(LocalDate date, int hour) {
    return date.atTime(LocalTime.of(hour, 0)).atZone(zone).toInstant();
  }
}
