package dev.homeroom.cache.failover;

import dev.homeroom.cache.StateChange;
import dev.homeroom.cache.spi.CommandRecovery;
import dev.homeroom.cache.spi.RedisProbe;
import dev.homeroom.settings.Settings;
import dev.homeroom.time.BackgroundLoops;
import dev.homeroom.time.DaemonThreads;
import dev.homeroom.time.Ticker;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Produces the state machine as a bean, and starts the probe loop. */
@ApplicationScoped
class FailoverProducer {
  @Inject Settings settings;
  @Inject Clock clock;
  @Inject Ticker ticker;
  @Inject BackgroundLoops loops;
  @Inject RedisProbe probe;
  @Inject FailoverMetrics metrics;
  @Inject Event<StateChange> changes;

  private @Nullable ProbeLoop thread;

  /** Reads the settings early, so that a bad one stops the start before any work begins. */
  void check(@Observes @Priority(15) Startup event) {
    limits(settings);
  }

  /** Probes Redis once before requests are served, and starts the probe loop. */
  void start(
      @Observes @Priority(45) Startup event, StateMachine machine, CommandRecovery recovery) {
    ProbeLoop started =
        new ProbeLoop(
            machine,
            probe,
            recovery,
            metrics::countFailedProbe,
            loops,
            new DaemonThreads("redis-probe"));
    thread = started;
    started.start(ProbeLoop.FIRST_PROBE_WAIT);
  }

  @PreDestroy
  void stop() {
    ProbeLoop running = thread;
    if (running != null) {
      running.close();
    }
  }

  @Produces
  @Singleton
  FailoverLimits limits(Settings from) {
    return FailoverLimits.from(from);
  }

  /** Produces the state machine: the circuit of all readers, and the status for health. */
  @Produces
  @Singleton
  StateMachine machine(FailoverLimits limits) {
    return new StateMachine(
        probe.isConfigured(),
        new ClockAndRandom(clock, ticker, () -> ThreadLocalRandom.current().nextDouble()),
        limits,
        changes::fire);
  }
}
