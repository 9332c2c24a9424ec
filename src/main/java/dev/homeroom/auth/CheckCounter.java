package dev.homeroom.auth;

/** Counts how tokens were judged. Never throws. */
interface CheckCounter {
  /** What a check ended with. */
  enum CheckResult {
    /** Neither revoked nor cut off. */
    LIVE,
    /** Taken back. */
    REVOKED,
    /** Cut off. */
    CUT_OFF,
    /** Nothing could be said. */
    UNKNOWN
  }

  /** What the check rested on. */
  enum CheckBasis {
    /** A poll of at most 2 s ago. */
    LOCAL,
    /** A poll that was awaited. */
    AWAITED,
    /** The last poll before the database went. */
    LAST_KNOWN
  }

  /** Counts one check. */
  void count(CheckResult result, CheckBasis basis);
}
