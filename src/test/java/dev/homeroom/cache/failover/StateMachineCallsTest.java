package dev.homeroom.cache.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Which calls lead to DEGRADED, each number at its edge. */
class StateMachineCallsTest {
  private static final Duration SLOW = Duration.ofMillis(200).plusNanos(1);

  private final Bench bench = Bench.inRedis();

  StateMachineCallsTest() {
    // Slices of the window begin at whole half seconds, and no call is older than REDIS.
    bench.pass(Duration.ofSeconds(1));
  }

  private void alternate(int pairs) {
    for (int i = 0; i < pairs; i++) {
      bench.answered(Bench.FAST);
      bench.failed(Bench.TIMEOUT, 1);
    }
  }

  @Test
  void failed_fiveTimeoutsInARow_degrades() {
    bench.failed(Bench.TIMEOUT, 4);
    assertThat(bench.state()).isEqualTo(CacheState.REDIS);

    bench.failed(Bench.TIMEOUT, 1);
    assertThat(bench.state()).isEqualTo(CacheState.DEGRADED);
    assertThat(bench.machine.snapshot().lastError()).contains("timed out");
  }

  @Test
  void failed_anAnswerBetweenFourAndFour_staysRedis() {
    bench.failed(Bench.TIMEOUT, 4);
    bench.answered(Bench.FAST);
    bench.failed(Bench.TIMEOUT, 4);
    assertThat(bench.state()).isEqualTo(CacheState.REDIS);
  }

  @Test
  void failed_needingNoSecondOpinion_degradesAtOnce() {
    bench.failed(Bench.REFUSED, 1);
    assertThat(bench.state()).isEqualTo(CacheState.DEGRADED);
    assertThat(bench.machine.isClosed()).isFalse();
    assertThat(bench.events.get(1).reason()).isEqualTo("connection refused");
  }

  @Test
  void failed_halfOfTenCalls_degrades() {
    alternate(4);
    bench.answered(Bench.FAST);
    assertThat(bench.state()).isEqualTo(CacheState.REDIS);

    bench.failed(Bench.TIMEOUT, 1);
    assertThat(bench.state()).isEqualTo(CacheState.DEGRADED);
  }

  @Test
  void failed_halfOfNineCalls_staysRedis() {
    bench.failed(Bench.TIMEOUT, 1);
    alternate(4);
    assertThat(bench.state()).isEqualTo(CacheState.REDIS);
  }

  @Test
  void failed_belowHalfOfManyCalls_staysRedis() {
    bench.answered(Bench.FAST);
    alternate(100);
    assertThat(bench.state()).isEqualTo(CacheState.REDIS);
  }

  @Test
  void failed_otherHalfTenSecondsAgo_isNotCounted() {
    bench.failed(Bench.TIMEOUT, 4);
    bench.answered(Bench.FAST);
    bench.pass(Duration.ofSeconds(10));
    for (int i = 0; i < 5; i++) {
      bench.answered(Bench.FAST);
    }
    bench.failed(Bench.TIMEOUT, 1);
    assertThat(bench.state()).isEqualTo(CacheState.REDIS);
  }

  @Test
  void failed_otherHalfJustWithinTenSeconds_degrades() {
    bench.failed(Bench.TIMEOUT, 4);
    bench.answered(Bench.FAST);
    bench.pass(Duration.ofSeconds(10).minusNanos(1));
    for (int i = 0; i < 4; i++) {
      bench.answered(Bench.FAST);
    }
    bench.failed(Bench.TIMEOUT, 1);
    assertThat(bench.state()).isEqualTo(CacheState.DEGRADED);
  }

  @Test
  void succeeded_slowly_countsAsFailed() {
    for (int i = 0; i < 4; i++) {
      bench.answered(SLOW);
    }
    assertThat(bench.state()).isEqualTo(CacheState.REDIS);

    bench.answered(SLOW);
    assertThat(bench.state()).isEqualTo(CacheState.DEGRADED);
    assertThat(bench.machine.snapshot().lastError()).contains("slow answers");
  }

  @Test
  void succeeded_inExactly200Millis_isGood() {
    for (int i = 0; i < 50; i++) {
      bench.answered(Duration.ofMillis(200));
    }
    assertThat(bench.state()).isEqualTo(CacheState.REDIS);
  }

  @Test
  void failed_miss_neverCounts() {
    bench.failed(Bench.POOL_WAIT, 1_000);
    bench.failed(Bench.TIMEOUT, 4);
    bench.failed(Bench.POOL_WAIT, 1_000);
    assertThat(bench.state()).isEqualTo(CacheState.REDIS);

    bench.failed(Bench.TIMEOUT, 1);
    assertThat(bench.state()).as("a miss breaks no row either").isEqualTo(CacheState.DEGRADED);
  }

  @Test
  void failed_afterDegraded_countsForNothing() {
    bench.failed(Bench.REFUSED, 1);
    Duration next = bench.machine.untilNextProbe();
    bench.failed(Bench.TIMEOUT, 5);
    bench.failed(Bench.REFUSED, 5);

    assertThat(bench.path()).containsExactly(CacheState.REDIS, CacheState.DEGRADED);
    assertThat(bench.machine.untilNextProbe()).isEqualTo(next);
    bench.recover();
    bench.lose();
    bench.recover();
    assertThat(bench.events.toString()).doesNotContain("left alone");
  }

  @Test
  void failed_fourBeforeTheOutageAndFourAfter_staysRedis() {
    bench.failed(Bench.TIMEOUT, 4);
    bench.failed(Bench.REFUSED, 1);
    bench.recover();
    bench.failed(Bench.TIMEOUT, 4);
    assertThat(bench.state()).isEqualTo(CacheState.REDIS);
  }

  @Test
  void failed_callsOfAnEarlierRedis_doNotDegradeTheNewOne() {
    Bench quick = new Bench(Quick.LIMITS);
    quick.probe(Bench.WELL);
    quick.pass(Duration.ofSeconds(1));
    quick.failed(Bench.REFUSED, 1);
    quick.random = 0;
    assertThat(quick.recover()).isLessThan(Duration.ofMillis(300));

    quick.failed(Bench.TIMEOUT, 5);
    quick.failed(Bench.REFUSED, 1);
    assertThat(quick.state()).isEqualTo(CacheState.REDIS);

    quick.pass(Duration.ofMillis(300));
    quick.failed(Bench.REFUSED, 1);
    assertThat(quick.state()).isEqualTo(CacheState.DEGRADED);
  }

  @Test
  void succeeded_slowCallsOfAnEarlierRedis_doNotDegradeTheNewOne() {
    bench.failed(Bench.REFUSED, 1);
    bench.recover();
    for (int i = 0; i < 50; i++) {
      bench.answered(Duration.ofMillis(201));
    }
    assertThat(bench.state()).isEqualTo(CacheState.REDIS);
  }
}
