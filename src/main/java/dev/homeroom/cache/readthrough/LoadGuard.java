package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.CacheKey;

/** Runs loads under limits: in the server, those of MicroProfile Fault Tolerance. */
@FunctionalInterface
interface LoadGuard {
  /** No limits. */
  LoadGuard NONE = (key, load) -> load.run();

  /** Runs a load, or refuses to; an exception of the load is thrown unchanged. */
  void run(CacheKey<?> key, Runnable load);
}
