package dev.homeroom.audit;

import dev.homeroom.sql.Id;
import dev.homeroom.sql.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record as it is stored.
 *
 * @param chain the number of its chain
 * @param seq its place in the chain, from 1, without gaps
 * @param at when it was written, by the database's clock, in whole milliseconds
 * @param actorId the person's number; null for none
 * @param schoolId the school's number; null for none
 * @param details JSON
 */
record AuditRecord(
    int chain,
    long seq,
    Instant at,
    String action,
    String outcome,
    @Nullable Long actorId,
    @Nullable String subjectKind,
    @Nullable String subjectId,
    @Nullable Long schoolId,
    String address,
    String correlationId,
    String details) {
  /** The columns, in the order in which {@link #read} and {@link #values} have them. */
  static final String COLUMNS =
      "chain, seq, at, action, outcome, actor_id, subject_kind, subject_id, school_id, address,"
          + " correlation_id, details";

  /** The most characters of a subject's id, an address, a correlation id. */
  static final int MAX_TEXT = 64;

  private static final int PATH_TEXT = 200;

  /** Makes the record of an event, with clean texts. */
  static AuditRecord of(AuditEvent event, int chain, long seq, Instant at) {
    AuditSubject subject = event.subject();
    return new AuditRecord(
        chain,
        seq,
        at.truncatedTo(ChronoUnit.MILLIS),
        event.action().text(),
        event.outcome().text(),
        number(event.actorId()),
        subject == null ? null : subject.kind().text(),
        subject == null ? null : AuditText.clean(subject.id(), PATH_TEXT),
        number(event.schoolId()),
        AuditText.clean(event.origin().address(), MAX_TEXT),
        AuditText.clean(event.origin().correlationId(), MAX_TEXT),
        AuditDetails.json(event.details()));
  }

  private static @Nullable Long number(@Nullable String id) {
    return id == null ? null : Id.orNone(id);
  }

  /** Reads a row of {@link #COLUMNS}. */
  static AuditRecord read(Row row) throws SQLException {
    return new AuditRecord(
        row.integer(1),
        row.decimal(2).longValueExact(),
        row.instant(3),
        row.text(4),
        row.text(5),
        number(row.idOrNull(6)),
        row.textOrNull(7),
        row.textOrNull(8),
        number(row.idOrNull(9)),
        row.text(10),
        row.text(11),
        row.text(12));
  }

  /** Returns the values of {@link #COLUMNS}. */
  List<@Nullable Object> values() {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(chain);
    values.add(seq);
    values.add(at);
    values.add(action);
    values.add(outcome);
    values.add(actorId);
    values.add(subjectKind);
    values.add(subjectId);
    values.add(schoolId);
    values.add(address);
    values.add(correlationId);
    values.add(details);
    return values;
  }
}
