package dev.homeroom.cache.redis;

import dev.homeroom.cache.spi.TierFailure;

/** Thrown when the connection was lost during an idempotent command, which may be retried. */
final class LostConnectionException extends RedisFailedException {
  private static final long serialVersionUID = 1L;

  LostConnectionException(TierFailure failure, Throwable cause) {
    super(failure, true, cause);
  }
}
