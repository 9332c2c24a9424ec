package dev.homeroom.cache.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.spi.CommandRecovery;
import dev.homeroom.cache.spi.RedisProbe;
import dev.homeroom.testkit.Promised;
import dev.homeroom.time.BackgroundLoops;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread itself; what it decides nothing of is in the tests of the state machine. */
@Timeout(180)
class ProbeLoopTest {
  private static final int WAIT_SECONDS = 60;

  private final BlockingQueue<CacheState> told = new LinkedBlockingQueue<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final FakeProbe probe = new FakeProbe();
  private @Nullable Thread thread;
  private @Nullable ProbeLoop running;

  @AfterEach
  void close() {
    probe.held.countDown();
    if (running != null) {
      running.close();
    }
  }

  /** Answers as it is told, and notes whether two were ever under way. */
  private static final class FakeProbe implements RedisProbe {
    final BlockingQueue<Integer> begun = new LinkedBlockingQueue<>();
    final AtomicInteger count = new AtomicInteger();
    final AtomicInteger underWay = new AtomicInteger();
    final AtomicInteger mostUnderWay = new AtomicInteger();
    volatile boolean configured = true;
    volatile boolean holds;
    volatile @Nullable RuntimeException broken;
    volatile @Nullable Error brokenForGood;
    volatile boolean interrupts;
    volatile Result answer = Bench.WELL;
    final CountDownLatch held = new CountDownLatch(1);

    @Override
    public boolean isConfigured() {
      return configured;
    }

    @Override
    public Result probe() {
      mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
      try {
        begun.add(count.incrementAndGet());
        if (holds) {
          awaitUnheld();
        }
        if (interrupts) {
          Thread.currentThread().interrupt();
        }
        RuntimeException thrown = broken;
        if (thrown != null) {
          throw thrown;
        }
        Error error = brokenForGood;
        if (error != null) {
          throw error;
        }
        return answer;
      } finally {
        underWay.decrementAndGet();
      }
    }

