package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.spi.LookUps;
import org.jspecify.annotations.Nullable;

/**
 * What a caller requires of a load.
 *
 * @param notBeforeMillis what was loaded before this, ms since 1970, is not what is wanted
 * @param looksIntoShared whether the shared tier is asked before the loader
 * @param sharedFailed whether the shared tier was asked in vain: it is left alone from now on
 * @param isAnew whether the load must begin after the request, as for a refresh
 * @param askedNanos when that was, by the ticker; else 0
 * @param lookUps of the request, to which those of its loaders belong; null if nobody waits
 */
record LoadRequirement(
    long notBeforeMillis,
    boolean looksIntoShared,
    boolean sharedFailed,
    boolean isAnew,
    long askedNanos,
    @Nullable LookUps lookUps) {
  /** Requires any valid value. */
  static LoadRequirement any(boolean sharedFailed, LookUps lookUps) {
    return new LoadRequirement(Long.MIN_VALUE, false, sharedFailed, false, 0, lookUps);
  }

  /** Requires a value that was loaded from then on, also by another instance. */
  static LoadRequirement sinceByAnybody(long millis) {
    return new LoadRequirement(millis, true, false, false, 0, null);
  }

  /** Requires a load that begins after the request, whose time is given by clock and ticker. */
  static LoadRequirement anew(long askedMillis, long askedNanos, LookUps lookUps) {
    return new LoadRequirement(askedMillis + 1, false, false, true, askedNanos, lookUps);
  }
}
