package dev.homeroom.auth;

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
