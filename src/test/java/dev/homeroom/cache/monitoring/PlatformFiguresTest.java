package dev.homeroom.cache.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.CacheStatus;
import dev.homeroom.cache.ProbeFigures;
import dev.homeroom.cache.RunningInstances;
import dev.homeroom.cache.generations.GenerationLimits;
import dev.homeroom.cache.generations.Generations;
import dev.homeroom.cache.generations.PollResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlatformFiguresTest {
  private static final Instant SINCE = Instant.parse("2026-11-20T09:00:00Z");

  private final Generations generations =
      new Generations(Clock.systemUTC(), () -> 0, GenerationLimits.SHIPPED);
  private final PlatformFigures figures = new PlatformFigures();
  private int running = 2;

  PlatformFiguresTest() {
    figures.generations = generations;
    figures.cache = new Degraded();
    figures.instances = new Running();
    generations.complete(generations.begin(), new PollResult(Map.of(), false, Map.of(), Set.of()));
  }

  private static final class Degraded implements CacheStatus {
    @Override
    public Snapshot snapshot() {
      return new Snapshot(
          CacheState.DEGRADED,
          SINCE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of());
    }

    @Override
    public ProbeFigures probes() {
      throw new UnsupportedOperationException();
    }

    @Override
    public long changes() {
      return 1;
    }

    @Override
    public void forceMemory(String reason) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void auto() {
      throw new UnsupportedOperationException();
    }
  }

  private final class Running implements RunningInstances {
    @Override
    public String ownId() {
      return "0";
    }

    @Override
    public List<RunningInstance> seenWithin(Duration time) {
      assertThat(time).isEqualTo(Duration.ofSeconds(30));
      assertThat(generations.databaseAway()).isFalse();
      return IntStream.range(0, running)
          .mapToObj(i -> new RunningInstance(Integer.toString(i), "1", SINCE, SINCE))
          .toList();
    }
  }

  @Test
  void now_tellsTheStateAndWhoRuns() {
    PlatformView now = figures.now();

    assertThat(now.cacheState()).isEqualTo(CacheState.DEGRADED);
    assertThat(now.cacheSince()).isEqualTo(SINCE);
    assertThat(now.databaseAvailable()).isTrue();
    assertThat(now.running()).isEqualTo(2);
    assertThat(now.instances()).hasSize(2);
    assertThat(now.cut()).isFalse();
  }

  @Test
  void now_whileTheDatabaseIsAway_saysSoAndAsksNobody() {
    generations.failed(generations.begin(), "by the test");

    PlatformView now = figures.now();

    assertThat(now.databaseAvailable()).isFalse();
    assertThat(now.running()).isNull();
    assertThat(now.instances()).isEmpty();
  }

  @Test
  void now_ofManyServers_listsTheFirstHundred() {
    running = 101;

    assertThat(figures.now().running()).isEqualTo(101);
    assertThat(figures.now().instances()).hasSize(100);
    assertThat(figures.now().cut()).isTrue();
  }
}
