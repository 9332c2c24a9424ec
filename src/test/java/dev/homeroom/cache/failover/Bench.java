package dev.homeroom.cache.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.StateChange;
import dev.homeroom.cache.spi.RedisProbe.Result;
import dev.homeroom.cache.spi.TierFailure;
import dev.homeroom.cache.spi.TierFailure.Weight;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A state machine with a stopped clock, chosen chance, and a Redis that does as it is told. */
final class Bench {
  static final Duration FAST = Duration.ofMillis(1);
  static final Result WELL = Result.good("run-1", 2_000_000);
  static final TierFailure REFUSED = new TierFailure(Weight.AT_ONCE, "connection refused");
  static final TierFailure TIMEOUT = new TierFailure(Weight.COUNTED, "timed out");
  static final TierFailure POOL_WAIT = new TierFailure(Weight.MISS, "no connection free");
  static final Result AWAY = Result.failed(REFUSED);

  final StoppedTime time = new StoppedTime();
  final List<StateChange> events = new CopyOnWriteArrayList<>();
  final StateMachine machine;

  /** From 0, and below 1; 0.5 is no jitter and half of the random wait. */
  double random = 0.5;

  Bench() {
    this(FailoverLimits.SHIPPED);
  }

  Bench(FailoverLimits limits) {
    this(true, limits);
  }

  Bench(boolean configured, FailoverLimits limits) {
    machine =
        new StateMachine(
            configured, new ClockAndRandom(time, time, () -> random), limits, events::add);
  }

  /** Returns one that was REDIS from its first probe. */
  static Bench inRedis() {
    Bench bench = new Bench();
    bench.probe(WELL);
    assertThat(bench.state()).isEqualTo(CacheState.REDIS);
    return bench;
  }

  /** Returns one that has just lost Redis for the first time. */
  static Bench degraded() {
    Bench bench = inRedis();
    bench.lose();
    return bench;
  }

  CacheState state() {
    return machine.state();
  }

  /** Waits until a probe is due, and lets it end at once. */
  void probe(Result result) {
    pass(machine.untilNextProbe());
    if (machine.beginProbe()) {
      machine.probeEnded(result);
    }
    machine.tell();
  }

  void pass(Duration duration) {
    time.pass(duration);
  }

  void answered(Duration took) {
    machine.succeeded(took.toNanos());
  }

  void failed(TierFailure failure, int times) {
    for (int i = 0; i < times; i++) {
      machine.failed(failure);
    }
    machine.tell();
  }

  /** Loses Redis, a second after it came. */
  void lose() {
    pass(Duration.ofSeconds(1));
    failed(REFUSED, 1);
    assertThat(state()).isEqualTo(CacheState.DEGRADED);
  }

  /** Probes a Redis that is well until it is used; returns how long that took. */
  Duration recover() {
    long began = time.nanos();
    for (int i = 0; i < 300 && state() != CacheState.REDIS; i++) {
      probe(WELL);
    }
    assertThat(state()).isEqualTo(CacheState.REDIS);
    return Duration.ofNanos(time.nanos() - began);
  }

  /** Returns the states of all changes so far. */
  List<CacheState> path() {
    return events.stream().map(StateChange::to).toList();
  }
}
