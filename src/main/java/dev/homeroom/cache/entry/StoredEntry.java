package dev.homeroom.cache.entry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An entry as a shared store holds it; its reader checks all of it before use.
 *
 * @param installation {@code i}: the installation that wrote it
 * @param shape {@code h}: version of the value's form
 * @param key {@code k}: without the prefix
 * @param generations {@code t}: tags and stamps
 * @param loadedMillis {@code l}: when its load began, ms since 1970
 * @param freshUntilMillis {@code f}
 * @param staleUntilMillis {@code s}
 * @param payload {@code data}: the value's JSON, its checksum compared
 */
// Entries are never compared.
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
    generations = Collections.unmodifiableMap(new LinkedHashMap<>(generations));
  }
}
