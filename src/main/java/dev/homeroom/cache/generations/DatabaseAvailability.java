package dev.homeroom.cache.generations;

/** Whether the database answers: from the first failed poll until one succeeds it is away. */
final class DatabaseAvailability {
  private static final System.Logger LOGGER =
      System.getLogger(DatabaseAvailability.class.getName());

  private volatile boolean away;

  boolean isAway() {
    return away;
  }

  /** Says that a poll failed; the first time there is one log line. */
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

  /** Says that a poll succeeded; after an absence there is one log line. */
  void found() {
    if (away) {
      away = false;
      LOGGER.log(
          System.Logger.Level.INFO,
          "Database back. This means: generations and revocations are read again. Do: nothing.");
    }
  }
}
