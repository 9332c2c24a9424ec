/**
 * Counts the cache's operations as MicroProfile metrics. Imports {@code cache} and {@code
 * cache.spi}. A metric that fails never fails a cache call.
 */
@NullMarked
package dev.homeroom.cache.monitoring;

import org.jspecify.annotations.NullMarked;
