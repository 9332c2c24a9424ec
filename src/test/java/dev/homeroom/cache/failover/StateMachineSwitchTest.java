package dev.homeroom.cache.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.CacheStatus.Snapshot;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Memory by hand, and what is said of the state. */
class StateMachineSwitchTest {
  private final Bench bench = Bench.inRedis();

  @Test
  void forceMemory_holdsWhateverHappens_untilAuto() {
    bench.machine.forceMemory("operator");
    bench.failed(Bench.REFUSED, 10);
    bench.answered(Bench.FAST);
    bench.pass(Duration.ofHours(5));
    assertThat(bench.machine.beginProbe()).isFalse();

    assertThat(bench.state()).isEqualTo(CacheState.FORCED_MEMORY);
    assertThat(bench.machine.isClosed()).isFalse();
    assertThat(bench.machine.snapshot().nextProbe()).isEmpty();

    bench.machine.auto();
    assertThat(bench.state()).isEqualTo(CacheState.DEGRADED);
    assertThat(bench.machine.untilNextProbe()).isZero();
    assertThat(bench.recover()).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    assertThat(bench.path())
        .containsExactly(
            CacheState.REDIS,
            CacheState.FORCED_MEMORY,
            CacheState.DEGRADED,
            CacheState.RECOVERING,
            CacheState.REDIS);
  }

  @Test
  void forceMemory_twice_isOneChange_andAutoWithoutItIsNone() {
    bench.machine.auto();
    bench.machine.forceMemory("one");
    bench.machine.forceMemory("two");
    bench.machine.tell();

    assertThat(bench.path()).containsExactly(CacheState.REDIS, CacheState.FORCED_MEMORY);
    assertThat(bench.events.get(1).reason()).isEqualTo("one");
  }

  @Test
  void forceMemory_whileAProbeIsUnderWay_ignoresItsEnd() {
    bench.lose();
    bench.probe(Bench.WELL);
    bench.probe(Bench.WELL);
    assertThat(bench.machine.beginProbe()).isTrue();
    bench.machine.forceMemory("operator");
    bench.machine.auto();
    bench.machine.probeEnded(Bench.WELL);

    assertThat(bench.state()).isEqualTo(CacheState.DEGRADED);
    bench.probe(Bench.WELL);
    assertThat(bench.recover()).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void forceMemory_duringRecovery_wins() {
    bench.lose();
    beginCanary();
    bench.machine.forceMemory("operator");
    bench.machine.probeEnded(Bench.WELL);
    assertThat(bench.state()).isEqualTo(CacheState.FORCED_MEMORY);
  }

  @Test
  void forceMemory_duringARecoveryThatFails_wins() {
    bench.lose();
    beginCanary();
    bench.machine.forceMemory("operator");
    bench.machine.probeEnded(Bench.AWAY);
    bench.machine.tell();
    assertThat(bench.state()).isEqualTo(CacheState.FORCED_MEMORY);
    assertThat(bench.path()).endsWith(CacheState.RECOVERING, CacheState.FORCED_MEMORY);
  }

  /** Probes until the next probe is the last canary, and begins that. */
  private void beginCanary() {
    while (bench.state() != CacheState.RECOVERING) {
      bench.pass(bench.machine.untilNextProbe());
      assertThat(bench.machine.beginProbe()).isTrue();
      if (bench.state() != CacheState.RECOVERING) {
        bench.machine.probeEnded(Bench.WELL);
      }
    }
  }

  @Test
  void forceMemory_beforeTheFirstProbe_holds() {
    Bench early = new Bench();
    early.machine.forceMemory("operator");
    early.machine.startEnds(Duration.ofMillis(500));
    assertThat(early.state()).isEqualTo(CacheState.FORCED_MEMORY);
    assertThat(early.machine.snapshot().lastError()).isEmpty();
  }

  @Test
  void reason_ofSeveralLines_isOneShortLine() {
    bench.machine.forceMemory("a\r\nINFO forged\t" + "x".repeat(500));
    bench.machine.tell();
    assertThat(bench.events.get(1).reason()).startsWith("a INFO forged x").hasSize(200);
  }

  @Test
  void snapshot_saysSinceWhenAndWhenTheProbeLooksNext() {
    bench.pass(Duration.ofMinutes(3));
    bench.failed(Bench.REFUSED, 1);
    bench.pass(Duration.ofMillis(400));
    Snapshot snapshot = bench.machine.snapshot();

    assertThat(snapshot.state()).isEqualTo(CacheState.DEGRADED);
    assertThat(snapshot.since()).isEqualTo(bench.time.instant().minusMillis(400));
    assertThat(snapshot.nextProbe()).contains(bench.time.instant().plusMillis(600));
    assertThat(snapshot.lastError()).contains("connection refused");
    assertThat(bench.machine.timeInState()).isEqualTo(Duration.ofMillis(400));
  }

  @Test
  void history_keepsTheLastHundredChanges_andCountsAll() {
    for (int i = 0; i < 75; i++) {
      bench.machine.forceMemory("round " + i);
      bench.machine.auto();
    }
    Snapshot snapshot = bench.machine.snapshot();
    assertThat(bench.machine.changes()).isEqualTo(151);
    assertThat(snapshot.history()).hasSize(100);
    assertThat(snapshot.history().get(0).reason()).isEqualTo("round 25");
    assertThat(snapshot.history().get(99).reason()).isEqualTo("switched to auto");
  }
}
