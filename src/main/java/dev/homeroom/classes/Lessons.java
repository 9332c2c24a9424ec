package dev.homeroom.classes;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.Caller;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.schools.SchoolDay;
import dev.homeroom.schools.Schools;
import dev.homeroom.schools.Term;
import dev.homeroom.schools.Terms;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Finds the days on which attendance of a class is taken; its callers hold the transaction. */
@ApplicationScoped
class Lessons {
  @Inject AttendanceRepository repository;
  @Inject Timetables timetables;
  @Inject Schools schools;
  @Inject Terms terms;

  /** Decides whether a caller may do something with a class, which may not exist. */
  @FunctionalInterface
  interface Rule {
    boolean allows(AccessRecord caller, @Nullable SchoolClass found);
  }

  /**
   * Returns the day of a class and its sheet, if there is one.
   *
   * @throws ProblemException 403 or 404 for a class out of reach, 400 for a date without a lesson
   */
  Lesson get(Caller caller, String classId, String dateText, Rule rule) {
    SchoolClass found = repository.findClass(classId).orElse(null);
    if (!rule.allows(caller.record(), found)) {
      throw ProblemException.forbidden();
    }
    if (found == null) {
      throw new ProblemException(ErrorCode.NOT_FOUND, "There is no such class.");
    }
    LocalDate date = AttendanceRules.date(dateText);
    SchoolDay today = schools.findToday(found.schoolId()).orElseThrow();
    AttendanceSheet sheet = repository.findSheet(classId, date).orElse(null);
    if (sheet == null) {
      Term term = terms.findTerm(found.termId()).orElseThrow();
      AttendanceRules.requireLesson(date, today.date(), term, timetables.ofClass(classId));
    }
    return new Lesson(found, new ClassDay(classId, date, today.date()), today.now(), sheet);
  }
}
