package dev.homeroom.cache.reading;

import dev.homeroom.cache.LookUps;
import org.jspecify.annotations.Nullable;

/**
 * What who begins a load knows and wants.
 *
 * @param notBeforeMillis what was loaded before this, ms since 1970, is not what is wanted
 * @param looksIntoShared whether the shared tier is asked before the loader
 * @param sharedFailed whether the shared tier was asked in vain: it is left alone from now on
 * @param lookUps of the request, to which those of its loaders belong; null if nobody waits
 */
record Wish(
    long notBeforeMillis,
    boolean looksIntoShared,
    boolean sharedFailed,
    @Nullable LookUps lookUps) {
  /** Whatever is valid. */
  static Wish any(boolean sharedFailed, LookUps lookUps) {
    return new Wish(Long.MIN_VALUE, false, sharedFailed, lookUps);
  }

  /** What was loaded from then on, by the loader. */
  static Wish since(long millis, @Nullable LookUps lookUps) {
    return new Wish(millis, false, false, lookUps);
  }

  /** What was loaded from then on, by the shared tier's leave by another instance. */
  static Wish sinceByAnybody(long millis) {
    return new Wish(millis, true, false, null);
  }
}
