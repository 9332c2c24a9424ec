package dev.homeroom.cache.failover;

import dev.homeroom.cache.RedisProbe;
import dev.homeroom.cache.TierFailure;
import dev.homeroom.cache.TierFailure.Weight;
import dev.homeroom.cache.Waker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that looks for Redis, so that there are never two probes at a time; it also tells
 * of changes. When, and what follows, the state machine decides. It never ends by a failure.
 */
final class ProbeThread implements AutoCloseable {
  /** How long a start waits for the first probe: with Redis there, the first request uses it. */
  static final Duration FIRST_PROBE_WAIT = Duration.ofMillis(500);

  private static final Duration CLOSE_WAIT = Duration.ofSeconds(3);

  private final StateMachine machine;
  private final RedisProbe probe;
  private final Runnable failedProbes;
  private final Thread thread;
  private final CountDownLatch firstProbe = new CountDownLatch(1);
  private final Waker waker = new Waker();

  /** Makes the thread; {@link #start} starts it. */
  ProbeThread(
      StateMachine machine, RedisProbe probe, Runnable failedProbes, ThreadFactory threads) {
    this.machine = machine;
    this.probe = probe;
    this.failedProbes = failedProbes;
    this.thread = threads.newThread(this::run);
    machine.onChange(waker::wake);
  }

  /** Starts, and waits for the first probe, but not long. Without a Redis there is no thread. */
  void start() {
    if (probe.isConfigured()) {
      thread.start();
      if (!isFirstProbeAwaited()) {
        machine.startEnds(FIRST_PROBE_WAIT);
      }
    }
    machine.tell();
  }

  private boolean isFirstProbeAwaited() {
    try {
      return firstProbe.await(FIRST_PROBE_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void run() {
    while (pause()) {
      if (machine.beginProbe()) {
        machine.probeEnded(probed());
      }
      firstProbe.countDown();
      machine.tell();
    }
  }

  private RedisProbe.Result probed() {
    RedisProbe.Result result = unbroken();
    if (!result.isGood()) {
      machine.note(failedProbes);
    }
    return result;
  }

  private RedisProbe.Result unbroken() {
    try {
      return probe.probe();
    } catch (RuntimeException | Error e) {
      // A broken probe is a Redis that is not well; whoever ended here would never come back.
      String reason = "the probe failed: " + e.getClass().getSimpleName();
      return RedisProbe.Result.failed(new TierFailure(Weight.COUNTED, reason));
    }
  }

  /** Sleeps until a probe is due, telling of changes meanwhile; returns false once closed. */
  private boolean pause() {
    Duration left = machine.untilNextProbe();
    while (!left.isZero() && !waker.isEnded()) {
      waker.sleep(left);
      machine.tell();
      left = machine.untilNextProbe();
    }
    return !waker.isEnded();
  }

  @Override
  public void close() {
    waker.end(List.of(thread), CLOSE_WAIT);
  }
}
