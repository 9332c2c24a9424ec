package dev.homeroom.cache;

/**
 * Which tier answers now, and why. The state machine in {@code cache.failover} is the only circuit
 * of Redis
 */
public enum CacheState {
  /** No Redis is set: memory only, for ever. */
  NOT_CONFIGURED,
  /** Redis answers. */
  REDIS,
  /** Redis is away: memory answers, no request touches a socket, a probe looks for Redis. */
  DEGRADED,
  /** Redis answers the probe again; readers are still on memory. */
  RECOVERING,
  /** Memory, because a person wants it so. */
  FORCED_MEMORY
}