    private void awaitUnheld() {
      try {
        assertThat(held.await(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    void awaitBegun(int times) throws InterruptedException {
      for (int i = 0; i < times; i++) {
        assertThat(begun.poll(WAIT_SECONDS, TimeUnit.SECONDS)).isNotNull();
      }
    }
  }

  private CommandRecovery recovery = CommandRecovery.none();
  private final AtomicInteger observerFails = new AtomicInteger();

  private StateMachine start() {
    StateMachine machine =
        new StateMachine(
            probe.configured,
            new ClockAndRandom(Clock.systemUTC(), System::nanoTime, () -> 0.5),
            Quick.LIMITS,
            change -> {
              if (observerFails.getAndDecrement() > 0) {
                throw new OutOfMemoryError("by the test");
              }
              told.add(change.to());
            });
    ProbeLoop made =
        new ProbeLoop(
            machine,
            probe,
            recovery,
            failures::incrementAndGet,
            new BackgroundLoops(ProbeLoopTest::neverRuns, System::nanoTime),
            work -> {
              Thread one = new Thread(work, "probe-under-test");
              one.setDaemon(true);
              thread = one;
              return one;
            });
    running = made;
    made.start(ProbeLoop.FIRST_PROBE_WAIT);
    return machine;
  }

  /** As Liberty's managed threads while the application starts. */
  private static Thread neverRuns(Runnable work) {
    return new Thread(() -> {}, "waits for the end of the start, not for " + work);
  }

  private CacheState nextTold() throws InterruptedException {
    CacheState state = told.poll(WAIT_SECONDS, TimeUnit.SECONDS);
    assertThat(state).isNotNull();
    return state == null ? CacheState.NOT_CONFIGURED : state;
  }

  @Test
  void start_withRedisThere_isRedisWhenItReturns() throws InterruptedException {
    long began = System.nanoTime();
    StateMachine machine = start();
    // On a busy machine the probe may take longer than a start waits for it.
    if (System.nanoTime() - began < ProbeLoop.FIRST_PROBE_WAIT.toNanos()) {
      assertThat(machine.isClosed()).isTrue();
    }
    assertThat(comesToRedis()).isTrue();
    assertThat(machine.isClosed()).isTrue();
  }

  /** Takes what is told up to the first that Redis is in use; returns whether that came. */
  private boolean comesToRedis() throws InterruptedException {
    CacheState state = nextTold();
    while (state != CacheState.REDIS) {
      state = nextTold();
    }
    return true;
  }

  @Test
  void start_withRedisFrozen_returnsDegradedSoon_andThatProbeGoesOn() throws InterruptedException {
    probe.holds = true;
    long began = System.nanoTime();
    StateMachine machine = start();

    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isBetween(ProbeLoop.FIRST_PROBE_WAIT, Promised.within(Duration.ofSeconds(5)));
    assertThat(machine.state()).isEqualTo(CacheState.DEGRADED);
    assertThat(probe.count.get()).isEqualTo(1);
    probe.holds = false;
    probe.held.countDown();
    assertThat(List.of(nextTold(), nextTold()))
        .containsExactly(CacheState.RECOVERING, CacheState.REDIS);
  }

  @Test
  void start_withoutRedis_hasNoThread() {
    probe.configured = false;
    assertThat(start().state()).isEqualTo(CacheState.NOT_CONFIGURED);
    assertThat(thread).isNull();
    assertThat(probe.count.get()).isZero();
  }

  @Test
  void probe_throws_doesNotEndTheThread() throws InterruptedException {
    probe.broken = new IllegalStateException("broken");
    StateMachine machine = start();
    probe.awaitBegun(3);
    assertThat(machine.snapshot().lastError()).contains("the probe failed: IllegalStateException");
    assertThat(failures.get()).isPositive();

    probe.broken = null;
    probe.brokenForGood = new StackOverflowError();
    probe.awaitBegun(3);
    probe.brokenForGood = null;
    assertThat(List.of(nextTold(), nextTold()))
        .containsExactly(CacheState.RECOVERING, CacheState.REDIS);
  }

  @Test
  void observerOutOfMemory_endsNothing_andTheNextChangeIsTold() throws InterruptedException {
    observerFails.set(1);
    StateMachine machine = start();
    probe.awaitBegun(2);
    // The first change, which the observer has lost, is in the state all the same.
    assertThat(machine.state()).isEqualTo(CacheState.REDIS);
    machine.forceMemory("operator");
    assertThat(nextTold()).isEqualTo(CacheState.FORCED_MEMORY);
    assertThat(thread).isNotNull().matches(Thread::isAlive);
  }

  @Test
  void probe_leavesAnInterruptBehind_neitherEndsTheThreadNorHurriesIt()
      throws InterruptedException {
    probe.interrupts = true;
    long began = System.nanoTime();
    start();
    probe.awaitBegun(5);
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isGreaterThanOrEqualTo(Quick.LIMITS.probing().idle().multipliedBy(4));
    assertThat(thread).isNotNull().matches(Thread::isAlive);
  }

  @Test
  void stateChanges_areReportedAtOnce_andProbesNeverOverlap() throws InterruptedException {
    StateMachine machine = start();
    assertThat(comesToRedis()).isTrue();
    for (int i = 0; i < 5; i++) {
      machine.forceMemory("operator");
      assertThat(nextTold()).isEqualTo(CacheState.FORCED_MEMORY);
      machine.auto();
      assertThat(List.of(nextTold(), nextTold(), nextTold()))
          .containsExactly(CacheState.DEGRADED, CacheState.RECOVERING, CacheState.REDIS);
    }
    assertThat(probe.mostUnderWay.get()).isEqualTo(1);
  }

  @Test
  void failedCall_wakesIt_andItProbesWithinTheInterval() throws InterruptedException {
    StateMachine machine = start();
    assertThat(comesToRedis()).isTrue();
    probe.answer = Bench.AWAY;
    machine.failed(Bench.REFUSED);
    assertThat(nextTold()).isEqualTo(CacheState.DEGRADED);
    probe.begun.clear();
    probe.awaitBegun(2);
    probe.answer = Bench.WELL;
    assertThat(List.of(nextTold(), nextTold()))
        .containsExactly(CacheState.RECOVERING, CacheState.REDIS);
  }

  @Test
  void close_endsIt() throws InterruptedException {
    start();
    ProbeLoop open = running;
    assertThat(open).isNotNull();
    open.close();
    assertThat(thread).isNotNull().matches(one -> !one.isAlive());
  }
}
