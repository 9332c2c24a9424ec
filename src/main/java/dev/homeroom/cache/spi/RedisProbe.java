package dev.homeroom.cache.spi;

import org.jspecify.annotations.Nullable;

/**
 * Looks whether Redis is well. Port; implemented in {@code cache.redis}, run by the one background
 * thread of {@code cache.failover}, never by a request and never twice at a time.
 */
public interface RedisProbe {
  /** Returns whether a Redis is set at all. */
  boolean isConfigured();

  /**
   * Connects, if need be at a newly resolved address, and writes, reads and deletes a canary, so
   * that a read-only or full server is not well. Bounded by the probe's own deadline; never throws.
   */
  Result probe();

  /**
   * What one probe found.
   *
   * @param failure why Redis is not well; null if it is
   * @param runId the server's run id; empty if unknown
   * @param latencyNanos how long the canary took; 0 if it failed
   */
  record Result(@Nullable TierFailure failure, String runId, long latencyNanos) {
    /** A good one. */
    public static Result good(String runId, long latencyNanos) {
      return new Result(null, runId, latencyNanos);
    }

    /** A failed one. */
    public static Result failed(TierFailure failure) {
      return new Result(failure, "", 0);
    }

    /** Returns whether Redis is well. */
    public boolean isGood() {
      return failure == null;
    }
  }
}
