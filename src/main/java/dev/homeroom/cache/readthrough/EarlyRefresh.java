package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.Loader;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.spi.CacheEntry;
import java.util.concurrent.Semaphore;

/**
 * Refreshes entries in the background before they expire, at most 4 at once, beyond that not at
 * all. The shared tier is asked first, since another instance may have loaded it already.
 */
class EarlyRefresh {
  /** The most refreshes that run at the same time. */
  private static final int MOST_AT_ONCE = 4;

  private static final int PERCENT = 100;

  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private final KnownGenerations known;
  private final FailedLoads failures;
  private final SingleFlight loads;

  EarlyRefresh(KnownGenerations known, FailedLoads failures, SingleFlight loads) {
    this.known = known;
    this.failures = failures;
    this.loads = loads;
  }

  /** Begins the load of an entry that is just answered, if its time has come; does not wait. */
  <T> void refreshIfDue(CacheKey<T> key, Loader<T> loader, CacheEntry entry, long now) {
    if (!isDue(key.region(), entry, now)
        || loads.isUnderWay(key)
        || failures.isSpared(key.text())
        || known.databaseAway()
        || !places.tryAcquire()) {
      return;
    }
    loads.inBackground(key, loader, requirement(entry), places::release);
  }

  private static boolean isDue(Region<?> region, CacheEntry entry, long now) {
    if (region.refreshPercent() >= PERCENT || entry.isAbsent()) {
      return false;
    }
    long life = entry.freshUntilMillis() - entry.loadedMillis();
    return (now - entry.loadedMillis()) * PERCENT >= life * region.refreshPercent();
  }

  /** Accepts any value newer than this entry, also another instance's. */
  protected LoadRequirement requirement(CacheEntry entry) {
    return LoadRequirement.sinceByAnybody(entry.loadedMillis() + 1);
  }
}
