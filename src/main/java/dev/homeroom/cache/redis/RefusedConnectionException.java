package dev.homeroom.cache.redis;

import dev.homeroom.cache.spi.TierFailure;
import redis.clients.jedis.exceptions.JedisDataException;

/** Redis refused what a new connection says first, so that it cannot be used. */
final class RefusedConnectionException extends JedisDataException {
  private static final long serialVersionUID = 1L;

  private final transient TierFailure failure;

  /** Takes what the refusal was sorted as. */
  RefusedConnectionException(TierFailure failure) {
    super(failure.reason());
    this.failure = failure;
  }

  /** Returns what it was sorted as. */
  TierFailure failure() {
    return failure;
  }
}
