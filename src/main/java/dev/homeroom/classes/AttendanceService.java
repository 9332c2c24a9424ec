package dev.homeroom.classes;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.Caller;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Tag;
import dev.homeroom.classes.SheetView.MarkView;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.http.VersionTag;
import dev.homeroom.schools.SchoolDay;
import dev.homeroom.schools.Schools;
import dev.homeroom.schools.Term;
import dev.homeroom.schools.Terms;
import dev.homeroom.sql.Id;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes and shows attendance, from the database and never from the cache. If the database is away
 * both throw, and nothing is half-written.
 */
@ApplicationScoped
public class AttendanceService {
  @Inject AttendanceRepository repository;
  @Inject Timetables timetables;
  @Inject Schools schools;
  @Inject Terms terms;
  @Inject CacheService cache;

  /**
   * Returns the attendance of a class and day.
   *
   * @throws ProblemException 403 or 404 for a class out of reach, 400 for a date without a lesson
   */
  @Transactional
  SheetView find(Caller caller, String classId, String dateText) {
    Lesson lesson = lesson(caller, classId, dateText, ClassAccess::maySeeAttendance);
    return repository
        .findSheet(classId, lesson.date())
        .map(sheet -> view(sheet, classId))
        .orElseGet(() -> new SheetView(classId, lesson.date(), List.of(), null, null, 0));
  }

  /**
   * Replaces the attendance of a class and day, and every cached value that was made of it.
   *
   * @param ifMatch the version that the caller saw; null for any
   * @throws ProblemException as {@link #find}; 400 for marks that break a rule; 412 for another
   *     version; 409 if another writer was faster and no version was named
   */
  @Transactional
  SheetView take(
      Caller caller,
      String classId,
      String dateText,
      AttendanceInput input,
      @Nullable String ifMatch) {
    Lesson lesson = lesson(caller, classId, dateText, ClassAccess::mayTakeAttendance);
    Optional<AttendanceSheet> found = repository.findSheet(classId, lesson.date());
    VersionTag.require(ifMatch, found.map(sheet -> sheet.version).orElse(0));
    Set<String> pupils = repository.students(classId);
    // A student who has left the class since keeps a mark, which may be changed.
    found.ifPresent(
        sheet -> repository.listMarks(sheet).forEach(mark -> pupils.add(mark.studentId())));
    AttendanceRules.requireStudents(input.marks(), pupils);
    AttendanceSheet sheet =
        found.orElseGet(() -> new AttendanceSheet(Id.orNone(classId), lesson.date()));
    sheet.takenBy(Id.orNone(caller.id()), lesson.today().now().truncatedTo(ChronoUnit.MILLIS));
    save(sheet, input, ifMatch);
    cache.invalidate(tags(lesson, pupils));
    return view(sheet, classId);
  }

  private record Lesson(SchoolClass of, LocalDate date, SchoolDay today) {}

  /** Whether a caller may do something with a class, or with one that is not there. */
  @FunctionalInterface
  private interface Rule {
    boolean allows(AccessRecord caller, @Nullable SchoolClass found);
  }

  private Lesson lesson(Caller caller, String classId, String dateText, Rule rule) {
    SchoolClass found = repository.findClass(classId).orElse(null);
    if (!rule.allows(caller.record(), found)) {
      throw ProblemException.forbidden();
    }
    if (found == null) {
      throw new ProblemException(ErrorCode.NOT_FOUND, "There is no such class.");
    }
    LocalDate date = AttendanceRules.date(dateText);
    SchoolDay today = schools.findToday(found.schoolId()).orElseThrow();
    Term term = terms.findTerm(found.termId()).orElseThrow();
    AttendanceRules.requireLesson(
        date, today.date(), term, DayView.weekdays(timetables.ofClass(classId)));
    return new Lesson(found, date, today);
  }

  private void save(AttendanceSheet sheet, AttendanceInput input, @Nullable String ifMatch) {
    try {
      repository.save(sheet, input.marks());
    } catch (PersistenceException e) {
      if (!Conflicts.isConflict(e)) {
        throw e;
      }
      throw ifMatch == null
          ? new ProblemException(ErrorCode.CONFLICT, "Somebody took it at this moment; try again.")
          : VersionTag.stale();
    }
  }

  private List<Tag> tags(Lesson lesson, Set<String> people) {
    SchoolClass of = lesson.of();
    people.addAll(repository.teachers(of.id()));
    List<Tag> tags = new ArrayList<>();
    people.forEach(person -> tags.add(Tag.of("user", person)));
    tags.add(Tag.of("class", of.id()));
    tags.add(Tag.of("attendance", of.schoolId()));
    tags.add(Tag.of("report", of.schoolId(), lesson.date().toString()));
    return tags;
  }

  private SheetView view(AttendanceSheet sheet, String classId) {
    List<MarkView> marks = repository.listMarks(sheet);
    return new SheetView(
        classId, sheet.date, marks, Long.toString(sheet.takenBy), sheet.takenAt(), sheet.version);
  }
}
