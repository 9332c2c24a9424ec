package dev.homeroom.schools;

import dev.homeroom.audit.Actor;
import dev.homeroom.audit.AuditAction;
import dev.homeroom.audit.AuditEvent;
import dev.homeroom.audit.AuditLog;
import dev.homeroom.audit.AuditSubject;
import dev.homeroom.cache.CacheService;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.http.ProblemException.FieldError;
import dev.homeroom.http.VersionTag;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes and changes terms, with their holidays. Asks nobody's rights: its caller has. If the
 * database is away each method throws, and nothing is half-written.
 */
@ApplicationScoped
class TermService {
  @Inject SchoolRepository schools;
  @Inject TermRepository repository;
  @Inject TermQueries queries;
  @Inject AcademicYears years;
  @Inject CacheService cache;
  @Inject AuditLog audit;

  /**
   * Returns a term, from the database.
   *
   * @throws ProblemException 404 if the school has none with this id
   */
  TermView get(String schoolId, String termId) {
    return queries.findView(schoolId, termId).orElseThrow(TermService::noTerm);
  }

  /**
   * Makes a term. If today is one of its days, dashboards show it at once, and people have the
   * classes of it.
   *
   * @throws ProblemException 404 if there is no such school, 400 for days that a term cannot have,
   *     409 if it overlaps with another term
   */
  @Transactional
  TermView create(Actor by, String schoolId, TermInput input) {
    StoredSchool school = schools.lock(schoolId).orElseThrow(SchoolService::noSchool);
    TermRules.require(input);
    StoredTerm term = new StoredTerm(school.id);
    apply(input, term);
    TermView made = save(schoolId, term, input, input.startsOn(), input.endsOn());
    audit.record(event(AuditAction.TERM_CREATED, by, made, schoolId));
    return made;
  }

  /**
   * Changes a term and replaces its holidays.
   *
   * @param ifMatch the version that the caller saw; null for any
   * @throws ProblemException as {@link #create}; 404 if there is no such term, 412 for another
   *     version, 409 if attendance was taken on days that would lie outside
   */
  @Transactional
  TermView change(
      Actor by, String schoolId, String termId, TermInput input, @Nullable String ifMatch) {
    StoredSchool school = schools.lock(schoolId).orElseThrow(SchoolService::noSchool);
    StoredTerm term = repository.find(school.id, termId).orElseThrow(TermService::noTerm);
    VersionTag.requireExisting(ifMatch, term.version);
    TermRules.require(input);
    LocalDate from = term.startsOn;
    LocalDate to = term.endsOn;
    apply(input, term);
    if (repository.hasAttendanceOutside(term)) {
      throw new ProblemException(
          ErrorCode.CONFLICT, "Attendance was taken on days that would lie outside the term.");
    }
    TermView now = save(schoolId, term, input, from, to);
    audit.record(event(AuditAction.TERM_CHANGED, by, now, schoolId));
    return now;
  }

  private static AuditEvent event(AuditAction action, Actor by, TermView term, String schoolId) {
    return AuditEvent.of(action, by)
        .about(AuditSubject.Kind.TERM, term.id())
        .inSchool(schoolId)
        .with("starts_on", term.startsOn().toString())
        .with("ends_on", term.endsOn().toString());
  }

  private void apply(TermInput input, StoredTerm term) {
    // The year first: a query sends what was changed before it.
    term.apply(years.include(term.schoolId, input), input);
  }

  private TermView save(
      String schoolId, StoredTerm term, TermInput input, LocalDate from, LocalDate to) {
    requireNoOverlap(term);
    repository.save(term);
    repository.replaceHolidays(term.schoolId, from, to, List.of());
    repository.replaceHolidays(term.schoolId, term.startsOn, term.endsOn, input.holidays());
    cache.invalidate(SchoolService.tags(schoolId));
    return get(schoolId, Long.toString(term.id));
  }

  private void requireNoOverlap(StoredTerm term) {
    repository
        .findOverlap(term)
        .ifPresent(
            other -> {
              String message = "The school's term " + other + " has days in common with it.";
              throw new ProblemException(
                  ErrorCode.CONFLICT,
                  message,
                  List.of(new FieldError("starts_on", "no_overlap", message)));
            });
  }

  private static ProblemException noTerm() {
    return new ProblemException(ErrorCode.NOT_FOUND, "The school has no such term.");
  }
}
