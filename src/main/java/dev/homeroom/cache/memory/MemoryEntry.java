package dev.homeroom.cache.memory;

import dev.homeroom.cache.CacheEntry;

/** An entry in memory, what it counts for, and when it was used last. */
final class MemoryEntry {
  /**
   * What is counted for all that stands around a key and a payload: stamps and times, the key's own
   * cell, Ehcache's holder and node: 568 bytes of heap were measured with five tags.
   */
  static final long AROUND = 600;

  /**
   * What is counted for the object of a LOCAL region, since nobody looks into it: a teacher's
   * access record took 860 bytes of heap with six classes, and 2,200 with thirty.
   */
  static final long OBJECT = 2_000;

  private final CacheEntry entry;
  private final long bytes;

  /** Its place among all, under the lock of {@link MemoryTier}. */
  private int seat;

  /** When it was used last, as {@link Bounds#now} tells time; written by readers in a race. */
  private int used;

  MemoryEntry(CacheEntry entry) {
    this.entry = entry;
    // A key is ASCII.
    this.bytes =
        entry.key().length()
            + entry.payload().length
            + AROUND
            + (entry.object() == null ? 0 : OBJECT);
  }

  /** Returns the entry, and notes that it was used; no write if nothing was put since the last. */
  CacheEntry use(int now) {
    if (used != now) {
      used = now;
    }
    return entry;
  }

  /** Returns the entry without noting a use. */
  CacheEntry entry() {
    return entry;
  }

  String key() {
    return entry.key();
  }

  /** Returns the region's name, which each entry carries as a tag; empty if it does not. */
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

  long bytes() {
    return bytes;
  }

  /**
   * Compares by difference, so that the counter may overflow: only an entry unused for 2³¹ puts
   * looks young.
   */
  boolean usedBefore(MemoryEntry other) {
    return used - other.used < 0;
  }

  int seat() {
    return seat;
  }

  void sit(int place) {
    seat = place;
  }
}
