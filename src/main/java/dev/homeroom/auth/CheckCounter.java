package dev.homeroom.auth;

/** Counts how tokens were judged. Never throws. */
interface CheckCounter {
  /** The result of a check. */
  enum CheckResult {
    /** Neither revoked nor cut off. */
    LIVE,
    /** Revoked. */
    REVOKED,
    /** Cut off. */
    CUT_OFF,
    /** Undecided. */
    UNKNOWN
  }

  /** The poll that a check was based on. */
  enum CheckBasis {
    /** A poll of at most 2 s ago. */
    LOCAL,
    /** A poll that the check waited for. */
    AWAITED,
    /** The last poll before the database was away. */
    LAST_KNOWN
  }

  /** Counts one check. */
  void count(CheckResult result, CheckBasis basis);
}
