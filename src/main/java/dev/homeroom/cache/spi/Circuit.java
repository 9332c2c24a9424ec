package dev.homeroom.cache.spi;

import dev.homeroom.cache.CacheState;

/**
 * Says whether Redis may be asked, and is told how each call ended. Port; implemented by the state
 * machine in {@code cache.failover}, asked by the readers and told by the gate. Safe for all
 * threads; never blocks.
 */
public interface Circuit {
  /** Returns whether Redis may be asked now: the state is {@link CacheState#REDIS}. */
  boolean isClosed();

  /**
   * Returns the number of the run of Redis that is used, or was used last: from 1, raised each time
   * its run id is another one than before, so that a writer knows that its value may be gone. Where
   * Redis does not tell its run id, each return to it after an outage counts as another run. Read
   * without a lock.
   */
  long redisRun();

  /**
   * Tells of a call that was answered. One that took longer than 200 ms counts as failed.
   *
   * @param nanos how long it took, with its wait for a connection, but without opening one
   */
  void succeeded(long nanos);

  /** Tells of a call that failed, after its retry. */
  void failed(TierFailure failure);

  /**
   * Tells that the connection that listens is open again: Redis may have been restarted without any
   * call that failed, so its run id is read soon, by the probe.
   */
  void reconnected();
}
