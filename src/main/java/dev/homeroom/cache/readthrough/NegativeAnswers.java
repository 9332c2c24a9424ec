package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.spi.CacheEntry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the negative answers of this instance: keys that have no value. They stand apart from the
 * entries, so that requests for random ids evict only other negative answers, the least used first.
 */
final class NegativeAnswers {
  /** The most negative answers that are kept. */
  static final int MAX = 2_000;

  private static final int INITIAL = 16;
  private static final float LOAD_FACTOR = 0.75f;

  private final Map<String, CacheEntry> byKey =
      new LinkedHashMap<>(INITIAL, LOAD_FACTOR, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CacheEntry> eldest) {
          return size() > MAX;
        }
      };

  synchronized @Nullable CacheEntry get(String key) {
    return byKey.get(key);
  }

  synchronized void put(CacheEntry entry) {
    byKey.put(entry.key(), entry);
  }

  /** Forgets the negative answer of a key, if it is the one that is meant. */
  synchronized void removeIf(String key, Predicate<CacheEntry> goes) {
    CacheEntry here = byKey.get(key);
    if (here != null && goes.test(here)) {
      byKey.remove(key);
    }
  }

  synchronized int size() {
    return byKey.size();
  }
}
