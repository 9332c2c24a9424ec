package dev.homeroom.outage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Memory is warm when Redis dies, and stays warm when it comes back with nothing. */
// Beside the tests of one server, which run one after another.
@Order(Integer.MAX_VALUE)
class WarmKeysIT {
  private static final int PORT = 9206;

  @Test
  void redisKilledStartedEmptyAndFrozen_underLoadOfAThousandWarmKeys_nothingIsLoaded() {
    WarmKeys.Result result;
    try (WarmKeys experiment = new WarmKeys(PORT, 200, Duration.ofSeconds(3))) {
      result = experiment.run();
    }
    assertThat(result.entries()).isGreaterThanOrEqualTo(1_000);
    assertThat(result.reads().failures()).isEmpty();
    assertThat(result.phases())
        .allSatisfy(
            phase -> {
              assertThat(phase.changed()).as(phase.toString()).isTrue();
              assertThat(phase.loads()).as(phase.toString()).isZero();
              assertThat(result.reads().in(phase.name()).count()).isPositive();
            });
    for (String away : new String[] {"killed", "frozen"}) {
      // A read may have begun before; each of several hundred others would ask too.
      assertThat(phase(result, away).asked())
          .as("reads sent to Redis while it is away")
          .isLessThanOrEqualTo(WarmKeys.CONNECTIONS);
      assertThat(result.reads().in(away).tags()).containsKey("memory");
    }
    // What memory gave back: each key at its first use.
    assertThat(phase(result, "started empty").keys()).isGreaterThanOrEqualTo(result.entries());
    assertThat(result.reads().in("thawed").tags()).containsKey("redis");
  }

  private static WarmKeys.Phase phase(WarmKeys.Result result, String name) {
    return result.phases().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
