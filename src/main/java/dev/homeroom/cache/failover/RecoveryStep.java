package dev.homeroom.cache.failover;

/**
 * One thing to be done in RECOVERING, before any reader is sent to Redis: here the journal of the
 * Redis-shaped commands and the critical keys will have their place. There is none yet; stamped
 * entries need none. Run by the probe's thread, in the order given.
 */
@FunctionalInterface
interface RecoveryStep {
  /** Does it. Whatever it throws leads back to DEGRADED, and it is run again next time. */
  void run();
}
