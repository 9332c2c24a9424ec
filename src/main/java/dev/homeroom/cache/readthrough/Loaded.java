package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.spi.CacheEntry;

/**
 * The result of a load.
 *
 * @param entry the entry, also if it was not kept
 * @param stored whether it is kept
 * @param found whether a load that had just ended had left it, so that nothing was loaded
 */
record Loaded(CacheEntry entry, boolean stored, boolean found) {}
