package dev.homeroom.cache.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.settings.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is shipped, and what settings change. */
class FailoverLimitsTest {
  private static FailoverLimits from(Map<String, String> values) {
    return FailoverLimits.from(new Settings(key -> Optional.ofNullable(values.get(key))));
  }

  @Test
  void from_nothingSet_isAsShipped() {
    assertThat(from(Map.of())).isEqualTo(FailoverLimits.SHIPPED);
  }

  @Test
  void shipped_areTheNumbersThatWerePromised() {
    FailoverLimits shipped = FailoverLimits.SHIPPED;
    assertThat(shipped.opening())
        .isEqualTo(
            new FailoverLimits.OpeningLimits(
                5, 10, Duration.ofSeconds(10), Duration.ofMillis(200), Duration.ofMillis(300)));
    assertThat(shipped.probing())
        .isEqualTo(
            new FailoverLimits.ProbeLimits(
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                3,
                Duration.ofSeconds(2),
                Duration.ofSeconds(1)));
    assertThat(shipped.flapping())
        .isEqualTo(
            new FailoverLimits.FlapLimits(
                3, Duration.ofMinutes(5), Duration.ofSeconds(10), Duration.ofSeconds(60)));
    assertThat(shipped.failoverTimeout()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void from_everySettingSet_hasItsValue() {
    FailoverLimits limits =
        from(
            Map.of(
                "CACHE_FAILURES_TO_OPEN", "7",
                "CACHE_GOOD_PROBES", "4",
                "CACHE_FLAP_HOLD", "3s",
                "CACHE_HEALTH_INTERVAL", "200ms",
                "CACHE_FAILOVER_TIMEOUT", "9s"));
    assertThat(limits.opening().failuresInARow()).isEqualTo(7);
    assertThat(limits.probing().goodProbes()).isEqualTo(4);
    assertThat(limits.flapping().hold()).isEqualTo(Duration.ofSeconds(3));
    assertThat(limits.probing().interval()).isEqualTo(Duration.ofMillis(200));
    assertThat(limits.probing().idle()).isEqualTo(Duration.ofSeconds(1));
    assertThat(limits.failoverTimeout()).isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void flapHold_zero_needsNoUnit() {
    assertThat(from(Map.of("CACHE_FLAP_HOLD", " 0 ")).flapping().hold()).isZero();
    assertThat(from(Map.of("CACHE_FLAP_HOLD", "0s")).flapping().hold()).isZero();
  }
}
