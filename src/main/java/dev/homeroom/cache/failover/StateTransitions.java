package dev.homeroom.cache.failover;

import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.CacheStatus.Snapshot;
import dev.homeroom.cache.ProbeFigures;
import dev.homeroom.cache.StateChange;
import dev.homeroom.cache.spi.RedisProbe;
import dev.homeroom.cache.spi.TierFailure;
import dev.homeroom.cache.spi.TierFailure.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decides the transitions between the states, under the lock of {@link StateMachine}. */
final class StateTransitions {
  private static final Duration NEVER = Duration.ofHours(1);

  private final ClockAndRandom clockAndRandom;
  private final FailoverLimits limits;
  private final Consumer<Runnable> news;
  private final Consumer<StateChange> events;
  private final CallWindow calls;
  private final FlapGuard flaps;
  private final ProbePlan plan;
  private final IdleCheck idle;
  private final FirstProbeWait firstProbe;
  private final StateHistory history;
  private final RedisRuns runs = new RedisRuns();
  private final OutageSummary outageSummary = new OutageSummary();
  private final ProbeCounts probes = new ProbeCounts();

  private ProbeFindings findings = ProbeFindings.NONE;

  /** Failures before this moment may belong to calls from before the last change. */
  private long deafUntil;

  private long changesAtProbe;

  /** Makes the transitions; {@code news} takes log lines and events, which are sent later. */
  StateTransitions(
      boolean configured,
      ClockAndRandom clockAndRandom,
      FailoverLimits limits,
      Consumer<Runnable> news,
      Consumer<StateChange> events) {
    this.clockAndRandom = clockAndRandom;
    this.limits = limits;
    this.news = news;
    this.events = events;
    CacheState first = configured ? CacheState.DEGRADED : CacheState.NOT_CONFIGURED;
    this.history = new StateHistory(first, clockAndRandom);
    this.deafUntil = now();
    this.calls = new CallWindow(limits.opening());
    this.flaps = new FlapGuard(limits.flapping());
    this.plan = new ProbePlan(limits.probing(), clockAndRandom.random(), now());
    this.idle = new IdleCheck(limits.probing().idle(), now());
    this.firstProbe = new FirstProbeWait(configured);
    if (!configured) {
      news.accept(StateLog::notConfigured);
    }
  }

  private long now() {
    return clockAndRandom.ticker().nanos();
  }

  StateHistory history() {
    return history;
  }

  RedisRuns runs() {
    return runs;
  }

  private CacheState state() {
    return history.state();
  }

  /** Notes an answered call; one that began before REDIS was entered does not count. */
  void answered(long nanos) {
    long now = now();
    if (state() != CacheState.REDIS || now - nanos - history.sinceNanos() < 0) {
      return;
    }
    if (nanos <= limits.opening().slowCall().toNanos()) {
      calls.succeeded(now);
      idle.answered(now);
    } else if (calls.failed(now)) {
      degrade("slow answers");
    }
  }

  void failed(TierFailure failure) {
    long now = now();
    if (state() != CacheState.REDIS || failure.weight() == Weight.MISS || now - deafUntil < 0) {
      return;
    }
    if (calls.failed(now) || failure.weight() == Weight.AT_ONCE) {
      degrade(failure.reason());
    }
  }

  /** Notes a new connection of the listener: its server may be a new one, so Redis is probed. */
  void reconnected() {
    idle.want();
  }

  void forceMemory(String reason) {
    if (isProbing()) {
      firstProbe.end();
      change(CacheState.FORCED_MEMORY, reason);
    }
  }

  void auto() {
    if (state() == CacheState.FORCED_MEMORY) {
      plan.beginAtOnce(now());
      outageSummary.begin(now());
      change(CacheState.DEGRADED, "switched to auto");
    }
  }

  void startEnds(Duration waited) {
    if (firstProbe.isWaiting()) {
      startsWithout("no answer within " + StateLog.text(waited));
    }
  }

  private void startsWithout(String reason) {
    firstProbe.goOn(reason);
    findings = findings.withError(reason);
    outageSummary.begin(now());
    flaps.entered(now());
  }

  private boolean isProbing() {
    return state() != CacheState.NOT_CONFIGURED && state() != CacheState.FORCED_MEMORY;
  }

