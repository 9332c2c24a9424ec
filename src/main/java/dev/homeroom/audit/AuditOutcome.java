package dev.homeroom.audit;

import java.util.Locale;

/** What became of an action. */
public enum AuditOutcome {
  /** It was done: its transaction was committed. */
  OK,
  /** It was refused: a wrong password, a thing out of reach, a used token. */
  REFUSED;

  /** Returns the name that is stored and shown. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
