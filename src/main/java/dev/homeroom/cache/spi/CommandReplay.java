package dev.homeroom.cache.spi;

import java.util.Collection;

/**
 * Brings Redis up to what memory's commands have changed in its place. Port; implemented in {@code
 * cache.redis}. Works in every state, also before readers are sent to Redis; nothing is sent twice.
 *
 * <p>Every method throws {@link TierFailedException} if Redis does not answer within 300 ms.
 */
public interface CommandReplay {
  /**
   * Waits until Redis has done all that reached it before: a command of a lost connection may have
   * been waiting at a Redis that stood still.
   */
  void settle();

  /** Deletes keys of commands. */
  void delete(Collection<String> keys);

  /** Raises counters, each with its end if it has none, as one step. */
  void raise(Collection<Difference> differences);

  /** Deletes all keys of commands that begin with a prefix; empty for all keys of commands. */
  void deleteAll(String prefix);

  /**
   * What a counter was raised by.
   *
   * @param expiresAtMillis the end of the counter, in ms since the epoch; {@code Long.MAX_VALUE}
   *     for none
   */
  record Difference(String key, long by, long expiresAtMillis) {}
}
