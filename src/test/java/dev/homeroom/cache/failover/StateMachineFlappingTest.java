package dev.homeroom.cache.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheState;
import dev.homeroom.settings.Settings;
import dev.homeroom.testkit.LogCapture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Redis that comes and goes is left alone for longer and longer. */
class StateMachineFlappingTest {
  /** Without jitter, the first good probe after a hold is up to an interval late. */
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private static final Duration GOOD_FOR = Duration.ofSeconds(2);

  private final Bench bench = Bench.inRedis();

  /** Loses Redis and returns how long its return took beyond the ordinary three seconds. */
  private Duration hold() {
    bench.random = 0;
    bench.lose();
    Duration ordinary = GOOD_FOR.plusMillis(800);
    Duration longer = bench.recover().minus(ordinary);
    return longer.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ZERO : longer;
  }

  private void assertHeld(Duration hold) {
    assertThat(hold()).isBetween(hold.minus(INTERVAL), hold.plus(INTERVAL));
  }

  @Test
  void flapping_thirdEntryWithinFiveMinutes_isHeldTenSeconds_doublingToSixty() {
    assertThat(hold()).isZero();
    assertThat(hold()).isZero();
    for (int seconds : List.of(10, 20, 40, 60, 60)) {
      assertHeld(Duration.ofSeconds(seconds));
    }
  }

  @Test
  void flapping_goodProbesDuringTheHold_doNotCount() {
    hold();
    hold();
    bench.lose();
    assertThat(bench.events.get(bench.events.size() - 1).reason())
        .isEqualTo("connection refused; it comes and goes, and is left alone for 10s");
    long began = bench.time.nanos();
    bench.random = 0;
    bench.recover();
    assertThat(Duration.ofNanos(bench.time.nanos() - began))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(12));
  }

  @Test
  void summaryOfAHold_saysThatRedisAnswersAgain() {
    for (int i = 0; i < 6; i++) {
      hold();
    }
    bench.lose();
    try (LogCapture log = new LogCapture(StateLog.class.getName())) {
      bench.random = 0;
      for (int i = 0; i < 80 && log.linesFrom(Level.WARNING).isEmpty(); i++) {
        bench.probe(Bench.WELL);
      }
      assertThat(log.linesFrom(Level.WARNING)).hasSize(1);
      assertThat(log.linesFrom(Level.WARNING).get(0))
          .contains("DEGRADED for 1m", "It answers again")
          .doesNotContain("last: connection refused");
    }
  }

  @Test
  void flapping_thirdEntryJustWithinFiveMinutes_isHeld() {
    assertThat(thirdEntryAfter(Duration.ofMinutes(5).minusNanos(1))).endsWith("left alone for 10s");
  }

  @Test
  void flapping_thirdEntryAfterFiveMinutes_isNotHeld() {
    assertThat(thirdEntryAfter(Duration.ofMinutes(5))).isEqualTo("connection refused");
  }

  /** Returns the reason of a third entry, so long after the first. */
  private String thirdEntryAfter(Duration time) {
    bench.lose();
    long first = bench.time.nanos();
    bench.recover();
    bench.lose();
    bench.recover();
    bench.pass(time.minusNanos(bench.time.nanos() - first));
    bench.failed(Bench.REFUSED, 1);
    return bench.events.get(bench.events.size() - 1).reason();
  }

  @Test
  void flapping_afterFiveQuietMinutes_isForgotten() {
    for (int i = 0; i < 5; i++) {
      hold();
    }
    bench.pass(Duration.ofMinutes(5));
    assertThat(hold()).isZero();
    assertThat(hold()).isZero();
    assertHeld(Duration.ofSeconds(10));
  }

  @Test
  void flapping_holdOff_neverHolds() {
    Settings off = new Settings(key -> Optional.of("0").filter(v -> key.equals("CACHE_FLAP_HOLD")));
    Bench free = new Bench(FailoverLimits.from(off));
    free.probe(Bench.WELL);
    for (int i = 0; i < 10; i++) {
      free.lose();
      assertThat(free.recover()).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void flapping_forTenMinutes_entersDegradedFifteenTimesAtMost_andThreeTimesInFifteenSeconds() {
    List<Duration> entries = new ArrayList<>();
    bench.random = 0;
    while (bench.time.nanos() < Duration.ofMinutes(10).toNanos()) {
      bench.failed(Bench.REFUSED, 1);
      entries.add(Duration.ofNanos(bench.time.nanos()));
      bench.recover();
      bench.pass(Duration.ofMillis(300));
    }
    assertThat(entries).hasSizeBetween(8, 15);
    assertAtMostThreeInFifteenSeconds(entries);
  }

  private static void assertAtMostThreeInFifteenSeconds(List<Duration> entries) {
    for (int i = 3; i < entries.size(); i++) {
      assertThat(entries.get(i).minus(entries.get(i - 3))).isGreaterThan(Duration.ofSeconds(15));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "3, 3, 4", "7, 7, 7", "7, 1, 8"})
  void flapping_wellAndAwayForSoManySeconds_forTenMinutes_isFewEntries(
      int well, int away, int fewest) {
    List<Duration> entries = new ArrayList<>();
    while (bench.time.nanos() < Duration.ofMinutes(10).toNanos()) {
      bench.pass(Duration.ofMillis(100));
      Duration now = Duration.ofNanos(bench.time.nanos());
      boolean isWell = now.toMillis() % (1_000L * (well + away)) < 1_000L * well;
      if (bench.machine.untilNextProbe().isZero()) {
        bench.probe(isWell ? Bench.WELL : Bench.AWAY);
      }
      if (bench.state() == CacheState.REDIS && isWell) {
        bench.answered(Bench.FAST);
      } else if (bench.state() == CacheState.REDIS) {
        bench.failed(Bench.REFUSED, 1);
        entries.add(now);
      }
    }
    assertThat(entries).hasSizeBetween(fewest, 15);
    assertAtMostThreeInFifteenSeconds(entries);
  }

  @Test
  void flapping_startWithRedisAway_isTheFirstEntry() {
    Bench late = new Bench();
    late.probe(Bench.AWAY);
    late.recover();
    late.lose();
    late.recover();
    late.lose();
    assertThat(late.events.get(late.events.size() - 1).reason()).endsWith("left alone for 10s");
  }

  @Test
  void flapping_manualSwitches_areNotCounted() {
    for (int i = 0; i < 10; i++) {
      bench.machine.forceMemory("maintenance");
      bench.machine.auto();
      assertThat(bench.recover()).isLessThan(Duration.ofSeconds(5));
    }
    assertThat(bench.state()).isEqualTo(CacheState.REDIS);
    assertThat(hold()).isZero();
  }
}
