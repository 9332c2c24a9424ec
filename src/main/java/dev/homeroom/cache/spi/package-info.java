/**
 * The types that the packages of the cache share: tiers and their entries, the circuit breaker, the
 * recorder, and the ports that {@code database} implements. Imports {@code cache} alone. Outside
 * the cache only implementers of its ports import it.
 */
@NullMarked
package dev.homeroom.cache.spi;

import org.jspecify.annotations.NullMarked;
