package dev.homeroom.demo;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Plans lessons so that no section and no teacher has two at once, and no class has two on a day:
 * each takes the first time that is free for both.
 */
final class DemoTimetable {
  /** The number of a class's lessons in a week. */
  static final int LESSONS = 3;

  private static final int PERIODS = 7;
  private static final int DAYS = 5;

  private final Set<String> taken = new HashSet<>();

  /** The time of a lesson in the week. */
  record LessonTime(DayOfWeek weekday, int period) {
    LocalTime startsAt() {
      return LocalTime.of(8, 0).plusMinutes(55L * period);
    }

    LocalTime endsAt() {
      return startsAt().plusMinutes(45);
    }
  }

  /** Returns the lessons of a class in a week, by weekday; the search begins at {@code turn}. */
  List<LessonTime> week(int section, long teacherId, int turn) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    List<LessonTime> places = new ArrayList<>();
    for (int i = 0; places.size() < LESSONS && i < DAYS * PERIODS; i++) {
      DayOfWeek day = DayOfWeek.of((turn + i) % DAYS + 1);
      LessonTime place = new LessonTime(day, i / DAYS);
      String forSection = "s" + section + place;
      String forTeacher = "t" + teacherId + place;
      if (!days.contains(day) && !taken.contains(forSection) && !taken.contains(forTeacher)) {
        taken.add(forSection);
        taken.add(forTeacher);
        days.add(day);
        places.add(place);
      }
    }
    if (places.size() < LESSONS) {
      throw new IllegalStateException("no free lesson time in the week of section " + section);
    }
    return places;
  }
}
