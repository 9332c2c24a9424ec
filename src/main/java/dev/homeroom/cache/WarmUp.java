package dev.homeroom.cache;

import java.util.List;

/**
 * What a room wants to be warm after a start and after an outage of Redis. Port; each room that has
 * something implements it.
 */
public interface WarmUp {
  /**
   * Returns what is to be looked for, the most wanted first, with the same keys and loaders as a
   * request would use.
   *
   * @param atMost no more than these are taken
   * @throws RuntimeException any: this room's warming is left out
   */
  List<ReadRequest<?>> wanted(int atMost);
}
