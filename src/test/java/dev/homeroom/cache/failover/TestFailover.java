package dev.homeroom.cache.failover;

import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.CacheStatus;
import dev.homeroom.cache.StateChange;
import dev.homeroom.cache.spi.Circuit;
import dev.homeroom.cache.spi.CommandRecovery;
import dev.homeroom.cache.spi.RedisProbe;
import dev.homeroom.time.BackgroundLoops;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The state machine and its probe as the server builds them, but for CDI, with short clocks. */
public final class TestFailover implements AutoCloseable {
  /** Longer than a busy machine takes for a call: then only what really fails counts. */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * Looks for Redis quickly once it is away, and never while it is in use: then calls alone decide.
   * One thread calls, so no failure is one of before the last change.
   */
  private static FailoverLimits limits(Duration slowCall) {
    return new FailoverLimits(
        new FailoverLimits.OpeningLimits(5, 10, Duration.ofMinutes(1), slowCall, Duration.ZERO),
        new FailoverLimits.ProbeLimits(
            Duration.ofMillis(50), Duration.ofHours(1), 3, Duration.ofMillis(100), Duration.ZERO),
        Quick.LIMITS.flapping(),
        Quick.LIMITS.failoverTimeout());
  }

  private final StateMachine machine;
  private final AtomicInteger failedProbes = new AtomicInteger();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private @Nullable ProbeLoop thread;
  private CommandRecovery recovery = CommandRecovery.none();

  /**
   * Makes the state machine.
   *
   * @param changes is told of each change
   * @param slowCall from when on an answer counts as failed
   */
  public TestFailover(Consumer<StateChange> changes, Duration slowCall) {
    machine =
        new StateMachine(
            true,
            new ClockAndRandom(Clock.systemUTC(), System::nanoTime, () -> 0.5),
            limits(slowCall),
            changes);
  }

  /** Returns what commands ask. */
  public Circuit circuit() {
    return machine;
  }

  /** Returns what is known of Redis. */
  public CacheStatus status() {
    return machine;
  }

  /** Has commands take part in recoveries; before the start. */
  public void recovery(CommandRecovery commands) {
    recovery = commands;
  }

  /** Looks for Redis from now on; returns as a server's start goes on. */
  public void start(RedisProbe probe) {
    ProbeLoop made =
        new ProbeLoop(
            machine,
            probe,
            recovery,
            failedProbes::incrementAndGet,
            new BackgroundLoops(this::daemon, System::nanoTime),
            this::daemon);
    thread = made;
    made.start(PATIENCE);
  }

  private Thread daemon(Runnable work) {
    Thread made = new Thread(work, "test-probe");
    made.setDaemon(true);
    // Each probe may have one of its own: those that are over are forgotten.
    threads.removeIf(each -> each.getState() == Thread.State.TERMINATED);
    threads.add(made);
    return made;
  }

  /** Returns how many threads it has now. */
  public long threads() {
    return threads.stream().filter(Thread::isAlive).count();
  }

  /** Returns the state. */
  public CacheState state() {
    return machine.state();
  }

  /** Returns how often the state has changed. */
  public long changes() {
    return machine.changes();
  }

  /** Returns how many probes have failed. */
  public int failedProbes() {
    return failedProbes.get();
  }

  @Override
  public void close() {
    ProbeLoop running = thread;
    if (running != null) {
      running.close();
    }
  }
}
