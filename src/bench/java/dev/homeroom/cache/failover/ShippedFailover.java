package dev.homeroom.cache.failover;

import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.spi.Circuit;
import dev.homeroom.cache.spi.CommandRecovery;
import dev.homeroom.cache.spi.RedisProbe;
import dev.homeroom.cache.StateChange;
import dev.homeroom.time.BackgroundLoops;
import dev.homeroom.time.DaemonThreads;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** The state machine and its probe with the shipped limits, built without CDI. */
public final class ShippedFailover {
  private final StateMachine machine;

  /** Makes the state machine; {@code changes} is told of each change of state. */
  public ShippedFailover(Consumer<StateChange> changes) {
    machine =
        new StateMachine(
            true,
            new ClockAndRandom(
                Clock.systemUTC(),
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextDouble()),
            FailoverLimits.SHIPPED,
            changes);
  }

  /** Returns what commands ask. */
  public Circuit circuit() {
    return machine;
  }

  /** Returns the state. */
  public CacheState state() {
    return machine.state();
  }

  /** Looks for Redis from now on, until the result is closed. */
  public AutoCloseable start(RedisProbe probe, BackgroundLoops loops) {
    ProbeLoop loop = new ProbeLoop(machine, probe, CommandRecovery.none(), () -> {}, loops, new DaemonThreads("redis-probe"));
    loop.start(ProbeLoop.FIRST_PROBE_WAIT);
    return loop;
  }
}
