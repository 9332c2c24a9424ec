package dev.homeroom.cache.failover;

import dev.homeroom.cache.spi.RedisProbe;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The knowledge about Redis from its probes and its last failure. Immutable. */
record ProbeFindings(@Nullable String lastError, @Nullable Double latencyMillis) {
  static final ProbeFindings NONE = new ProbeFindings(null, null);
  private static final double NANOS_PER_MILLI = 1e6;

  ProbeFindings withGood(RedisProbe.Result result) {
    return new ProbeFindings(lastError, result.latencyNanos() / NANOS_PER_MILLI);
  }

  ProbeFindings withError(String reason) {
    return new ProbeFindings(reason, latencyMillis);
  }

  Optional<String> error() {
    return Optional.ofNullable(lastError);
  }

  Optional<Double> latency() {
    return Optional.ofNullable(latencyMillis);
  }
}
