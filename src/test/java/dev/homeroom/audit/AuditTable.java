package dev.homeroom.audit;

import dev.homeroom.sql.Queries;
import dev.homeroom.sql.Row;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** Reads the audit log of a test's database, and takes it away for a while. */
public final class AuditTable {
  private static final String AWAY = "away_for_a_while";

  private final Queries queries;

  /** Reads by connections of its own. */
  public AuditTable(DataSource dataSource) {
    this.queries = new Queries(dataSource);
  }

  /** Returns the number of records. */
  public int count() {
    return queries.find("select count(*) from audit_record", row -> row.integer(1)).orElseThrow();
  }

  /**
   * Runs an act, and returns what it has recorded, the oldest first: action, outcome, {@code by}
   * with the actor, {@code of} with the subject, {@code in} with the school, the address, the
   * correlation id, the details. Digests stand as {@code #}.
   *
   * @throws AssertionError if a record has another time than now, or the log is not sound
   */
  public List<String> recordedBy(Runnable act) {
    int before = count();
    Instant began = now();
    act.run();
    Instant ended = now();
    List<AuditRecord> all =
        queries.list(
            "select " + AuditRecord.COLUMNS + " from audit_record order by chain, seq",
            AuditRecord::read);
    List<AuditRecord> recorded = all.subList(before, all.size());
    for (AuditRecord each : recorded) {
      // Whole milliseconds are earlier than what the clock had.
      if (each.at().isBefore(began.minus(Duration.ofMillis(1))) || each.at().isAfter(ended)) {
        throw new AssertionError(each + " was not made from " + began + " to " + ended);
      }
    }
    AuditVerification verification = new AuditVerification();
    verification.queries = queries;
    VerificationView found = verification.verify();
    if (!found.sound()) {
      throw new AssertionError(found.toString());
    }
    return recorded.stream().map(AuditTable::line).toList();
  }

  private Instant now() {
    return queries.find("select clock_timestamp()", AuditTable::moment).orElseThrow();
  }

  private static Instant moment(Row row) throws SQLException {
    return row.instant(1);
  }

  private static String line(AuditRecord each) {
    return "%s %s by %s of %s %s in %s from %s %s %s"
        .formatted(
            each.action(),
            each.outcome(),
            each.actorId(),
            each.subjectKind(),
            each.subjectId(),
            each.schoolId(),
            each.address(),
            each.correlationId(),
            each.details())
        .replaceAll("\\b[0-9a-f]{64}\\b", "#");
  }

  /** Runs work while nothing can be recorded. */
  public void whileAway(Runnable work) {
    whileAway("audit_record", work);
  }

  /** Runs work while a table is not there. */
  public void whileAway(String table, Runnable work) {
    queries.update("alter table " + table + " rename to " + AWAY);
    try {
      work.run();
    } finally {
      queries.update("alter table " + AWAY + " rename to " + table);
    }
  }
}
