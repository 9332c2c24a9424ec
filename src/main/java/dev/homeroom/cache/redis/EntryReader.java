package dev.homeroom.cache.redis;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.RegionTtls;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.entry.StoredEntry;
import dev.homeroom.cache.entry.StoredForm;
import dev.homeroom.cache.entry.UnreadableEntryException;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.CacheRecorder.Refused;
import dev.homeroom.cache.spi.InstallationId;
import dev.homeroom.time.Ticker;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Reads entries of Redis, and checks that they belong to this installation and their key. */
class EntryReader {
  private final InstallationId installation;
  private final KnownGenerations known;
  private final RegionTtls ttls;
  private final Clock clock;
  private final CacheRecorder recorder;
  private final ThrottledWarning foreign;

  EntryReader(
      InstallationId installation,
      KnownGenerations known,
      RegionTtls ttls,
      ClocksAndRecorder observed) {
    this.installation = installation;
    this.known = known;
    this.ttls = ttls;
    this.clock = observed.clock();
    this.recorder = observed.recorder();
    this.foreign =
        new ThrottledWarning(
            observed.ticker(),
            "Redis holds entries of another installation under our prefix. This means:"
                + " each overwrites the other's entries, and both load more. Do: give each"
                + " its own CACHE_PREFIX; nothing after a restore of the database, where it is"
                + " this installation of before.");
  }

  record ClocksAndRecorder(Clock clock, Ticker ticker, CacheRecorder recorder) {}

  /**
   * Reads one value.
   *
   * @return null if it is another installation's
   * @throws UnreadableEntryException if it is no entry, or lacks a tag that it must carry: to be
   *     deleted
   * @throws WrongReplyException if it names another key
   */
  @Nullable CacheEntry read(CacheKey<?> key, byte[] bytes) throws UnreadableEntryException {
    StoredEntry stored;
    try {
      stored = StoredForm.read(bytes);
    } catch (UnreadableEntryException e) {
      recorder.countRefused(key.region(), e.isCorrupt() ? Refused.CHECKSUM : Refused.FORMAT);
      throw e;
    }
    if (!isOf(stored, key)) {
      recorder.countRefused(key.region(), Refused.KEY);
      throw new WrongReplyException("an entry that names another key");
    }
    if (!stored.installation().equals(installation.text())) {
      recorder.countRefused(key.region(), Refused.INSTALLATION);
      foreign.raise();
      return null;
    }
    for (Tag tag : key.tags()) {
      if (!stored.generations().containsKey(tag.name())) {
        recorder.countRefused(key.region(), Refused.FORMAT);
        return null;
      }
    }
    return entry(key.region(), stored);
  }

  /** Returns whether the entry is that of the key. */
  boolean isOf(StoredEntry stored, CacheKey<?> key) {
    return stored.key().equals(key.text());
  }

  private CacheEntry entry(Region<?> declared, StoredEntry stored) {
    Region<?> region = ttls.configured(declared);
    // Another server's clock may be wrong: nothing is fresh for longer than its region allows.
    long latest = clock.millis() + region.ttl().toMillis();
    long fresh = Math.min(stored.freshUntilMillis(), latest);
    long stale = Math.min(stored.staleUntilMillis(), fresh + region.staleAllowance().toMillis());
    return new CacheEntry(
        stored.key(),
        stored.shape(),
        known.bound(stored.generations()),
        stored.loadedMillis(),
        fresh,
        Math.max(fresh, stale),
        stored.payload(),
        null);
  }
}
