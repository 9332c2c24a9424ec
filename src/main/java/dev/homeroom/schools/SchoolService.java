package dev.homeroom.schools;

import dev.homeroom.audit.Actor;
import dev.homeroom.audit.AuditAction;
import dev.homeroom.audit.AuditEvent;
import dev.homeroom.audit.AuditLog;
import dev.homeroom.audit.AuditSubject;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Tag;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.http.VersionTag;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes and changes schools. Asks nobody's rights: its caller has. If the database is away each
 * method throws, and nothing is half-written.
 */
@ApplicationScoped
class SchoolService {
  @Inject SchoolRepository repository;
  @Inject CacheService cache;
  @Inject AuditLog audit;

  /**
   * Makes a school.
   *
   * @throws ProblemException 400 for a missing field, an unknown time zone or currency
   */
  @Transactional
  SchoolView create(Actor by, SchoolInput input) {
    SchoolRules.requireNew(input);
    StoredSchool school = new StoredSchool(repository.districtId());
    school.apply(input);
    SchoolView made = save(school);
    audit.record(event(AuditAction.SCHOOL_CREATED, by, school));
    return made;
  }

  /**
   * Changes a school; fields that are null stay as they are.
   *
   * @param all whether also what only super administrators change
   * @param ifMatch the version that the caller saw; null for any
   * @throws ProblemException 404 if there is no such school, 412 for another version, 400 for a
   *     field that the caller may not change or that means nothing, 409 for another currency of a
   *     school that has invoices
   */
  @Transactional
  SchoolView change(
      Actor by, String schoolId, SchoolInput input, boolean all, @Nullable String ifMatch) {
    StoredSchool school = repository.lock(schoolId).orElseThrow(SchoolService::noSchool);
    VersionTag.requireExisting(ifMatch, school.version);
    SchoolRules.requireSound(input);
    if (!all) {
      SchoolRules.requireSettings(input, school);
    }
    requireSameMoney(input, school);
    SchoolView before = school.view();
    school.apply(input);
    SchoolView now = save(school);
    audit.record(
        event(AuditAction.SCHOOL_CHANGED, by, school)
            .with("fields", String.join(",", now.differences(before))));
    return now;
  }

  private static AuditEvent event(AuditAction action, Actor by, StoredSchool school) {
    String id = Long.toString(school.id);
    return AuditEvent.of(action, by).about(AuditSubject.Kind.SCHOOL, id).inSchool(id);
  }

  private void requireSameMoney(SchoolInput input, StoredSchool school) {
    String currency = input.currency();
    if (currency != null && !currency.equals(school.currency) && repository.hasInvoices(school)) {
      throw new ProblemException(
          ErrorCode.CONFLICT, "The school has invoices in " + school.currency + ".");
    }
  }

  private SchoolView save(StoredSchool school) {
    repository.save(school);
    cache.invalidate(tags(Long.toString(school.id)));
    return school.view();
  }

  /** Returns what a change of a school or of its terms replaces. */
  static List<Tag> tags(String schoolId) {
    return List.of(Tag.of("school", schoolId), Tag.of("district"));
  }

  static ProblemException noSchool() {
    return new ProblemException(ErrorCode.NOT_FOUND, "There is no such school.");
  }
}
