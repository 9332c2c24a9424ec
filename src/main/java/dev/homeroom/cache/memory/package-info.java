/**
 * The memory tier: Ehcache through JCache, by reference, bounded by entries and bytes, evicted by
 * one of four policies, cleaned up each minute. It holds stamped entries and the values of the
 * Redis-shaped commands. The only package with JCache and Ehcache. Imports {@code cache} and {@code
 * cache.spi}. It depends on nothing that can fail.
 */
@NullMarked
package dev.homeroom.cache.memory;

import org.jspecify.annotations.NullMarked;
