package dev.homeroom.demo;

import dev.homeroom.demo.DemoTimetable.LessonTime;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A class of a demo school.
 *
 * @param teacherId its teacher
 * @param students its students, by seat: seat 0 of the first section is the demo's student, seat 1
 *     is often absent, seat 2 fails, seat 3 falls
 * @param week its lessons
 * @param ofDemoTeacher whether the demo's teacher teaches it
 */
record DemoClass(
    long id,
    String name,
    long teacherId,
    List<Long> students,
    List<LessonTime> week,
    boolean ofDemoTeacher) {
  static final int OFTEN_ABSENT = 1;
  static final int FAILING = 2;
  static final int FALLING = 3;

  Set<DayOfWeek> weekdays() {
    return week.stream().map(LessonTime::weekday).collect(Collectors.toSet());
  }
}
