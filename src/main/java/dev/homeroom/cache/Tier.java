package dev.homeroom.cache;

import java.util.Collection;
import java.util.Map;

/**
 * A place that keeps entries. Every implementation passes {@code TierContract}. A tier judges
 * nothing but what it keeps: stamps and times are the reader's business.
 */
public interface Tier {
  /** Returns what answers from here say: {@code MEMORY} or {@code REDIS}. */
  Source source();

  /**
   * Returns the entries of those keys that are here, by key text; absent ones are left out. One
   * round trip.
   */
  Map<String, CacheEntry> getAll(Collection<? extends CacheKey<?>> keys);

  /** Returns the entry of one key, or null: the short way of {@link #getAll}. */
  @org.jspecify.annotations.Nullable CacheEntry get(CacheKey<?> key);

  /** Keeps an entry; an entry of the same key is replaced. */
  void put(CacheEntry entry);

  /** Forgets the entries of these keys. */
  void removeAll(Collection<String> keys);

  /** Returns how many entries are here, at most as many as the bound; costly, for statistics. */
  long size();
}
