package dev.homeroom.cache.entry;

import java.util.Map;

/**
 * An entry as it stands in a shared store: nothing in it is believed before it has been compared
 * with what was asked for and what is known.
 *
 * @param installation {@code i}: the installation that wrote it
 * @param shape {@code h}: version of the value's form
 * @param key {@code k}: whose value it is, without the prefix
 * @param generations {@code t}: tags and stamps
 * @param loadedMillis {@code l}: when its load began, ms since 1970
 * @param freshUntilMillis {@code f}
 * @param staleUntilMillis {@code s}
 * @param payload {@code data}: the value's JSON, its checksum compared
 */
// The payload is bytes by idea four; nobody compares entries.
@SuppressWarnings("ArrayRecordComponent")
public record StoredEntry(
    String installation,
    int shape,
    String key,
    Map<String, Long> generations,
    long loadedMillis,
    long freshUntilMillis,
    long staleUntilMillis,
    byte[] payload) {
  /** Keeps the tags in their order. */
  public StoredEntry {
    generations = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(generations));
  }
}
