package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.CacheKey;

/** What every load runs under: in the server, the limits of MicroProfile Fault Tolerance. */
@FunctionalInterface
interface LoadGuard {
  /** No limits. */
  LoadGuard NONE = (key, load) -> load.run();

  /**
   * Runs a load, or refuses to.
   *
   * @throws RuntimeException whatever the load throws, unchanged
   */
  void run(CacheKey<?> key, Runnable load);
}
