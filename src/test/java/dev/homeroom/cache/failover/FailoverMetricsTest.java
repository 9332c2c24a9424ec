package dev.homeroom.cache.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The numbers that dashboards and alerts are built on. */
class FailoverMetricsTest {
  @Test
  void metric_numbersOfStates_areThoseThatWerePromised() {
    assertThat(
            List.of(
                FailoverMetrics.number(CacheState.NOT_CONFIGURED),
                FailoverMetrics.number(CacheState.REDIS),
                FailoverMetrics.number(CacheState.DEGRADED),
                FailoverMetrics.number(CacheState.RECOVERING),
                FailoverMetrics.number(CacheState.FORCED_MEMORY)))
        .containsExactly(0, 1, 2, 3, 4);
  }
}
