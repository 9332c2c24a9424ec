package dev.homeroom.cache.spi;

/**
 * A classified failure of Redis.
 *
 * @param weight its effect on the state
 * @param reason in a few words, for the operator: without addresses of clients, keys, values or
 *     secrets, for instance {@code connection refused}
 */
public record TierFailure(Weight weight, String reason) {
  /** The answer did not come in time. */
  public static final TierFailure LATE = counted("no answer in time");

  /** The tier was not asked, since it is not in use. */
  public static final TierFailure NOT_IN_USE = miss("Redis is not in use");

  /** All our connections are in use. */
  public static final TierFailure BUSY = miss("no connection came free");

  /** The effect of a failure on the state machine. */
  public enum Weight {
    /** Leads to DEGRADED at once. */
    AT_ONCE,
    /** Counts: five in a row, or half of the last calls, lead to DEGRADED. */
    COUNTED,
    /** Is a miss of this call alone: our own overload, or a matter of one key or one command. */
    MISS
  }

  /** Returns a failure that leads to DEGRADED at once. */
  public static TierFailure atOnce(String reason) {
    return new TierFailure(Weight.AT_ONCE, reason);
  }

  /** Returns a failure that counts. */
  public static TierFailure counted(String reason) {
    return new TierFailure(Weight.COUNTED, reason);
  }

  /** Returns a failure that is a miss. */
  public static TierFailure miss(String reason) {
    return new TierFailure(Weight.MISS, reason);
  }

  /** Returns the same failure, or one that leads to DEGRADED at once in place of a miss. */
  public TierFailure counting() {
    return weight == Weight.MISS ? atOnce(reason) : this;
  }

  @Override
  public String toString() {
    return reason;
  }
}
