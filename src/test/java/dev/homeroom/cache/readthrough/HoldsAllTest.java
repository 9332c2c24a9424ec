package dev.homeroom.cache.readthrough;

import static dev.homeroom.cache.readthrough.CacheFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.ReadRequest;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.readthrough.CacheFixture.Value;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.cache.spi.Tier;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether memory would answer at once: asked without a wait, and without a trace. */
class HoldsAllTest {
  private static final CacheKey<Value> KEY = key("1");
  private static final CacheKey<Value> OTHER = key("2");

  private final CacheFixture at = new CacheFixture();
  private final StandInRedis redis = new StandInRedis();
  private final TestLoader loader = new TestLoader();
  private final ReadThrough cache = at.cache();

  @AfterEach
  void close() {
    at.close();
  }

  private boolean holds(ReadThrough asked, CacheKey<?>... keys) {
    List<ReadRequest<?>> wanted =
        List.of(keys).stream().<ReadRequest<?>>map(this::request).toList();
    long counted = counted();
    int times = redis.asked.get();
    int loads = loader.count();
    boolean holds = asked.holdsAll(wanted);
    assertThat(counted()).as("counted").isEqualTo(counted);
    assertThat(redis.asked.get()).as("asked Redis").isEqualTo(times);
    assertThat(loader.count()).as("loads").isEqualTo(loads);
    return holds;
  }

  private <T> ReadRequest<T> request(CacheKey<T> key) {
    return new ReadRequest<>(
        key,
        scope -> {
          throw new AssertionError("loaded");
        });
  }

  private long counted() {
    return List.of("HIT", "MISS", "STALE", "ERROR", "KEY", "SHAPE", "STAMP").stream()
        .mapToLong(at.recorder::of)
        .sum();
  }

  @Test
  void heldAreKeysThatHaveBeenLoaded_ifAllOfThemHave() {
    assertThat(holds(cache, KEY)).isFalse();
    cache.getOrLoad(KEY, loader);
    assertThat(holds(cache, KEY)).isTrue();
    assertThat(holds(cache, KEY, OTHER)).isFalse();
    cache.getOrLoad(OTHER, loader);
    assertThat(holds(cache, KEY, OTHER)).isTrue();
  }

  @Test
  void notHeldIsAnInvalidatedEntry() {
    cache.getOrLoad(KEY, loader);
    cache.getOrLoad(OTHER, loader);
    cache.invalidate(List.of(Tag.of("value", "1")));
    assertThat(holds(cache, KEY)).isFalse();
    assertThat(holds(cache, OTHER)).isTrue();
  }

  @Test
  void notHeldIsAnEntryInDoubt_untilThatIsSettled() {
    cache.getOrLoad(KEY, loader);
    at.holdPolls();
    cache.invalidate(List.of(Tag.of("value", "1")));
    assertThat(holds(cache, KEY)).isFalse();
  }

  @Test
  void notHeldIsAnEntryWhoseTimeIsOver_alsoIfItMayBeServedAsStale() {
    cache.getOrLoad(KEY, loader);
    at.pass(KEY.region().ttl().plusSeconds(1));
    assertThat(holds(cache, KEY)).isFalse();
  }

  @Test
  void nothingIsHeldWhileGenerationsAreOld_sinceAPollWouldBeWaitedFor() {
    cache.getOrLoad(KEY, loader);
    at.holdPolls();
    at.pass(Duration.ofSeconds(3));
    assertThat(holds(cache, KEY)).isFalse();
  }

  @Test
  void notHeldIsAnEntryThatNamesAnotherKey_orHasAnotherShape() {
    cache.getOrLoad(KEY, loader);
    cache.getOrLoad(OTHER, loader);
    CacheEntry own = Objects.requireNonNull(at.memory.get(KEY));
    CacheEntry others = Objects.requireNonNull(at.memory.get(OTHER));
    assertThat(holds(giving(own), KEY)).isTrue();
    assertThat(holds(giving(others), KEY)).isFalse();
    assertThat(holds(giving(ofShape(own, own.shape() + 1)), KEY)).isFalse();
  }

  /** Returns a cache over a memory that answers every key with one entry, whatever it is. */
  private ReadThrough giving(CacheEntry entry) {
    Tier tier =
        (Tier)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Tier.class},
                (proxy, called, arguments) ->
                    called.getName().equals("get") ? entry : called.invoke(at.memory, arguments));
    return at.cache(CacheFixture.PATIENT, tier);
  }

  private static CacheEntry ofShape(CacheEntry entry, int shape) {
    return new CacheEntry(
        entry.key(),
        shape,
        entry.stamps(),
        entry.loadedMillis(),
        entry.freshUntilMillis(),
        entry.staleUntilMillis(),
        entry.payload(),
        entry.object());
  }

  @Test
  void nearCopiesAreHeld_withoutRedisBeingAsked() {
    ReadThrough shared = over(redis.sharing());
    shared.getOrLoad(KEY, loader);
    assertThat(holds(shared, KEY)).isTrue();
    redis.comeBackEmpty();
    assertThat(holds(shared, KEY)).as("Redis began anew").isTrue();
  }

  @Test
  void withoutNearCopies_aCopyIsHeldOnlyWhileRedisIsNotInUse() {
    ReadThrough shared = over(redis.sharing(false, Runnable::run));
    shared.getOrLoad(KEY, loader);
    assertThat(holds(shared, KEY)).as("Redis is asked each time").isFalse();
    redis.kill();
    assertThat(holds(shared, KEY)).isTrue();
  }

  private ReadThrough over(Sharing sharing) {
    return at.cache(CacheFixture.PATIENT, new Tiers(at.memory, redis, sharing, at.recorder));
  }
}
