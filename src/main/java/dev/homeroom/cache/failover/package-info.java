/**
 * Which tier answers now: the state machine, the only circuit of Redis, and the one thread that
 * looks for Redis. Imports {@code cache} and {@code cache.spi}.
 *
 * <p>If Redis fails the state is DEGRADED, no request touches a socket any more, and memory
 * answers; three good probes and a canary lead back. If a probe throws, that is a failed probe. If
 * an observer of changes throws, that is a log line. Nothing here ever reaches a caller of the
 * cache.
 */
@NullMarked
package dev.homeroom.cache.failover;

import org.jspecify.annotations.NullMarked;
