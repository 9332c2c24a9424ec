package dev.homeroom.auth;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Revocations whose commit failed or is unknown; this instance retries until they expire. */
final class PendingRevocations {
  /** The most pending revocations; the tokens of further ones are refused by this instance only. */
  static final int MAX = 10_000;

  private static final System.Logger LOGGER = System.getLogger(PendingRevocations.class.getName());
  private static final int MAX_AT_ONCE = 100;

  private final Map<String, Revocation> pending = new ConcurrentHashMap<>();

  void add(Revocation revocation) {
    if (pending.size() < MAX) {
      pending.put(revocation.digest(), revocation);
    } else {
      LOGGER.log(
          System.Logger.Level.WARNING,
          "More than {0} logouts wait for the database. This means: some are kept by this"
              + " server only. Do: raise everyone''s cut-off once the database is back, as"
              + " docs/when-the-database-is-down.md says.",
          MAX);
    }
  }

  boolean contains(String digest) {
    return pending.containsKey(digest);
  }

  void committed(String digest) {
    pending.remove(digest);
  }

  boolean isEmpty() {
    return pending.isEmpty();
  }

  /** Commits a revocation. */
  @FunctionalInterface
  interface Commit {
    void run(Revocation revocation) throws SQLException;
  }

  /** Commits up to 100 of them until one fails. */
  void commit(Instant now, Commit commit) {
    pending.values().removeIf(old -> old.expires().plus(AuthConfig.SKEW).isBefore(now));
    for (Revocation revocation : pending.values().stream().limit(MAX_AT_ONCE).toList()) {
      try {
        commit.run(revocation);
      } catch (SQLException e) {
        LOGGER.log(System.Logger.Level.DEBUG, "A logout failed to commit again", e);
        return;
      }
    }
  }
}
