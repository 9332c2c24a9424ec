package dev.homeroom.cache.spi;

/**
 * A failure of Redis, sorted: what it means for the state, and what to tell an operator.
 *
 * @param weight what follows from it
 * @param reason in a few words, without addresses of clients, keys, values or secrets, for instance
 *     {@code connection refused}
 */
public record TierFailure(Weight weight, String reason) {
  /** What a failure means for the state machine. */
  public enum Weight {
    /** Needs no second opinion: DEGRADED now. */
    AT_ONCE,
    /** One of five in a row, or of half of the last calls. */
    COUNTED,
    /** A miss of this one call: our own overload, or one key's or one command's matter. */
    MISS
  }

  @Override
  public String toString() {
    return reason;
  }
}
