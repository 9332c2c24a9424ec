package dev.homeroom.cache.memory;

import dev.homeroom.cache.spi.EvictionPolicy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link HitRatioTest} over a million calls each, with three skews; it asks no server. */
@Tag("long")
class LongHitRatioIT {
  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void zipfOfAMillion_hitRatio_isWithinTwoPointsOfTheExactPolicy(EvictionPolicy policy) {
    for (double skew : new double[] {0.7, 0.9, 1.1}) {
      HitRatioTest.compare(policy, skew, 1_000_000);
    }
  }
}
