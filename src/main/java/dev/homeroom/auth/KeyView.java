package dev.homeroom.auth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signing key as it is shown: never the key itself.
 *
 * @param kid its name, in the header of the tokens that it signed
 * @param state "current": it signs, at the latest 10 s after it was made; "replaced": it only
 *     verifies; "ended": no token of it is alive; "withdrawn"
 * @param replacedAt when another one took its place; null for the current one
 * @param verifiesUntil when a replaced one ends or has ended; null for others
 * @param withdrawnAt when it was withdrawn; null if it was not, or if that was done by hand in the
 *     database
 */
public record KeyView(
    String kid,
    String state,
    Instant createdAt,
    @Nullable Instant replacedAt,
    @Nullable Instant verifiesUntil,
    @Nullable Instant withdrawnAt) {

  static KeyView of(KeyRow row) {
    StoredKey.Life life = row.life();
    return new KeyView(
        row.kid(),
        state(row),
        life.created(),
        life.replaced(),
        life.alive() ? life.ends() : null,
        row.withdrawn());
  }

  private static String state(KeyRow row) {
    if (row.isWithdrawn()) {
      return "withdrawn";
    }
    if (row.isCurrent()) {
      return "current";
    }
    return row.isValid() ? "replaced" : "ended";
  }
}
