package dev.homeroom.cache;

/**
 * The state of the cache, which decides the tier that answers. The state machine in {@code
 * cache.failover} is the only circuit breaker of Redis.
 */
public enum CacheState {
  /** No Redis is configured: memory only. */
  NOT_CONFIGURED,
  /** Redis answers. */
  REDIS,
  /** Redis is away: memory answers, no request touches a socket, a probe looks for Redis. */
  DEGRADED,
  /** Redis answers the probe again; readers are still on memory. */
  RECOVERING,
  /** Memory answers, because an operator wants it. */
  FORCED_MEMORY
}
