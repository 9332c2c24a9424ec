/**
 * The memory tier: Ehcache through JCache, by reference, bounded. The only package with JCache and
 * Ehcache. Imports {@code cache} and {@code cache.spi}. It depends on nothing that can fail.
 */
@NullMarked
package dev.homeroom.cache.memory;

import org.jspecify.annotations.NullMarked;
