package dev.homeroom.cache.failover;

import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.spi.CommandRecovery;
import dev.homeroom.cache.spi.RedisProbe;
import dev.homeroom.cache.spi.TierFailure;
import dev.homeroom.time.BackgroundLoop;
import dev.homeroom.time.BackgroundLoops;
import dev.homeroom.time.Waker;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Probes Redis in the background, one probe at a time, and sends the log lines and events of
 * changes. The state machine decides when to probe and what a result means.
 */
final class ProbeLoop implements AutoCloseable {
  /** The longest wait of a start for the first probe, so that the first request may use Redis. */
  static final Duration FIRST_PROBE_WAIT = Duration.ofMillis(500);

  private static final BackgroundLoop.Name NAME =
      new BackgroundLoop.Name("redis-probe", "a Redis that is back is noticed late.");

  /** The longest sleep of one step: a loop whose steps take longer counts as stopped. */
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(5);

  private static final Duration CLOSE_WAIT = Duration.ofSeconds(3);

  private final StateMachine machine;
  private final RedisProbe probe;
  private final CommandRecovery recovery;
  private final Runnable failedProbes;
  private final BackgroundLoops loops;
  private final ThreadFactory threads;
  private final CountDownLatch firstProbe = new CountDownLatch(1);
  private final Waker waker = new Waker();
  private @Nullable BackgroundLoop loop;

  /**
   * Makes a loop that has not started.
   *
   * @param threads makes its thread, which runs while the application starts
   */
  ProbeLoop(
      StateMachine machine,
      RedisProbe probe,
      CommandRecovery recovery,
      Runnable failedProbes,
      BackgroundLoops loops,
      ThreadFactory threads) {
    this.machine = machine;
    this.probe = probe;
    this.recovery = recovery;
    this.failedProbes = failedProbes;
    this.loops = loops;
    this.threads = threads;
    machine.onChange(waker::wake);
  }

  /** Starts the loop, and waits a moment for the first probe. Without a Redis it has no thread. */
  void start(Duration longest) {
    if (probe.isConfigured()) {
      loop = loops.start(NAME, waker, this::step, threads);
      if (!isFirstProbeAwaited(longest)) {
        machine.startEnds(longest);
      }
    }
    machine.tell();
  }

  private boolean isFirstProbeAwaited(Duration longest) {
    try {
      return firstProbe.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Probes if that is due; otherwise sleeps until it is, or until there is something to log. */
  private void step() {
    Duration left = machine.untilNextProbe();
    if (!left.isZero()) {
      waker.sleep(left.compareTo(LONGEST_SLEEP) < 0 ? left : LONGEST_SLEEP);
    } else {
      if (machine.beginProbe()) {
        if (machine.state() == CacheState.RECOVERING) {
          recover();
        } else {
          ended(probed());
        }
      }
      firstProbe.countDown();
    }
    machine.tell();
  }

  private void ended(RedisProbe.Result result) {
    if (!result.isGood()) {
      machine.note(failedProbes);
    }
    machine.probeEnded(result);
  }

  /** Brings Redis up to the commands of the outage, probes a last time, and lets it be used. */
  private void recover() {
    TierFailure failure = guarded(recovery::prepare);
    RedisProbe.Result last = failure == null ? probed() : RedisProbe.Result.failed(failure);
    if (last.isGood()) {
      TierFailure late = guarded(() -> recovery.finish(() -> machine.probeEnded(last)));
      if (late != null) {
        ended(RedisProbe.Result.failed(late));
      }
    } else {
      ended(last);
    }
  }

  private static @Nullable TierFailure guarded(Supplier<@Nullable TierFailure> step) {
    try {
      return step.get();
    } catch (RuntimeException | Error e) {
      // As a probe that throws.
      return TierFailure.counted("the recovery failed: " + e.getClass().getSimpleName());
    }
  }

  private RedisProbe.Result probed() {
    try {
      return probe.probe();
    } catch (RuntimeException | Error e) {
      // A probe that throws counts as a failed probe.
      String reason = "the probe failed: " + e.getClass().getSimpleName();
      return RedisProbe.Result.failed(TierFailure.counted(reason));
    }
  }

  @Override
  public void close() {
    BackgroundLoop started = loop;
    if (started != null) {
      started.close(CLOSE_WAIT);
    }
  }
}
