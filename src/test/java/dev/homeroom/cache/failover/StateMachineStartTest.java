package dev.homeroom.cache.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How the first probe, or none, decides the first state. */
class StateMachineStartTest {
  private final Bench bench = new Bench();

  @Test
  void start_beforeTheFirstProbe_asksNoRedisAndProbesAtOnce() {
    assertThat(bench.machine.isClosed()).isFalse();
    assertThat(bench.state()).isEqualTo(CacheState.DEGRADED);
    assertThat(bench.machine.untilNextProbe()).isZero();
    assertThat(bench.machine.changes()).isZero();
  }

  @Test
  void start_firstProbeIsGood_isRedisAtOnce() {
    bench.probe(Bench.WELL);

    assertThat(bench.machine.isClosed()).isTrue();
    assertThat(bench.path()).containsExactly(CacheState.REDIS);
    assertThat(bench.machine.snapshot().runId()).contains("run-1");
    assertThat(bench.machine.snapshot().latencyMillis()).contains(2.0);
    assertThat(bench.machine.snapshot().lastError()).isEmpty();
  }

  @Test
  void start_firstProbeFails_isDegradedWithoutAChange_andRecoversTheOrdinaryWay() {
    bench.probe(Bench.AWAY);

    assertThat(bench.state()).isEqualTo(CacheState.DEGRADED);
    assertThat(bench.machine.changes()).isZero();
    assertThat(bench.machine.snapshot().lastError()).contains("connection refused");
    bench.probe(Bench.WELL);
    assertThat(bench.state()).isEqualTo(CacheState.DEGRADED);
    assertThat(bench.recover()).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    assertThat(bench.path()).containsExactly(CacheState.RECOVERING, CacheState.REDIS);
  }

  @Test
  void startEnds_beforeTheFirstProbe_thatProbeIsOneOfThree() {
    assertThat(bench.machine.beginProbe()).isTrue();
    bench.pass(Duration.ofMillis(500));
    bench.machine.startEnds(Duration.ofMillis(500));
    bench.pass(Duration.ofMillis(100));
    bench.machine.probeEnded(Bench.WELL);

    assertThat(bench.state()).isEqualTo(CacheState.DEGRADED);
    assertThat(bench.machine.snapshot().lastError()).contains("no answer within 0.5s");
    bench.probe(Bench.WELL);
    bench.probe(Bench.WELL);
    assertThat(bench.state()).isEqualTo(CacheState.DEGRADED);
    bench.probe(Bench.WELL);
    assertThat(bench.state()).isEqualTo(CacheState.REDIS);
  }

  @Test
  void startEnds_afterTheFirstProbe_changesNothing() {
    bench.probe(Bench.WELL);
    bench.machine.startEnds(Duration.ofMillis(500));

    assertThat(bench.state()).isEqualTo(CacheState.REDIS);
    assertThat(bench.machine.snapshot().lastError()).isEmpty();
  }

  @Test
  void notConfigured_staysSoForEver() {
    Bench none = new Bench(false, FailoverLimits.SHIPPED);

    none.machine.forceMemory("try");
    none.machine.auto();
    none.failed(Bench.REFUSED, 20);
    none.answered(Bench.FAST);
    assertThat(none.machine.beginProbe()).isFalse();
    none.machine.startEnds(Duration.ofMillis(500));
    none.machine.probeEnded(Bench.WELL);

    assertThat(none.state()).isEqualTo(CacheState.NOT_CONFIGURED);
    assertThat(none.machine.isClosed()).isFalse();
    assertThat(none.machine.changes()).isZero();
    assertThat(none.machine.snapshot().nextProbe()).isEmpty();
    assertThat(none.machine.untilNextProbe()).isGreaterThan(Duration.ofMinutes(1));
  }
}
