package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.cache.spi.ValueFormat;

/** Reads values from payloads, once for an entry that memory holds. */
final class DecodedValues {
  private final ValueFormat format;
  private final Tiers tiers;

  DecodedValues(ValueFormat format, Tiers tiers) {
    this.format = format;
    this.tiers = tiers;
  }

  /**
   * Returns the value of an entry that has one.
   *
   * @throws IllegalStateException if the region's values are passed on as JSON
   * @throws IllegalArgumentException if the payload is not the JSON of the region's type
   */
  <T> T of(CacheKey<T> key, CacheEntry entry) {
    Class<T> type = key.region().type();
    Object kept = entry.decoded();
    if (kept == null) {
      kept = entry.object();
    }
    return kept != null && type.isInstance(kept) ? type.cast(kept) : read(key, entry, type);
  }

  private <T> T read(CacheKey<T> key, CacheEntry entry, Class<T> type) {
    if (!key.region().hasTypedValues()) {
      throw new IllegalStateException(
          "values of region " + key.region() + " are passed on as JSON: use payload()");
    }
    T value = format.read(entry.payload(), type);
    tiers.keepDecoded(key, entry, value);
    return value;
  }
}
