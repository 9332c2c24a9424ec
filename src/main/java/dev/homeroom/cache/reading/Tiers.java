package dev.homeroom.cache.reading;

import dev.homeroom.cache.CacheEntry;
import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheRecorder;
import dev.homeroom.cache.CacheRecorder.Operation;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Tier;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which tier answers a region now, and the only way to it: a tier that fails is a miss. That is
 * counted as {@code error} and told once, and never reaches who asked.
 */
final class Tiers {
  private static final System.Logger LOGGER = System.getLogger(Tiers.class.getName());

  private final Tier memory;
  private final Supplier<Tier> shared;
  private final CacheRecorder recorder;
  private final AtomicBoolean told = new AtomicBoolean();

  /**
   * Joins the tiers.
   *
   * @param memory of this instance: the only one for LOCAL regions
   * @param shared gives the tier for all others; asked at each use, since it changes with the state
   */
  Tiers(Tier memory, Supplier<Tier> shared, CacheRecorder recorder) {
    this.memory = memory;
    this.shared = shared;
    this.recorder = recorder;
  }

  Tier memory() {
    return memory;
  }

  Tier shared() {
    return shared.get();
  }

  Tier of(Region<?> region) {
    return region.isLocal() ? memory : shared.get();
  }

  @Nullable CacheEntry get(Tier tier, CacheKey<?> key) {
    try {
      return tier.get(key);
    } catch (RuntimeException e) {
      failed(tier, key.region(), e);
      return null;
    }
  }

  List<@Nullable CacheEntry> getAll(Tier tier, List<CacheKey<?>> keys) {
    try {
      return tier.getAll(keys);
    } catch (RuntimeException e) {
      keys.forEach(key -> failed(tier, key.region(), e));
      return Collections.nCopies(keys.size(), null);
    }
  }

  /** Returns whether the entry is kept now. */
  boolean put(Tier tier, Region<?> region, CacheEntry entry) {
    try {
      tier.put(entry);
      return true;
    } catch (RuntimeException e) {
      failed(tier, region, e);
      return false;
    }
  }

  void remove(Tier tier, CacheKey<?> key) {
    try {
      tier.removeAll(List.of(key.text()));
    } catch (RuntimeException e) {
      failed(tier, key.region(), e);
    }
  }

  private void failed(Tier tier, Region<?> region, RuntimeException failure) {
    recorder.count(tier.source(), Operation.ERROR, region);
    if (told.compareAndSet(false, true)) {
      LOGGER.log(
          System.Logger.Level.WARNING,
          "A cache tier failed: "
              + tier.source().text()
              + ". This means: what it does not give is loaded from the database, which is slower"
              + " and right. Do: watch cache_operations_total with operation=\"error\", which goes"
              + " on counting; if it rises, restart this server and report this.",
          failure);
    }
  }
}
