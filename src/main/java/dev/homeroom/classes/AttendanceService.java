package dev.homeroom.classes;

import dev.homeroom.access.Caller;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Tag;
import dev.homeroom.classes.SheetView.MarkView;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.http.VersionTag;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.UniqueViolation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes and shows attendance, from the database and never from the cache. If the database is away
 * both throw, and nothing is half-written.
 */
@ApplicationScoped
public class AttendanceService {
  @Inject AttendanceRepository repository;
  @Inject Lessons lessons;
  @Inject CacheService cache;

  /**
   * Returns the attendance of a class and day: a mark for each pupil enrolled on it, null while
   * there is none, and the marks of pupils that have left. What was taken is shown whatever the
   * timetable and the holidays say since.
   *
   * @throws ProblemException 403 or 404 for a class out of reach, 400 for a date without a lesson
   */
  @Transactional
  SheetView find(Caller caller, String classId, String dateText) {
    Lesson lesson = lessons.get(caller, classId, dateText, ClassAccess::maySeeAttendance);
    return view(lesson);
  }

  /**
   * Replaces the attendance of a class and day, and every cached value that was made of it. Marks
   * of students that have left stay unless they are named.
   *
   * @param ifMatch the version that the caller saw; null for any
   * @throws ProblemException as {@link #find}; 400 for marks that break a rule, or leave out a
   *     pupil of the day; 412 for another version; 409 if another writer was faster and no version
   *     was named
   */
  @Transactional
  SheetView take(
      Caller caller,
      String classId,
      String dateText,
      AttendanceInput input,
      @Nullable String ifMatch) {
    Lesson lesson = lessons.get(caller, classId, dateText, ClassAccess::mayTakeAttendance);
    AttendanceSheet found = lesson.sheet();
    VersionTag.require(ifMatch, found == null ? 0 : found.version);
    Set<String> pupils = repository.pupils(lesson.day());
    Set<String> marked = marked(lesson);
    AttendanceRules.requireStudents(input.marks(), pupils, marked);
    AttendanceSheet sheet =
        found == null ? new AttendanceSheet(Id.orNone(classId), lesson.day().date()) : found;
    sheet.takenBy(Id.orNone(caller.id()), lesson.now().truncatedTo(ChronoUnit.MILLIS));
    save(sheet, input, ifMatch);
    Set<String> people = new HashSet<>(pupils);
    people.addAll(marked);
    cache.invalidate(tags(lesson, people));
    return view(new Lesson(lesson.of(), lesson.day(), lesson.now(), sheet));
  }

  /** Returns the students with a mark of the day. */
  private Set<String> marked(Lesson lesson) {
    return repository.listMarks(lesson.day(), lesson.sheet()).stream()
        .filter(mark -> mark.mark() != null)
        .map(MarkView::studentId)
        .collect(Collectors.toSet());
  }

  private void save(AttendanceSheet sheet, AttendanceInput input, @Nullable String ifMatch) {
    try {
      repository.save(sheet, input.marks());
    } catch (PersistenceException e) {
      if (!(e instanceof OptimisticLockException) && !UniqueViolation.isIn(e)) {
        throw e;
      }
      throw ifMatch == null
          ? new ProblemException(
              ErrorCode.CONFLICT, "Somebody else took the attendance meanwhile; try again.")
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
    tags.add(Tag.of("report", of.schoolId(), lesson.day().date().toString()));
    return tags;
  }

  private SheetView view(Lesson lesson) {
    AttendanceSheet sheet = lesson.sheet();
    List<MarkView> marks = repository.listMarks(lesson.day(), sheet);
    String classId = lesson.of().id();
    LocalDate date = lesson.day().date();
    return sheet == null
        ? new SheetView(classId, date, marks, null, null, 0)
        : new SheetView(
            classId, date, marks, Long.toString(sheet.takenBy), sheet.takenAt(), sheet.version);
  }
}
