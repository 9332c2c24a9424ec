package dev.homeroom.cache;

/**
 * The management of this instance's cache: its figures, the switches between its tiers, the flush.
 * Port; implemented in {@code cache.commands}. Safe for all threads. The methods that return
 * figures ask nobody; switches hold on this instance alone, until {@link #automatic} or a restart.
 *
 * <p>If Redis is down: all figures are there, {@link #switchToRedis} returns false, and {@link
 * #flush} is done in Redis when it is back.
 */
public interface CacheManagement {
  /** Returns the tier that answers now: {@code REDIS} or {@code MEMORY}. */
  Source provider();

  /** Returns the health of the cache. */
  CacheHealth health();

  /** Returns what became of the commands. */
  CircuitFigures circuit();

  /** Returns what was brought to Redis after outages. */
  SyncFigures sync();

  /** Returns the figures of the tier that answers. */
  CacheStats stats();

  /**
   * Ends {@link #switchToMemory} if Redis answers, which it is asked once, for 300 ms at most: it
   * is used a few seconds later, after as many good probes as after an outage. Changes nothing if
   * Redis is in use.
   *
   * @return false, and nothing has changed, if Redis is away, does not answer, or is not configured
   */
  boolean switchToRedis();

  /**
   * Keeps this instance on memory until {@link #automatic}; changes nothing without a Redis.
   *
   * @param reason the person and the purpose, for the log and the history
   */
  void switchToMemory(String reason);

  /** Ends {@link #switchToMemory}, also while Redis is away. */
  void automatic();

  /**
   * Deletes what the cache has stored in Redis under this installation's prefix, and the values of
   * commands in memory. Revoked tokens and the list of installations stay, and so do keys of other
   * prefixes. Critical keys stay, since they are rows of the database. Entries of regions in memory
   * stay too: their stamps say whether they are right.
   *
   * <p>If Redis is down, or does not answer to the end: the keys of commands are not there from now
   * on, and deleted in Redis before it is used again; entries of regions stay in it.
   *
   * @param prefix the prefix that is to be emptied, as a confirmation
   * @return how many keys were deleted in Redis now
   * @throws FlushRefusedException if the prefix is another one, or if another installation has used
   *     it within the last 7 days
   */
  long flush(String prefix);
}
