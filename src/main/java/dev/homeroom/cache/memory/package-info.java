/**
 * The memory tier: Ehcache through JCache, by reference, bounded. The only room with JCache and
 * Ehcache. Imports only {@code cache}. It depends on nothing that can fail.
 */
@NullMarked
package dev.homeroom.cache.memory;

import org.jspecify.annotations.NullMarked;
