package dev.homeroom.cache.generations;

/** Tracks whether the database is away: from the first failed poll until one succeeds. */
final class DatabaseAvailability {
  private static final System.Logger LOGGER =
      System.getLogger(DatabaseAvailability.class.getName());

  private volatile boolean away;

  boolean isAway() {
    return away;
  }

  /** Notes that a poll failed; logs the first failure. */
  void lost(String reason) {
    if (!away) {
      away = true;
      LOGGER.log(
          System.Logger.Level.WARNING,
          "Database away: {0}. This means: what is cached is answered and marked stale, writes and"
              + " logins are refused with 503. Do: see why the database does not answer; nothing"
              + " else is needed.",
          reason);
    }
  }

  /** Notes that a poll succeeded; logs the first success after a failure. */
  void found() {
    if (away) {
      away = false;
      LOGGER.log(
          System.Logger.Level.INFO,
          "Database back. This means: generations and revocations are read again. Do: nothing.");
    }
  }
}
