package dev.homeroom.cache.redis;

import dev.homeroom.cache.spi.TierFailure;
import redis.clients.jedis.exceptions.JedisDataException;

/** Thrown when Redis refuses a first command of a new connection, so that it cannot be used. */
final class RefusedConnectionException extends JedisDataException {
  private static final long serialVersionUID = 1L;

  private final transient TierFailure failure;

  RefusedConnectionException(TierFailure failure) {
    super(failure.reason());
    this.failure = failure;
  }

  TierFailure failure() {
    return failure;
  }
}
