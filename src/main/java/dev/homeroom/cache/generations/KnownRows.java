package dev.homeroom.cache.generations;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All rows of the table of generations with running totals, or none if the table is too large to be
 * held. Not safe for threads.
 */
final class KnownRows {
  private final boolean areAll;
  private final Map<String, Long> byTag;
  private long sum;

  private KnownRows(boolean areAll, Map<String, Long> byTag) {
    this.areAll = areAll;
    this.byTag = byTag;
    byTag.values().forEach(generation -> sum += generation);
  }

  static KnownRows all(Map<String, Long> rows) {
    return new KnownRows(true, new HashMap<>(rows));
  }

  /** Holds no rows: each tag's generation must be read. */
  static KnownRows none() {
    return new KnownRows(false, new HashMap<>());
  }

  boolean areAll() {
    return areAll;
  }

  /** Returns a tag's generation, 0 if it has no row; null if that is not known. */
  @Nullable Long of(String tag) {
    Long generation = byTag.get(tag);
    return generation == null && areAll ? Long.valueOf(0) : generation;
  }

  int size() {
    return byTag.size();
  }

  boolean has(String tag) {
    return byTag.containsKey(tag);
  }

  void put(String tag, long generation) {
    if (areAll) {
      Long before = byTag.put(tag, generation);
      sum += generation - (before == null ? 0 : before);
    }
  }

  Totals totalsWith(Map<String, Long> others) {
    long rows = byTag.size();
    long total = sum;
    for (Map.Entry<String, Long> other : others.entrySet()) {
      Long before = byTag.get(other.getKey());
      rows += before == null ? 1 : 0;
      total += other.getValue() - (before == null ? 0 : before);
    }
    return new Totals(rows, total);
  }
}
