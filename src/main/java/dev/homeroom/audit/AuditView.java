package dev.homeroom.audit;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A record as it is shown.
 *
 * @param id opaque: its chain's number and its place there
 * @param actorId the person that acted; null if that is not known, or for the server itself
 * @param subject the thing that it was done to; null for none
 * @param schoolId null for things of the district
 * @param address null for what the server did by itself
 * @param details further facts by name
 * @param hash its link in the chain
 */
record AuditView(
    String id,
    Instant at,
    String action,
    String outcome,
    @Nullable String actorId,
    @Nullable SubjectView subject,
    @Nullable String schoolId,
    @Nullable String address,
    @Nullable String correlationId,
    Map<String, String> details,
    String hash) {

  /** A thing, by its kind. */
  record SubjectView(String kind, String id) {}

  /** Sorts the details. */
  AuditView {
    details = Collections.unmodifiableMap(new TreeMap<>(details));
  }

  static AuditView of(AuditRecord record, String hash) {
    return new AuditView(
        record.chain() + "-" + record.seq(),
        record.at(),
        record.action(),
        record.outcome(),
        text(record.actorId()),
        record.subjectKind() == null || record.subjectId() == null
            ? null
            : new SubjectView(record.subjectKind(), record.subjectId()),
        text(record.schoolId()),
        record.address().isEmpty() ? null : record.address(),
        record.correlationId().isEmpty() ? null : record.correlationId(),
        AuditDetails.read(record.details()),
        hash);
  }

  private static @Nullable String text(@Nullable Long number) {
    return number == null ? null : Long.toString(number);
  }
}
