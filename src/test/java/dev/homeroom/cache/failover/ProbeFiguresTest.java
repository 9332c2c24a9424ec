package dev.homeroom.cache.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.ProbeFigures;
import dev.homeroom.cache.RedisServerFigures;
import dev.homeroom.cache.spi.RedisProbe.Result;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Probes are counted while Redis is not in use, and what it told last is kept. */
class ProbeFiguresTest {
  private static final RedisServerFigures TOLD = new RedisServerFigures("1.00M", 2, 3, 4);
  private static final Result TELLING = new Result(null, "run-1", 1_000, TOLD);

  @Test
  void figures_beforeTheFirstProbe_areEmpty() {
    assertThat(new Bench().machine.probes()).isEqualTo(new ProbeFigures(null, 0, 0, null));
  }

  @Test
  void probes_whileRedisIsInUse_areNoAttemptsToConnect() {
    Bench bench = Bench.inRedis();
    bench.probe(TELLING);

    assertThat(bench.machine.probes())
        .isEqualTo(new ProbeFigures(bench.time.instant(), 0, 1, TOLD));
  }

  @Test
  void failedProbes_areCountedInARow_andLeaveWhatWasTold() {
    Bench bench = Bench.inRedis();
    bench.probe(TELLING);
    bench.lose();
    bench.probe(Bench.AWAY);
    bench.probe(Bench.AWAY);
    bench.pass(Duration.ofMillis(100));

    ProbeFigures figures = bench.machine.probes();
    assertThat(figures.consecutiveFailures()).isEqualTo(2);
    assertThat(figures.connectionAttempts()).isEqualTo(3);
    assertThat(figures.server()).isEqualTo(TOLD);
    assertThat(figures.lastCheck()).isEqualTo(bench.time.instant().minusMillis(100));

    bench.probe(TELLING);
    assertThat(bench.machine.probes().consecutiveFailures()).isZero();
  }

  @Test
  void probeThatIsNotWantedAnyMore_isNoAttempt() {
    Bench bench = Bench.degraded();
    bench.machine.forceMemory("a test");

    assertThat(bench.machine.beginProbe()).isFalse();

    assertThat(bench.machine.probes().connectionAttempts()).isOne();
  }
}
