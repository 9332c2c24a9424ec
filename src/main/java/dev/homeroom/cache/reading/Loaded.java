package dev.homeroom.cache.reading;

import dev.homeroom.cache.CacheEntry;

/**
 * What a load made.
 *
 * @param entry the entry, also if it was not kept
 * @param stored whether it was kept
 */
record Loaded(CacheEntry entry, boolean stored) {}
