/**
 * Decides which tier answers now: the state machine, which is the only circuit breaker of Redis,
 * and the loop that probes Redis. Imports {@code cache} and {@code cache.spi}.
 *
 * <p>If Redis fails the state is DEGRADED, no request touches a socket any more, and memory
 * answers; three successful probes and a canary lead back. A probe that throws counts as a failed
 * probe. An exception of an observer of changes is logged. No exception of this package reaches a
 * caller of the cache.
 */
@NullMarked
package dev.homeroom.cache.failover;

import org.jspecify.annotations.NullMarked;
