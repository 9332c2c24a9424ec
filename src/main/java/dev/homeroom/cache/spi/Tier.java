package dev.homeroom.cache.spi;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Source;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A store of entries: memory or Redis. A tier checks nothing but what it stores; the reader checks
 * stamps and times. Every implementation passes {@code TierContract}.
 */
public interface Tier {
  /** Returns the source of its answers: {@code MEMORY} or {@code REDIS}. */
  Source source();

  /** Returns the entries of keys in their order, null for missing ones. One round trip. */
  List<@Nullable CacheEntry> getAll(List<? extends CacheKey<?>> keys);

  /** Returns the look-ups of one request, whose time begins now. */
  default LookUps lookUps() {
    return this::getAll;
  }

  /** Returns the entry of one key, or null; cheaper than {@link #getAll}. */
  @Nullable CacheEntry get(CacheKey<?> key);

  /** Stores an entry in place of the key's last one. */
  void put(CacheEntry entry);

  /**
   * Stores an entry, unless the present one is to stay: in memory in one step, elsewhere after a
   * look, so that an entry that came in between is replaced.
   *
   * @param stays whether the present entry is to stay; must not call this tier
   * @return whether it was stored
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
   * Removes the entry of a key on a condition: in memory in one step, elsewhere after a look, so
   * that an entry that came in between goes too, which costs one more load.
   *
   * @param goes whether the present entry is to go; must not call this tier
   */
  default void removeIf(CacheKey<?> key, Predicate<CacheEntry> goes) {
    CacheEntry here = get(key);
    if (here != null && goes.test(here)) {
      removeAll(List.of(key.text()));
    }
  }

  /**
   * Keeps the value that was read from an entry's payload beside it, if the tier holds this very
   * entry and has space. Does nothing where entries are bytes.
   */
  default void keepDecoded(CacheEntry entry, Object value) {}

  /** Removes the entries of these keys, whatever they are. */
  void removeAll(Collection<String> keys);

  /** Returns the number of entries; may be costly. */
  long size();
}
