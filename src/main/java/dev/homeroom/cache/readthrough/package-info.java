/**
 * Reads through the cache: memory, then Redis, then a load; per key one load runs and one waits, on
 * threads of the cache with a bounded queue. Imports {@code cache} and {@code cache.spi}. If a tier
 * fails, that is a miss; if a loader fails or is slow, what is old is answered where that may be,
 * and else its exception reaches all waiting callers.
 */
@NullMarked
package dev.homeroom.cache.readthrough;

import org.jspecify.annotations.NullMarked;
