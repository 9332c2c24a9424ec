package dev.homeroom.cache;

import java.util.List;

/**
 * Lists the values that are loaded after a start and after an outage of Redis, before a request
 * asks for them. Port; each package that has such values implements it.
 */
public interface WarmUp {
  /**
   * Returns the keys to load, the most wanted first, with the same loaders as a request would use.
   *
   * @param atMost no more than these are taken
   * @throws RuntimeException any: the values of this package are left out
   */
  List<ReadRequest<?>> wanted(int atMost);
}
