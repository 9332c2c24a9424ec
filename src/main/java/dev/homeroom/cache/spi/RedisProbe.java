package dev.homeroom.cache.spi;

import dev.homeroom.cache.RedisServerFigures;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether Redis works. Port; implemented in {@code cache.redis}, run by the one background
 * thread of {@code cache.failover}, never by a request and never twice at a time.
 */
public interface RedisProbe {
  /** Returns whether a Redis is configured. */
  boolean isConfigured();

  /**
   * Connects, and writes, reads and deletes a canary, so that a read-only or full server fails.
   * Bounded by the probe's own deadline; never throws.
   */
  Result probe();

  /**
   * The result of one probe.
   *
   * @param failure null if Redis works
   * @param runId the server's run id; empty if unknown
   * @param latencyNanos the time of the canary; 0 if it failed
   * @param server what Redis told of itself; null if nothing
   */
  record Result(
      @Nullable TierFailure failure,
      String runId,
      long latencyNanos,
      @Nullable RedisServerFigures server) {
    /** Returns a good result of a Redis that told nothing but its run id. */
    public static Result good(String runId, long latencyNanos) {
      return new Result(null, runId, latencyNanos, null);
    }

    /** Returns a failed result. */
    public static Result failed(TierFailure failure) {
      return new Result(failure, "", 0, null);
    }

    /** Returns whether Redis works. */
    public boolean isGood() {
      return failure == null;
    }
  }
}
