package dev.homeroom.auth;

import dev.homeroom.sql.Row;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator is told of a signing key.
 *
 * @param life when it was made and replaced, and whether it is withdrawn
 * @param withdrawn when it was withdrawn; null if it was not, or if that was done by hand in the
 *     database
 * @param now the database's time
 */
record KeyRow(String kid, StoredKey.Life life, @Nullable Instant withdrawn, Instant now) {
  /** Reads the columns that {@link KeyChanges#list} selects. */
  static KeyRow of(Row row) throws SQLException {
    StoredKey.Life life =
        new StoredKey.Life(
            row.instant(3), row.bool(2), row.instantOrNull(4), Duration.ofSeconds(row.integer(5)));
    return new KeyRow(row.text(1), life, row.instantOrNull(6), row.instant(7));
  }

  boolean isWithdrawn() {
    return !life.alive();
  }

  boolean isCurrent() {
    return life.isCurrent();
  }

  boolean isValid() {
    return life.isValidAt(now);
  }

  Duration age() {
    return Duration.between(life.created(), now);
  }
}
