package dev.homeroom.cache.memory;

import dev.homeroom.cache.spi.CacheEntry;
import org.jspecify.annotations.Nullable;

/** An entry in memory, with its counted bytes and the time of its last use. */
final class MemoryEntry extends Kept {
  /**
   * The bytes that are counted beside key and payload: for stamps and times, the key's own cell,
   * Ehcache's holder and node. 568 bytes of heap were measured with five tags.
   */
  static final long AROUND = 600;

  private final CacheEntry entry;
  private final long bytes;

  /** The decoded value, under the lock of {@link MemoryTier}; null if none is kept. */
  private @Nullable DecodedValue value;

  /** Makes one; {@code objectBytes} is the heap of the object of a LOCAL region, else 0. */
  MemoryEntry(CacheEntry entry, long objectBytes) {
    this.entry = entry;
    // A key is ASCII.
    this.bytes = entry.key().length() + entry.payload().length + AROUND + objectBytes;
  }

  CacheEntry entry() {
    return entry;
  }

  @Override
  String key() {
    return entry.key();
  }

  /** Returns the region's name, which each entry carries as a tag; empty if it does not. */
  @Override
  String region() {
    String region = "region:";
    for (int i = 0; i < entry.stamps().size(); i++) {
      String tag = entry.stamps().tag(i);
      if (tag.startsWith(region)) {
        return tag.substring(region.length());
      }
    }
    return "";
  }

  @Override
  long bytes() {
    return bytes;
  }

  @Override
  boolean hasEnded(long nowMillis) {
    return nowMillis >= entry.staleUntilMillis();
  }

  @Nullable DecodedValue value() {
    return value;
  }

  void value(@Nullable DecodedValue kept) {
    value = kept;
  }
}
