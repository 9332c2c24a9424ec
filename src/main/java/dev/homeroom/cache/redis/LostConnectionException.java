package dev.homeroom.cache.redis;

import dev.homeroom.cache.spi.TierFailure;

/** The connection was lost under an idempotent command: worth one retry on a new one. */
final class LostConnectionException extends RedisFailedException {
  private static final long serialVersionUID = 1L;

  LostConnectionException(TierFailure failure, Throwable cause) {
    super(failure, cause);
  }
}
