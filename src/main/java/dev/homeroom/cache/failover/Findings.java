package dev.homeroom.cache.failover;

import dev.homeroom.cache.RedisProbe;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of Redis itself: from its probes, and from its last failure. Immutable. */
record Findings(@Nullable String lastError, @Nullable Double latencyMillis) {
  static final Findings NONE = new Findings(null, null);
  private static final double NANOS_PER_MILLI = 1e6;

  /** Takes what a good probe found. */
  Findings withGood(RedisProbe.Result result) {
    return new Findings(lastError, result.latencyNanos() / NANOS_PER_MILLI);
  }

  /** Takes why Redis was left or could not be reached. */
  Findings withError(String reason) {
    return new Findings(reason, latencyMillis);
  }

  Optional<String> error() {
    return Optional.ofNullable(lastError);
  }

  Optional<Double> latency() {
    return Optional.ofNullable(latencyMillis);
  }
}
