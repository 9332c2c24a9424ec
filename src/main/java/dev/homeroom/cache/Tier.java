package dev.homeroom.cache;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place that keeps entries. Every implementation passes {@code TierContract}. A tier judges
 * nothing but what it keeps: stamps and times are the reader's business.
 */
public interface Tier {
  /** Returns what answers from here say: {@code MEMORY} or {@code REDIS}. */
  Source source();

  /**
   * Returns the entries of keys, at their places, null for those that are not here. One round trip.
   */
  List<@Nullable CacheEntry> getAll(List<? extends CacheKey<?>> keys);

  /** Returns the look-ups of one request, whose time begins now. */
  default LookUps lookUps() {
    return this::getAll;
  }

  /** Returns the entry of one key, or null: the short way of {@link #getAll}. */
  @Nullable CacheEntry get(CacheKey<?> key);

  /** Keeps an entry; an entry of the same key is replaced. */
  void put(CacheEntry entry);

  /** Forgets the entries of these keys. */
  void removeAll(Collection<String> keys);

  /** Returns how many entries are here, at most as many as the bound; may be costly. */
  long size();

  /** Returns how many bytes they count for, at most as many as the bound; 0 if nobody counts. */
  default long bytes() {
    return 0;
  }
}
