package dev.homeroom.cache.spi;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Source;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
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

  /**
   * Keeps an entry, unless the one that is here is to stay: in memory in one step, elsewhere after
   * a look, so that what came in between is replaced.
   *
   * @param stays says of the entry that is here whether it is to stay; must not call this tier
   * @return whether it is kept
   */
  default boolean putUnless(CacheKey<?> key, CacheEntry entry, Predicate<CacheEntry> stays) {
    CacheEntry here = get(key);
    if (here != null && stays.test(here)) {
      return false;
    }
    put(entry);
    return true;
  }

  /**
   * Forgets the entry of a key, if it is the one that is meant: in memory in one step, elsewhere
   * after a look, so that what came in between goes too, which costs one more load.
   *
   * @param goes says of the entry that is here whether it is to go; must not call this tier
   */
  default void removeIf(CacheKey<?> key, Predicate<CacheEntry> goes) {
    CacheEntry here = get(key);
    if (here != null && goes.test(here)) {
      removeAll(List.of(key.text()));
    }
  }

  /**
   * Keeps the value that was read from an entry's payload beside it, if the tier holds this very
   * entry and has room. Does nothing where entries are bytes.
   */
  default void keepDecoded(CacheEntry entry, Object value) {}

  /** Forgets the entries of these keys, whatever they are. */
  void removeAll(Collection<String> keys);

  /** Returns how many entries are here, at most as many as the bound; may be costly. */
  long size();

  /** Returns how many bytes they count for, at most as many as the bound; 0 if nobody counts. */
  default long bytes() {
    return 0;
  }
}
