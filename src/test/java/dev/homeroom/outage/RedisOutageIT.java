package dev.homeroom.outage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The short form of the experiment. */
@Tag("quiet")
@Order(2)
class RedisOutageIT {
  @Test
  @SuppressWarnings("SystemOut") // The table is worth reading also if nothing is broken.
  void redisKilledStartedEmptyFrozenAndThawed_breaksNoPromise() {
    try (OutageExperiment experiment = new OutageExperiment(OutagePlan.SHORT, phase -> {})) {
      OutageResult result = experiment.run();
      System.out.println(result.table());
      assertThat(result.broken()).as(result.table()).isEmpty();
    }
  }
}
