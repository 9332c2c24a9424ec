package dev.homeroom.cache.readthrough;

import org.jspecify.annotations.Nullable;

/**
 * The loads of one key.
 *
 * @param waiting begins when the running one has ended
 */
record LoadsOfKey(Load<?> running, @Nullable Load<?> waiting) {
  /** One that has ended and was not let go of, for want of memory, holds up nobody. */
  static boolean isFree(@Nullable LoadsOfKey loads) {
    return loads == null || loads.running().hasEnded();
  }

  /** Returns what is left without a load; null if that is nothing. */
  static @Nullable LoadsOfKey without(Load<?> load, @Nullable LoadsOfKey loads) {
    if (loads == null) {
      return null;
    }
    Load<?> waiting = loads.waiting();
    if (loads.running() == load) {
      return waiting == null ? null : new LoadsOfKey(waiting, null);
    }
    return waiting == load ? new LoadsOfKey(loads.running(), null) : loads;
  }
}
