package dev.homeroom.outage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The short form of the experiment. */
@Isolated("who waits for a server that starts beside it waits too long")
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
