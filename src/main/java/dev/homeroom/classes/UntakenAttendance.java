package dev.homeroom.classes;

import dev.homeroom.schools.Term;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the lesson days of teachers without attendance. Throws if the database is away. */
@ApplicationScoped
public class UntakenAttendance {
  @Inject Queries queries;
  @Inject Timetables timetables;

  /**
   * A lesson day of a class whose attendance has not been taken.
   *
   * @param classId the class
   * @param date the day
   */
  public record Untaken(String classId, String name, LocalDate date) {}

  /** A class, and days on which it had a pupil, both included. */
  private record Attended(String classId, LocalDate from, LocalDate until, boolean active) {
    /** A pupil that has left the school was there on days past, as far as is known. */
    boolean on(LocalDate date, LocalDate today) {
      return !date.isBefore(from) && !date.isAfter(until) && (active || date.isBefore(today));
    }
  }

  /**
   * Returns the days up to a day, that day included, of which the teacher of a class has not taken
   * attendance; the latest first. Each day is judged by the lessons, teachers and pupils of that
   * day: none of a closed school, of a class without pupils, or from before the teacher had it.
   */
  @Transactional
  public List<Untaken> list(String teacherId, Term term, LocalDate upTo) {
    LocalDate last = LinkDays.in(term, upTo);
    Map<String, List<Slot>> classes =
        timetables.ofTeacher(teacherId, term).stream()
            .collect(Collectors.groupingBy(Slot::classId));
    Map<String, List<Attended>> attended =
        attended(teacherId, term, last).stream().collect(Collectors.groupingBy(Attended::classId));
    Set<String> taken = taken(teacherId, term);
    return classes.values().stream()
        .flatMap(
            slots ->
                lessonDays(slots, term, last)
                    .filter(day -> hasPupils(day, attended.get(day.classId()), upTo)))
        .filter(day -> !taken.contains(day.classId() + " " + day.date()))
        .sorted(
            Comparator.comparing(Untaken::date)
                .reversed()
                .thenComparing(Untaken::name)
                .thenComparing(Untaken::classId))
        .toList();
  }

  private static Stream<Untaken> lessonDays(List<Slot> slots, Term term, LocalDate upTo) {
    Slot any = slots.get(0);
    return new SlotDays(term, slots)
        .upTo(upTo)
        .map(date -> new Untaken(any.classId(), any.className(), date));
  }

  private static boolean hasPupils(Untaken day, @Nullable List<Attended> pupils, LocalDate today) {
    return pupils != null && pupils.stream().anyMatch(any -> any.on(day.date(), today));
  }

  /** Returns when the classes that the teacher has now had pupils. */
  private List<Attended> attended(String teacherId, Term term, LocalDate now) {
    return queries.list(
        "select distinct e.class_id, e.valid_from, e.valid_until, p.active"
            + " from class_teacher t join class c on c.id = t.class_id"
            + " join enrolment e on e.class_id = c.id join person p on p.id = e.student_id"
            + " where t.teacher_id = ? and c.term_id = ? and"
            + LinkDays.holds("t"),
        row -> new Attended(row.id(1), row.date(2), row.date(3), row.bool(4)),
        Id.orNone(teacherId),
        Id.orNone(term.id()),
        now);
  }

  private Set<String> taken(String teacherId, Term term) {
    return new HashSet<>(
        queries.list(
            "select s.class_id, s.on_date from class_teacher t join class c on c.id = t.class_id"
                + " join attendance_sheet s on s.class_id = c.id"
                + " where t.teacher_id = ? and c.term_id = ?",
            row -> row.id(1) + " " + row.date(2),
            Id.orNone(teacherId),
            Id.orNone(term.id())));
  }
}
