package dev.homeroom.cache.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.StateChange;
import dev.homeroom.cache.spi.RedisProbe;
import dev.homeroom.cache.spi.TierFailure;
import dev.homeroom.cache.spi.TierFailure.Weight;
import dev.homeroom.testkit.LogCapture;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the log says: one line a change, one a minute, the words that operators search for. */
class StateMachineLogTest {
  private final LogCapture log = new LogCapture("dev.homeroom.cache.failover");

  @AfterEach
  void close() {
    log.close();
  }

  private List<String> lines(Level level) {
    return log.linesFrom(level);
  }

  private String lastLine() {
    List<String> lines = lines(Level.INFO);
    return lines.get(lines.size() - 1);
  }

  @Test
  void start_withRedis_saysConnectedOnceAndNothingAboveInfo() {
    Bench.inRedis();
    assertThat(lines(Level.INFO)).hasSize(1);
    assertThat(lines(Level.WARNING)).isEmpty();
    assertThat(lastLine())
        .contains("DEGRADED -> REDIS", "Redis connected", "Redis client connected")
        .contains("This means", "Do");
  }

  @Test
  void start_withRedisAway_saysSoOnce() {
    Bench bench = new Bench();
    for (int i = 0; i < 20; i++) {
      bench.probe(Bench.AWAY);
    }
    assertThat(lines(Level.INFO)).hasSize(1);
    assertThat(lines(Level.WARNING)).hasSize(1);
    assertThat(lastLine())
        .contains("Redis not available", "Redis client error: connection refused")
        .contains("Attempting Redis reconnection", "This means", "Do");
  }

  @Test
  void start_withAccessDenied_isOneErrorThatNamesTheSetting() {
    Bench bench = new Bench();
    TierFailure denied = new TierFailure(Weight.AT_ONCE, "access denied");
    bench.probe(RedisProbe.Result.failed(denied));
    bench.probe(RedisProbe.Result.failed(denied));
    assertThat(lines(Level.INFO)).hasSize(1);
    assertThat(lines(Level.SEVERE)).hasSize(1);
    assertThat(lastLine()).contains("access denied", "REDIS_PASSWORD", "REDIS_URL");
  }

  @Test
  void start_withTlsRefused_namesTheSettingOfTheCertificate() {
    Bench bench = new Bench();
    bench.probe(
        RedisProbe.Result.failed(
            new TierFailure(Weight.AT_ONCE, "TLS refused: its certificate has expired")));
    assertThat(lastLine()).contains("has expired", "REDIS_TLS_CA").doesNotContain("comes back");
  }

  @Test
  void start_firstProbeTooLate_saysSoOnce_withWhatTheProbeFound() {
    Bench bench = new Bench();
    bench.machine.startEnds(Duration.ofMillis(500));
    bench.machine.startEnds(Duration.ofMillis(500));
    bench.machine.tell();
    assertThat(lines(Level.INFO)).isEmpty();
    bench.probe(RedisProbe.Result.failed(new TierFailure(Weight.AT_ONCE, "access denied")));
    bench.probe(Bench.AWAY);
    assertThat(lines(Level.INFO)).hasSize(1);
    assertThat(lines(Level.SEVERE)).hasSize(1);
    assertThat(lastLine()).contains("Redis not available", "access denied", "REDIS_PASSWORD");
  }

  @Test
  void start_firstProbeGoodButTooLate_saysSoOnce() {
    Bench bench = new Bench();
    bench.machine.startEnds(Duration.ofMillis(500));
    bench.probe(Bench.WELL);
    bench.probe(Bench.WELL);
    assertThat(lines(Level.INFO)).hasSize(1);
    assertThat(lastLine()).contains("Redis not available", "no answer within 0.5s");
  }

  @Test
  void start_withoutRedis_saysNotConfiguredOnce() {
    Bench none = new Bench(false, FailoverLimits.SHIPPED);
    none.machine.tell();
    none.machine.tell();
    assertThat(lines(Level.INFO)).hasSize(1);
    assertThat(lines(Level.WARNING)).isEmpty();
    assertThat(lastLine()).contains("Redis not configured", "This means", "Do");
  }

  @Test
  void everyChange_isExactlyOneLine_withOldAndNewState() {
    Bench bench = Bench.degraded();
    bench.recover();
    bench.machine.forceMemory("operator");
    bench.machine.auto();
    bench.machine.tell();

    List<String> lines = lines(Level.INFO);
    assertThat(lines).hasSize(bench.events.size()).hasSize(6);
    for (int i = 0; i < lines.size(); i++) {
      StateChange change = bench.events.get(i);
      assertThat(lines.get(i))
          .contains(change.from() + " -> " + change.to(), change.reason())
          .contains("This means", "Do");
    }
    assertThat(lines(Level.WARNING)).hasSize(3);
  }

  @Test
  void degraded_hasTheWordsThatOperatorsSearchFor() {
    Bench.degraded();
    assertThat(lines(Level.WARNING)).hasSize(1);
    assertThat(lastLine())
        .contains("REDIS -> DEGRADED", "Redis not available")
        .contains("Redis client error: connection refused", "Attempting Redis reconnection");
  }

  @Test
  void degraded_forTenMinutes_isSummedUpOnceAMinute() {
    Bench bench = Bench.degraded();
    for (int i = 0; i < 59; i++) {
      bench.probe(Bench.AWAY);
    }
    assertThat(lines(Level.WARNING)).hasSize(1);
    bench.probe(Bench.AWAY);
    assertThat(lines(Level.WARNING)).hasSize(2);
    assertThat(lastLine())
        .contains("DEGRADED for 1m", "60 probes failed", "last: connection refused")
        .contains("This means", "Do");

    for (int i = 60; i < 600; i++) {
      bench.probe(Bench.AWAY);
    }
    assertThat(lines(Level.WARNING)).hasSize(11);
    assertThat(lastLine()).contains("DEGRADED for 10m", "600 probes failed");
  }

  @Test
  void failedCalls_afterTheChange_sayNothing() {
    Bench bench = Bench.degraded();
    bench.failed(Bench.REFUSED, 1_000);
    assertThat(lines(Level.INFO)).hasSize(2);
  }

  @Test
  void observerThatThrows_isALogLine_andTheOthersGoOn() {
    Bench bench = new Bench();
    StateMachine machine =
        new StateMachine(
            true,
            new ClockAndRandom(bench.time, bench.time, () -> 0.5),
            FailoverLimits.SHIPPED,
            change -> {
              bench.events.add(change);
              throw new IllegalStateException("observer");
            });
    machine.beginProbe();
    machine.probeEnded(Bench.WELL);
    machine.forceMemory("operator");
    machine.tell();

    assertThat(bench.path()).containsExactly(CacheState.REDIS, CacheState.FORCED_MEMORY);
    assertThat(lines(Level.WARNING)).hasSize(3).anyMatch(line -> line.contains("observer"));
  }
}
