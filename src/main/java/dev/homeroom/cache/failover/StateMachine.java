package dev.homeroom.cache.failover;

import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.CacheStatus;
import dev.homeroom.cache.ProbeFigures;
import dev.homeroom.cache.StateChange;
import dev.homeroom.cache.spi.Circuit;
import dev.homeroom.cache.spi.RedisProbe;
import dev.homeroom.cache.spi.TierFailure;
import dev.homeroom.cache.spi.TierFailure.Weight;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Decides which tier answers; the only circuit breaker of Redis. It has no thread and calls no
 * other part: calls and probes report their results to it, and {@link ProbeLoop} asks it when to
 * probe, probes, and sends its log lines and events.
 *
 * <p>Until the first probe has ended the state is DEGRADED, without a log line: a successful one
 * leads to REDIS at once, a failed one is logged.
 */
class StateMachine implements Circuit, CacheStatus {
  private final StateNotifier notifier = new StateNotifier();
  private final StateTransitions transitions;

  /** Held for moments only, never during a callback. */
  private final ReentrantLock lock = new ReentrantLock();

  private volatile Runnable wake = () -> {};

  /**
   * Makes a state machine before its first probe; {@code events} gets each change once, in order,
   * from the thread that calls {@link #tell}.
   */
  StateMachine(
      boolean configured,
      ClockAndRandom clockAndRandom,
      FailoverLimits limits,
      Consumer<StateChange> events) {
    this.transitions =
        new StateTransitions(configured, clockAndRandom, limits, notifier::note, events);
  }

  @Override
  public boolean isClosed() {
    return state() == CacheState.REDIS;
  }

  @Override
  public long redisRun() {
    return transitions.runs().number();
  }

  @Override
  public void reconnected() {
    inLock(transitions::reconnected);
    wake.run();
  }

  @Override
  public void succeeded(long nanos) {
    if (isClosed()) {
      inLock(() -> transitions.answered(nanos));
    }
  }

  @Override
  public void failed(TierFailure failure) {
    if (isClosed() && failure.weight() != Weight.MISS) {
      inLock(() -> transitions.failed(failure));
    }
  }

  @Override
  public void forceMemory(String reason) {
    inLock(() -> transitions.forceMemory(reason));
  }

  @Override
  public void auto() {
    inLock(transitions::auto);
  }

  @Override
  public Snapshot snapshot() {
    return inLock(transitions::snapshot);
  }

  @Override
  public ProbeFigures probes() {
    return inLock(transitions::probes);
  }

  @Override
  public long changes() {
    return inLock(transitions.history()::changes);
  }

  /** Returns the state alone, without a lock. */
  CacheState state() {
    return transitions.history().state();
  }

  Duration timeInState() {
    return inLock(transitions.history()::timeInState);
  }

  /** Sets a callback that runs after each change, so that a sleeping probe loop asks again. */
  void onChange(Runnable callback) {
    wake = callback;
  }

  /** Returns how long the probe's thread may sleep unless it is woken; zero if a probe is due. */
  Duration untilNextProbe() {
    return inLock(transitions::untilNextProbe);
  }

  /**
   * Notes that a probe is about to begin, and returns whether one is still wanted. After enough
   * successful ones the state is RECOVERING, which is logged now, and the probe is the last canary.
   */
  boolean beginProbe() {
    boolean wanted = inLock(transitions::beginProbe);
    if (state() == CacheState.RECOVERING) {
      tell();
    }
    return wanted;
  }

  void probeEnded(RedisProbe.Result result) {
    inLock(() -> transitions.probeEnded(result));
  }

  void startEnds(Duration waited) {
    inLock(() -> transitions.startEnds(waited));
  }

  void note(Runnable news) {
    notifier.note(news);
  }

  /** Writes the waiting log lines and fires the waiting events, in order. */
  void tell() {
    notifier.tell();
  }

  private void inLock(Runnable transition) {
    long changes;
    lock.lock();
    try {
      long before = transitions.history().changes();
      transition.run();
      changes = transitions.history().changes() - before;
    } finally {
      lock.unlock();
    }
    if (changes != 0) {
      wake.run();
    }
  }

  private <T> T inLock(Supplier<T> question) {
    lock.lock();
    try {
      return question.get();
    } finally {
      lock.unlock();
    }
  }
}
