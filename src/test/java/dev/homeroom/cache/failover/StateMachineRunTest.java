package dev.homeroom.cache.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.spi.RedisProbe.Result;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Another run of Redis is noticed, with an outage and without one. */
class StateMachineRunTest {
  private static final Result RESTARTED = Result.good("run-2", 2_000_000);
  private static final Result SAYS_NOTHING = Result.good("", 2_000_000);

  private final Bench bench = Bench.inRedis();

  @Test
  void run_ofTheFirstProbe_isOne() {
    assertThat(new Bench().machine.redisRun()).isEqualTo(1);
    assertThat(bench.machine.redisRun()).isEqualTo(1);
  }

  @Test
  void run_theSameAfterAnOutage_isNotRaised() {
    bench.lose();
    bench.recover();
    assertThat(bench.machine.redisRun()).isEqualTo(1);
  }

  @Test
  void run_anotherAfterAnOutage_isRaisedOnce_beforeAnyReaderIsSentThere() {
    bench.lose();
    bench.probe(RESTARTED);
    assertThat(bench.state()).isEqualTo(CacheState.DEGRADED);
    assertThat(bench.machine.redisRun()).isEqualTo(2);
    bench.probe(RESTARTED);
    assertThat(bench.machine.redisRun()).isEqualTo(2);
    assertThat(bench.machine.snapshot().runId()).contains("run-2");
  }

  @Test
  void run_anotherAtTheIdleCheck_isRaised_andRedisStaysInUse() {
    bench.probe(RESTARTED);
    assertThat(bench.machine.redisRun()).isEqualTo(2);
    bench.probe(Bench.WELL);
    assertThat(bench.machine.redisRun()).isEqualTo(3);
    assertThat(bench.path()).containsExactly(CacheState.REDIS);
  }

  @Test
  void run_failedProbe_saysNothingOfIt() {
    bench.probe(Bench.AWAY);
    assertThat(bench.machine.redisRun()).isEqualTo(1);
    assertThat(bench.machine.snapshot().runId()).contains("run-1");
  }

  @Test
  void run_notTold_isAnotherAfterAnOutage_andTheSameWithoutOne() {
    Bench silent = new Bench();
    silent.probe(SAYS_NOTHING);
    silent.probe(SAYS_NOTHING);
    assertThat(silent.machine.redisRun()).isEqualTo(1);
    silent.lose();
    for (int i = 0; i < 4; i++) {
      silent.probe(SAYS_NOTHING);
    }
    assertThat(silent.state()).isEqualTo(CacheState.REDIS);
    assertThat(silent.machine.redisRun()).isEqualTo(2);
    assertThat(silent.machine.snapshot().runId()).isEmpty();
  }

  @Test
  void reconnected_whileCallsGoWell_isCheckedAtOnce_andOnce() {
    bench.machine.reconnected();
    bench.answered(Bench.FAST);
    assertThat(bench.machine.untilNextProbe()).isZero();

    bench.probe(RESTARTED);
    assertThat(bench.machine.redisRun()).isEqualTo(2);
    assertThat(bench.machine.untilNextProbe()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void reconnected_duringAProbe_isCheckedByTheNext() {
    assertThat(bench.machine.beginProbe()).isTrue();
    bench.machine.reconnected();
    bench.machine.probeEnded(Bench.WELL);
    assertThat(bench.machine.untilNextProbe()).isZero();
  }

  @Test
  void reconnected_wakesWhoSleepsUntilTheNextProbe() {
    int[] woken = {0};
    bench.machine.onChange(() -> woken[0]++);
    bench.machine.reconnected();
    assertThat(woken[0]).isEqualTo(1);
  }

  @Test
  void reconnected_whileDegraded_hurriesNothing() {
    bench.lose();
    Duration planned = bench.machine.untilNextProbe();
    bench.machine.reconnected();
    assertThat(bench.machine.untilNextProbe()).isEqualTo(planned);
  }
}
