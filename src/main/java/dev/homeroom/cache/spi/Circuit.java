package dev.homeroom.cache.spi;

import dev.homeroom.cache.CacheState;

/**
 * The circuit breaker of Redis. Port; implemented by the state machine in {@code cache.failover}.
 * Safe for all threads; never blocks.
 */
public interface Circuit {
  /** Returns whether Redis may be asked now: the state is {@link CacheState#REDIS}. */
  boolean isClosed();

  /**
   * Returns the number of the run of Redis in use, or used last: from 1, raised when its run id
   * changes, so that a writer knows that its value may be gone. If Redis does not tell its run id,
   * each return after an outage counts as another run. Takes no lock.
   */
  long redisRun();

  /**
   * Notes an answered call. One that took longer than 200 ms counts as failed.
   *
   * @param nanos its time, with the wait for a connection, but without opening one
   */
  void succeeded(long nanos);

  /** Notes a call that failed, after its retry. */
  void failed(TierFailure failure);

  /**
   * Notes that the listener has a new connection: Redis may have been restarted without a failed
   * call, so the probe reads its run id soon.
   */
  void reconnected();
}
