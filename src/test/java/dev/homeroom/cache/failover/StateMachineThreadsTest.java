package dev.homeroom.cache.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;

/** Many requests report at once. */
class StateMachineThreadsTest {
  private static final int THREADS = 16;

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /** Runs the same on all threads at the same moment, and waits for all. */
  private void together(Runnable work) throws Exception {
    CyclicBarrier begin = new CyclicBarrier(THREADS);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      running.add(
          threads.submit(
              () -> {
                begin.await(60, TimeUnit.SECONDS);
                work.run();
                return null;
              }));
    }
    for (Future<?> one : running) {
      one.get(60, TimeUnit.SECONDS);
    }
  }

  @RepeatedTest(20)
  void failed_bySixteenThreads_isOneEntry() throws Exception {
    Bench bench = Bench.inRedis();
    bench.pass(Bench.FAST);
    together(
        () -> {
          for (int i = 0; i < 200; i++) {
            bench.machine.failed(i % 2 == 0 ? Bench.REFUSED : Bench.TIMEOUT);
            bench.machine.succeeded(1);
          }
        });
    bench.machine.tell();

    assertThat(bench.path()).containsExactly(CacheState.REDIS, CacheState.DEGRADED);
    assertThat(bench.machine.changes()).isEqualTo(2);
    assertThat(bench.machine.snapshot().history()).hasSize(2);
  }

  @RepeatedTest(5)
  void reports_aroundEveryChange_loseNoneAndDoubleNone() throws Exception {
    Bench bench = Bench.inRedis();
    for (int outageSummary = 0; outageSummary < 3; outageSummary++) {
      bench.pass(Bench.FAST);
      together(
          () -> {
            for (int i = 0; i < 100; i++) {
              bench.machine.failed(Bench.TIMEOUT);
              bench.machine.tell();
            }
          });
      assertThat(bench.state()).isEqualTo(CacheState.DEGRADED);
      bench.recover();
    }
    assertThat(bench.path()).hasSize(1 + 3 * 3);
    assertThat(bench.events).isEqualTo(bench.machine.snapshot().history());
  }
}
