package dev.homeroom.cache.failover;

import dev.homeroom.cache.spi.RedisProbe;
import java.util.Optional;

/** The knowledge about Redis from its probes and its last failure. Immutable. */
record ProbeFindings(Optional<String> error, Optional<Double> latencyMillis) {
  static final ProbeFindings NONE = new ProbeFindings(Optional.empty(), Optional.empty());
  private static final double NANOS_PER_MILLI = 1e6;

  ProbeFindings withGood(RedisProbe.Result result) {
    return new ProbeFindings(error, Optional.of(result.latencyNanos() / NANOS_PER_MILLI));
  }

  ProbeFindings withError(String reason) {
    return new ProbeFindings(Optional.of(reason), latencyMillis);
  }
}
