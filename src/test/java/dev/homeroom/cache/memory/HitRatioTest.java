package dev.homeroom.cache.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.homeroom.cache.memory.PolicyFixture.Bound;
import dev.homeroom.cache.memory.PolicyFixture.Kind;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.EvictionPolicy;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How often a sample finds what the exact policy keeps, when keys are asked for as Zipf says. */
class HitRatioTest {
  private static final int KEYS = 20_000;
  private static final int MOST = 1_000;

  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void zipf_hitRatio_isWithinTwoPointsOfTheExactPolicy(EvictionPolicy policy) {
    compare(policy, 0.9, 200_000);
  }

  /** Compares a policy with its exact form, over so many calls. */
  static void compare(EvictionPolicy policy, double skew, int calls) {
    double[] sums = sums(skew);
    SplittableRandom random = new SplittableRandom(18);
    ExactPolicy exact = new ExactPolicy(policy, MOST);
    double hits = 0;
    double exactHits = 0;
    try (PolicyFixture memory =
        new PolicyFixture(policy, Kind.ENTRIES, Bound.OF_ENTRIES, MOST, CacheRecorder.none())) {
      for (int i = 0; i < calls; i++) {
        int place = Arrays.binarySearch(sums, random.nextDouble() * sums[KEYS - 1]);
        String id = "n" + (place < 0 ? -place - 1 : place);
        if (memory.read(id)) {
          hits++;
        } else {
          memory.put(id);
        }
        if (exact.read(id)) {
          exactHits++;
        } else {
          exact.put(id);
        }
      }
    }
    assertThat(hits / calls)
        .as("%s, %s", policy, skew)
        .isCloseTo(exactHits / calls, within(0.02))
        .isBetween(0.1, 0.9);
  }

  /** The sums of what each key is asked for: the n-th by a share of 1 ÷ n to the power of skew. */
  private static double[] sums(double skew) {
    double[] sums = new double[KEYS];
    double sum = 0;
    for (int n = 0; n < KEYS; n++) {
      sum += Math.pow(n + 1.0, -skew);
      sums[n] = sum;
    }
    return sums;
  }
}