  Duration untilNextProbe() {
    if (!isProbing()) {
      return NEVER;
    }
    long planned =
        switch (state()) {
          case REDIS -> idle.next(now());
          case DEGRADED -> plan.next();
          default -> now();
        };
    return Duration.ofNanos(Math.max(0, planned - now()));
  }

  /** Notes that a probe is about to begin; returns whether one is wanted. */
  boolean beginProbe() {
    if (state() == CacheState.DEGRADED && plan.isEnough()) {
      change(CacheState.RECOVERING, plan.good() + " good probes in a row");
    }
    changesAtProbe = history.changes();
    idle.begun();
    if (isProbing() && state() != CacheState.REDIS) {
      probes.connecting();
    }
    return isProbing();
  }

  ProbeFigures probes() {
    return probes.figures();
  }

  void probeEnded(RedisProbe.Result result) {
    probes.ended(result, clockAndRandom.clock().instant());
    TierFailure failure = result.failure();
    if (failure == null) {
      findings = findings.withGood(result);
      runs.met(result.runId(), state() == CacheState.RECOVERING);
    } else {
      probeFailed(StateHistory.cleaned(failure.reason()));
    }
    firstProbe.toTell().ifPresent(reason -> news.accept(() -> StateLog.startsWithout(reason)));
    // A probe that began before the last change does not count after it.
    if (changesAtProbe == history.changes()) {
      judge(failure);
    }
  }

  private void probeFailed(String reason) {
    findings = findings.withError(reason);
    news.accept(() -> StateLog.probeFailed(reason));
    if (firstProbe.isWaiting()) {
      startsWithout(reason);
    } else {
      firstProbe.correct(reason);
    }
  }

  private void judge(@Nullable TierFailure failure) {
    switch (state()) {
      case REDIS -> idleChecked(failure);
      case DEGRADED -> probedAway(failure);
      case RECOVERING -> {
        if (failure == null) {
          connected("the last probe succeeded");
        } else {
          degrade(failure.reason());
        }
      }
      case NOT_CONFIGURED, FORCED_MEMORY -> {}
    }
  }

  private void idleChecked(@Nullable TierFailure failure) {
    if (failure == null) {
      idle.wentWell(now());
    } else if (idle.failedAgain()) {
      degrade(failure.reason());
    }
  }

  private void probedAway(@Nullable TierFailure failure) {
    if (firstProbe.isWaiting()) {
      firstProbe.end();
      connected("the first probe succeeded");
      return;
    }
    if (failure == null) {
      plan.good(now());
    } else {
      plan.failed(now());
      outageSummary.probeFailed();
    }
    if (outageSummary.isSummaryDue(now())) {
      Duration length = outageSummary.length(now());
      Duration held = plan.held(now());
      long failed = outageSummary.failedProbes();
      String last = findings.error().orElse("none");
      news.accept(
          failure == null
              ? () -> StateLog.answersAgain(length, held)
              : () -> StateLog.stillAway(length, failed, last));
    }
  }

  private void connected(String reason) {
    calls.clear();
    idle.wentWell(now());
    change(CacheState.REDIS, reason);
  }

  private void degrade(String why) {
    String reason = StateHistory.cleaned(why);
    findings = findings.withError(reason);
    Duration hold = flaps.entered(now());
    plan.begin(now(), hold);
    outageSummary.begin(now());
    String held = "; it comes and goes, and is left alone for " + StateLog.text(hold);
    change(CacheState.DEGRADED, hold.isZero() ? reason : reason + held);
  }

  private void change(CacheState to, String reason) {
    if (state() == CacheState.REDIS) {
      deafUntil = now() + limits.opening().longestCall().toNanos();
    }
    StateChange change = history.change(to, reason);
    news.accept(
        () -> {
          StateLog.changed(change);
          events.accept(change);
        });
  }

  Snapshot snapshot() {
    Instant next = clockAndRandom.clock().instant().plus(untilNextProbe());
    return new Snapshot(
        state(),
        history.since(),
        findings.error(),
        isProbing() ? Optional.of(next) : Optional.empty(),
        findings.latencyMillis(),
        runs.id(),
        history.rows());
  }
}
