package dev.homeroom.cache.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheState;
import dev.homeroom.settings.Settings;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How Redis is looked for, and what leads back to it. */
class StateMachineProbeTest {
  private static final double ALMOST_ONE = Math.nextDown(1.0);

  @Test
  void degraded_probesEverySecond_withinTwentyPercent() {
    Bench bench = Bench.degraded();
    bench.random = 0;
    bench.probe(Bench.AWAY);
    assertThat(bench.machine.untilNextProbe()).isEqualTo(Duration.ofMillis(800));

    bench.random = 0.5;
    bench.probe(Bench.AWAY);
    assertThat(bench.machine.untilNextProbe()).isEqualTo(Duration.ofSeconds(1));

    bench.random = ALMOST_ONE;
    bench.probe(Bench.AWAY);
    assertThat(bench.machine.untilNextProbe())
        .isBetween(Duration.ofMillis(1199), Duration.ofMillis(1200));
  }

  @Test
  void degraded_probesForEver() {
    Bench bench = Bench.degraded();
    for (int i = 0; i < 1_000; i++) {
      bench.probe(Bench.AWAY);
    }
    assertThat(bench.state()).isEqualTo(CacheState.DEGRADED);
    assertThat(bench.recover()).isLessThanOrEqualTo(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.999})
  void recovery_takesTwoSecondsOfGoodProbes_andLessThanFiveInAll(double random) {
    Bench bench = Bench.inRedis();
    bench.random = random;
    bench.lose();
    bench.probe(Bench.WELL);
    Duration afterFirst = bench.recover();

    assertThat(afterFirst)
        .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3))
        .isGreaterThanOrEqualTo(Duration.ofMillis((long) (2000 + 1000 * random)));
    assertThat(bench.path())
        .containsExactly(
            CacheState.REDIS, CacheState.DEGRADED, CacheState.RECOVERING, CacheState.REDIS);
  }

  @Test
  void recovery_beforeTheRandomWaitEnds_isStillDegraded() {
    Bench bench = Bench.degraded();
    bench.random = 0.9;
    bench.probe(Bench.WELL);
    bench.probe(Bench.WELL);
    bench.probe(Bench.WELL);

    assertThat(bench.state()).isEqualTo(CacheState.DEGRADED);
    assertThat(bench.machine.untilNextProbe()).isEqualTo(Duration.ofMillis(900));
  }

  @Test
  void recovery_twoGoodProbes_areNotEnough() {
    Bench bench = Bench.degraded();
    bench.probe(Bench.WELL);
    bench.pass(Duration.ofSeconds(5));
    bench.probe(Bench.WELL);
    bench.pass(Duration.ofSeconds(5));
    assertThat(bench.machine.beginProbe()).isTrue();
    assertThat(bench.state()).isEqualTo(CacheState.DEGRADED);
  }

  @Test
  void recovery_threeGoodProbesInLessThanTwoSeconds_areNotEnough() {
    FailoverLimits often =
        FailoverLimits.from(
            new Settings(key -> Optional.of("100ms").filter(v -> key.endsWith("HEALTH_INTERVAL"))));
    Bench bench = new Bench(often);
    bench.random = 0;
    bench.probe(Bench.AWAY);
    bench.probe(Bench.WELL);

    assertThat(bench.recover()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void recovery_aFailedProbeBetweenGoodOnes_restartsTheCount() {
    Bench bench = Bench.degraded();
    bench.probe(Bench.WELL);
    bench.probe(Bench.WELL);
    bench.probe(Bench.AWAY);
    bench.probe(Bench.WELL);
    Duration afterFirstGood = bench.recover();
    assertThat(afterFirstGood).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    assertThat(bench.path()).hasSize(4);
  }

  @Test
  void recovery_whileTheCanaryRuns_readersStayOnMemory_andItIsTold() {
    Bench bench = Bench.degraded();
    bench.random = 0;
    bench.probe(Bench.WELL);
    bench.probe(Bench.WELL);
    bench.probe(Bench.WELL);
    bench.pass(bench.machine.untilNextProbe());
    assertThat(bench.machine.beginProbe()).isTrue();

    assertThat(bench.state()).isEqualTo(CacheState.RECOVERING);
    assertThat(bench.machine.isClosed()).isFalse();
    assertThat(bench.path()).endsWith(CacheState.RECOVERING);
    bench.machine.probeEnded(Bench.WELL);
    assertThat(bench.state()).isEqualTo(CacheState.REDIS);
  }

  @Test
  void recovery_canaryFails_isDegradedAndCountsAgain() {
    Bench bench = Bench.degraded();
    bench.random = 0;
    bench.probe(Bench.WELL);
    bench.probe(Bench.WELL);
    bench.probe(Bench.WELL);
    bench.probe(Bench.AWAY);

    assertThat(bench.path()).endsWith(CacheState.RECOVERING, CacheState.DEGRADED);
    bench.probe(Bench.WELL);
    assertThat(bench.recover()).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void idle_fiveSecondsAfterTheLastGoodCall_isChecked() {
    Bench bench = Bench.inRedis();
    assertThat(bench.machine.untilNextProbe()).isEqualTo(Duration.ofSeconds(5));
    bench.pass(Duration.ofSeconds(4));
    bench.answered(Bench.FAST);
    assertThat(bench.machine.untilNextProbe()).isEqualTo(Duration.ofSeconds(5));
    bench.pass(Duration.ofSeconds(3));
    bench.failed(Bench.TIMEOUT, 1);
    assertThat(bench.machine.untilNextProbe())
        .as("a failed call is no sign of life")
        .isEqualTo(Duration.ofSeconds(2));

    bench.probe(Bench.WELL);
    assertThat(bench.state()).isEqualTo(CacheState.REDIS);
    assertThat(bench.machine.untilNextProbe()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void idle_checkFails_isRepeatedAtOnce_andTheSecondDegrades() {
    Bench bench = Bench.inRedis();
    bench.probe(Bench.AWAY);
    assertThat(bench.state()).isEqualTo(CacheState.REDIS);
    assertThat(bench.machine.untilNextProbe()).isZero();

    bench.probe(Bench.AWAY);
    assertThat(bench.state()).isEqualTo(CacheState.DEGRADED);
  }

  @Test
  void idle_checkFailsAndACallIsAnswered_isRepeatedAtOnceAllTheSame() {
    Bench bench = Bench.inRedis();
    bench.probe(Bench.AWAY);
    bench.answered(Bench.FAST);
    assertThat(bench.machine.untilNextProbe()).isZero();
  }

  @Test
  void idle_checkFailsOnce_staysRedis_andTheNextFailureIsAFirstOne() {
    Bench bench = Bench.inRedis();
    bench.probe(Bench.AWAY);
    bench.probe(Bench.WELL);
    assertThat(bench.machine.untilNextProbe()).isEqualTo(Duration.ofSeconds(5));
    bench.probe(Bench.AWAY);
    assertThat(bench.state()).isEqualTo(CacheState.REDIS);
  }

  @Test
  void probe_begunBeforeRedisWasLost_isNotOneOfTheGoodOnes() {
    Bench bench = Bench.inRedis();
    assertThat(bench.machine.beginProbe()).isTrue();
    bench.lose();
    bench.machine.probeEnded(Bench.WELL);
    bench.random = 0;
    bench.probe(Bench.WELL);
    assertThat(bench.recover()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void probe_begunBeforeRedisWasLost_failsWithoutASecondEntry() {
    Bench bench = Bench.inRedis();
    bench.probe(Bench.AWAY);
    assertThat(bench.machine.beginProbe()).isTrue();
    bench.lose();
    bench.machine.probeEnded(Bench.AWAY);
    bench.machine.tell();
    assertThat(bench.path()).containsExactly(CacheState.REDIS, CacheState.DEGRADED);
  }
}
