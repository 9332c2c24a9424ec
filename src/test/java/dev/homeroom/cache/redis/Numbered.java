package dev.homeroom.cache.redis;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.cache.spi.Tier;
import dev.homeroom.cache.spi.TierFailedException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Entries whose value is the number that their key names, so that a mixed-up one shows. */
record Numbered(Tier tier, KnownCells known) {
  private static final Region<String> REGION =
      Region.of("numbers", String.class, "number:{}", DataClass.SHARED, CacheTtl.MEDIUM);

  private static CacheKey<String> key(int number) {
    return REGION.key(Scope.DISTRICT, Integer.toString(number));
  }

  /** Writes the entry of a number. */
  void put(int number) {
    put(number, Integer.toString(number).getBytes(StandardCharsets.UTF_8));
  }

  /** Writes another value there. */
  void put(int number, byte[] value) {
    CacheKey<String> key = key(number);
    long now = System.currentTimeMillis();
    tier.put(
        new CacheEntry(
            key.text(),
            REGION.shape(),
            known.stampsOf(key.tags()),
            now,
            now + 300_000,
            now + 900_000,
            value,
            null));
  }

  /** The same, which may fail. */
  void tryToPut(int number) {
    try {
      put(number);
    } catch (TierFailedException e) {
      // The circuit was told.
    }
  }

  /** Reads as {@link #get}; a failure is a miss. */
  @Nullable String tryToGet(int number) {
    try {
      return get(number);
    } catch (TierFailedException e) {
      return null;
    }
  }

  /** Reads the entry of a number, and returns its value; null is a miss. */
  @Nullable String get(int number) {
    CacheEntry found = tier.get(key(number));
    return found == null ? null : new String(found.payload(), StandardCharsets.UTF_8);
  }
}
