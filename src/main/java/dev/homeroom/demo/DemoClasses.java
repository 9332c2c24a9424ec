package dev.homeroom.demo;

import dev.homeroom.demo.DemoPeople.PersonIds;
import dev.homeroom.demo.DemoTimetable.LessonTime;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Creates the courses, classes and timetables of one demo school. */
final class DemoClasses {
  private static final List<String> COURSES =
      List.of("Mathematics", "English", "Science", "History", "Art");

  private final DemoSession session;
  private final long schoolId;
  private final long termId;
  private final PersonIds people;

  DemoClasses(DemoSession session, long schoolId, long termId, PersonIds people) {
    this.session = session;
    this.schoolId = schoolId;
    this.termId = termId;
    this.people = people;
  }

  /** Inserts all classes: every section takes every course. */
  List<DemoClass> make() throws SQLException {
    List<Long> courses = courses();
    List<DemoClass> classes = new ArrayList<>();
    try (BatchInsert insert =
        session.into("class", "id, school_id, term_id, course_id, name, grade_level")) {
      DemoTimetable timetable = new DemoTimetable();
      for (int section = 0; section < session.size().sections(); section++) {
        for (int course = 0; course < COURSES.size(); course++) {
          DemoClass made = planned(timetable, section, course);
          classes.add(made);
          String level = Integer.toString(session.size().level(section));
          insert.row(made.id(), schoolId, termId, courses.get(course), made.name(), level);
        }
      }
    }
    link(classes);
    lessons(classes);
    return classes;
  }

  private List<Long> courses() throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (BatchInsert insert = session.into("course", "id, school_id, name")) {
      for (String name : COURSES) {
        ids.add(session.nextId("course_seq"));
        insert.row(ids.get(ids.size() - 1), schoolId, name);
      }
    }
    return ids;
  }

  /** Plans a class. The first teacher teaches the first course, in four sections. */
  private DemoClass planned(DemoTimetable timetable, int section, int course) throws SQLException {
    DemoSize size = session.size();
    int each = size.teachers() / COURSES.size();
    int teacher = course * each + section % each;
    long teacherId = people.teachers().get(teacher);
    return new DemoClass(
        session.nextId("class_seq"),
        COURSES.get(course) + " " + size.level(section) + size.letter(section),
        teacherId,
        people.section(section),
        timetable.week(section, teacherId, section / each + course),
        teacher == 0);
  }

  private void link(List<DemoClass> classes) throws SQLException {
    try (BatchInsert teachers = session.into("class_teacher", "class_id, teacher_id");
        BatchInsert students = session.into("enrolment", "class_id, student_id")) {
      for (DemoClass of : classes) {
        teachers.row(of.id(), of.teacherId());
        for (long student : of.students()) {
          students.row(of.id(), student);
        }
      }
    }
  }

  private void lessons(List<DemoClass> classes) throws SQLException {
    try (BatchInsert insert =
        session.into("lesson", "id, class_id, weekday, starts_at, ends_at, room")) {
      for (int i = 0; i < classes.size(); i++) {
        String room = "Room " + (101 + i / COURSES.size());
        for (LessonTime place : classes.get(i).week()) {
          insert.row(
              session.nextId("lesson_seq"),
              classes.get(i).id(),
              place.weekday().getValue(),
              place.startsAt(),
              place.endsAt(),
              room);
        }
      }
    }
  }
}
