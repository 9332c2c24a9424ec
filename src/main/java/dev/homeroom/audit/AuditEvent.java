package dev.homeroom.audit;

import dev.homeroom.sql.Id;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An action as it is handed to the {@link AuditLog}. It holds no password, token, code or secret,
 * and no name of a person. Texts are cleaned of control characters and cut when they are stored.
 *
 * @param actorId the person that acted; null if that is not known, or if it was the server itself
 * @param subject the thing that it was done to; null if there is none
 * @param schoolId the school whose administrators may see the record; null for things of the
 *     district, which super administrators alone see
 * @param details a few more facts by name, {@code [a-z_]{1,30}}; at most {@link #MAX_DETAILS}
 */
public record AuditEvent(
    AuditAction action,
    AuditOutcome outcome,
    @Nullable String actorId,
    @Nullable AuditSubject subject,
    @Nullable String schoolId,
    RequestOrigin origin,
    SortedMap<String, String> details) {
  /** The most details of an event. */
  public static final int MAX_DETAILS = 8;

  /**
   * Copies the details.
   *
   * @throws IllegalArgumentException for too many details, a name of another form, or an actor or
   *     school whose id is none
   */
  public AuditEvent {
    details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
    if (details.size() > MAX_DETAILS) {
      throw new IllegalArgumentException("more than " + MAX_DETAILS + " details: " + details);
    }
    for (String name : details.keySet()) {
      if (!name.matches("[a-z_]{1,30}")) {
        throw new IllegalArgumentException("no name of a detail: " + name);
      }
    }
    requireId(actorId);
    requireId(schoolId);
  }

  private static void requireId(@Nullable String id) {
    if (id != null && Id.number(id).isEmpty()) {
      throw new IllegalArgumentException("no id: " + id);
    }
  }

  /** Returns what an actor has done, with outcome OK, and nothing else known of it. */
  public static AuditEvent of(AuditAction action, Actor by) {
    return new AuditEvent(
        action, AuditOutcome.OK, by.record().id(), null, null, by.origin(), new TreeMap<>());
  }

  /** Returns what was done without a caller, with outcome OK, and nothing else known of it. */
  public static AuditEvent of(AuditAction action, RequestOrigin origin) {
    return new AuditEvent(action, AuditOutcome.OK, null, null, null, origin, new TreeMap<>());
  }

  /**
   * Returns what a person has done to the person's own account, with outcome OK, where no caller
   * was known before: a login, a logout.
   *
   * @param schoolId the person's school; null for people of the district
   */
  public static AuditEvent ofOwn(
      AuditAction action, String personId, @Nullable String schoolId, RequestOrigin origin) {
    return of(action, origin).by(personId).about(AuditSubject.person(personId)).inSchool(schoolId);
  }

  /** Returns the event with the person that acted; null if not known. */
  public AuditEvent by(@Nullable String personId) {
    return new AuditEvent(action, outcome, personId, subject, schoolId, origin, details);
  }

  /** Returns the event with the thing that it was done to. */
  public AuditEvent about(AuditSubject.Kind kind, String id) {
    return about(new AuditSubject(kind, id));
  }

  /** Returns the event with the thing that it was done to; null if there is none. */
  public AuditEvent about(@Nullable AuditSubject thing) {
    return new AuditEvent(action, outcome, actorId, thing, schoolId, origin, details);
  }

  /** Returns the event with the school whose administrators may see it; null for the district. */
  public AuditEvent inSchool(@Nullable String id) {
    return new AuditEvent(action, outcome, actorId, subject, id, origin, details);
  }

  /** Returns the event with one more fact. */
  public AuditEvent with(String name, String value) {
    SortedMap<String, String> more = new TreeMap<>(details);
    more.put(name, value);
    return new AuditEvent(action, outcome, actorId, subject, schoolId, origin, more);
  }

  /** Returns the event with outcome REFUSED. */
  public AuditEvent refused() {
    return new AuditEvent(
        action, AuditOutcome.REFUSED, actorId, subject, schoolId, origin, details);
  }
}
