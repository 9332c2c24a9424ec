package dev.homeroom.cache.readthrough;

import static dev.homeroom.cache.readthrough.CacheFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.memory.MemoryTier;
import dev.homeroom.cache.readthrough.CacheFixture.Value;
import dev.homeroom.testkit.MemoryTiers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What memory still knows reaches the shared tier when that is back, and is not loaded again. */
class SharedTierTest {
  private final CacheFixture at = new CacheFixture();
  private final MemoryTier shared = MemoryTiers.of(1_000);
  private final AtomicBoolean inUse = new AtomicBoolean(true);
  private final AtomicLong run = new AtomicLong(1);
  private final AtomicInteger loads = new AtomicInteger();
  private final ReadThrough cache =
      at.cache(
          CacheFixture.PATIENT,
          new Tiers(
              at.memory,
              shared,
              new Sharing(inUse::get, run::get, true, Runnable::run, Runnable::run),
              at.recorder));

  @AfterEach
  void close() {
    at.close();
    shared.close();
  }

  @Test
  void getOrLoad_loadedWhileTheSharedTierWasAway_isSharedAtItsFirstUse_andNotLoadedAgain() {
    inUse.set(false);
    ask();
    assertThat(shared.get(key("1"))).isNull();
    inUse.set(true);

    assertThat(ask().value().text()).isEqualTo("load 1");
    assertThat(shared.get(key("1"))).isNotNull();
    assertThat(ask().outcome()).isEqualTo(Outcome.HIT);
    assertThat(loads).hasValue(1);
  }

  @Test
  void getOrLoad_sharedTierCameBackEmpty_isSharedAtItsFirstUse_andNotLoadedAgain() {
    ask();
    shared.removeAll(List.of(key("1").text()));
    run.set(2);

    assertThat(ask().value().text()).isEqualTo("load 1");
    assertThat(shared.get(key("1"))).isNotNull();
    assertThat(loads).hasValue(1);
  }

  @Test
  void getOrLoad_anotherProgramDeletedIt_isSeenAfterThirtySeconds_andLoadedAgain() {
    ask();
    shared.removeAll(List.of(key("1").text()));

    at.time.pass(Duration.ofSeconds(29));
    assertThat(ask().value().text()).isEqualTo("load 1");
    at.time.pass(Duration.ofSeconds(2));
    assertThat(ask().value().text()).as("has it compared").isEqualTo("load 1");
    assertThat(ask().value().text()).isEqualTo("load 2");
    assertThat(shared.get(key("1"))).isNotNull();
  }

  @Test
  void getOrLoad_memoryKnowsAnOlderOne_isLoadedAgain_andThatIsShared() {
    inUse.set(false);
    ask();
    cache.invalidate(key("1").tags());
    inUse.set(true);

    assertThat(ask().value().text()).isEqualTo("load 2");
    assertThat(shared.get(key("1"))).isNotNull();
  }

  private Cached<Value> ask() {
    return cache.getOrLoad(key("1"), scope -> new Value("load " + loads.incrementAndGet()));
  }
}
