package dev.homeroom.cache.redis;

import dev.homeroom.cache.spi.TierFailure;

/** Thrown when an attempt failed. Never leaves the gate. Has no stack trace. */
class RedisFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient TierFailure failure;

  private final boolean mayHaveRun;

  RedisFailedException(TierFailure failure, boolean mayHaveRun, Throwable cause) {
    super(failure.reason(), cause, false, false);
    this.failure = failure;
    this.mayHaveRun = mayHaveRun;
  }

  boolean mayHaveRun() {
    return mayHaveRun;
  }

  TierFailure failure() {
    return failure;
  }
}
