package dev.homeroom.cache.redis;

import dev.homeroom.cache.spi.TierFailure;

/** An attempt failed, sorted. Never leaves the gate. Has no stack trace. */
class RedisFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient TierFailure failure;

  RedisFailedException(TierFailure failure, Throwable cause) {
    super(failure.reason(), cause, false, false);
    this.failure = failure;
  }

  /** Returns what it was sorted as. */
  TierFailure failure() {
    return failure;
  }
}
