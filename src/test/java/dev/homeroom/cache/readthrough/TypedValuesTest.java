package dev.homeroom.cache.readthrough;

import static dev.homeroom.cache.readthrough.CacheFixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.ReadRequest;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.readthrough.CacheFixture.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A value is read from its JSON once, and right as long as its entry is. */
class TypedValuesTest {
  private static final CacheKey<Value> KEY = key("1");

  private record Sheet(String id, List<Integer> grades, Map<String, Integer> points) {}

  private final CacheFixture at = new CacheFixture();
  private final StandInRedis redis = new StandInRedis();
  private final TestLoader loader = new TestLoader();
  private final ReadThrough cache =
      at.cache(CacheFixture.PATIENT, new Tiers(at.memory, redis, redis.sharing(), at.recorder));

  @AfterEach
  void close() {
    at.close();
  }

  private Cached<Value> ask() {
    return cache.getOrLoad(KEY, loader);
  }

  @Test
  void value_ofWhatMemoryHolds_isOneObjectForAllCallers() {
    Value first = ask().value();
    assertThat(first).isEqualTo(new Value("load 1"));
    assertThat(ask().value()).isSameAs(first);
    assertThat(cache.get(KEY).orElseThrow().value()).isSameAs(first);
    assertThat(cache.getOrLoadAll(List.of(new ReadRequest<>(KEY, loader))).get(0).value())
        .isSameAs(first);
  }

  @Test
  void value_afterAnInvalidation_isTheNewOne() {
    Value first = ask().value();
    cache.invalidate(List.of(Tag.of("value", "1")));
    assertThat(ask().value()).isEqualTo(new Value("load 2")).isNotSameAs(first);
    assertThat(ask().value()).isEqualTo(new Value("load 2"));
  }

  @Test
  void value_ofAnEntryThatIsRefreshedInTheBackground_isTheNewOne() {
    ask().value();
    at.pass(Duration.ofSeconds(250));
    assertThat(ask().value()).isEqualTo(new Value("load 1"));
    CacheFixture.until(() -> loader.count() == 2);
    CacheFixture.until(() -> ask().value().equals(new Value("load 2")));
  }

  @Test
  void value_afterTheComparisonWithRedis_isStillTheSameObject() {
    Value first = ask().value();
    at.pass(Duration.ofSeconds(31));
    assertThat(ask().value()).isSameAs(first);
    assertThat(ask().value()).isSameAs(first);
  }

  @Test
  void value_ofWhatMemoryDoesNotKeep_isReadEachTime() {
    at.memory.removeAll(List.of(KEY.text()));
    Cached<Value> answer = ask();
    at.memory.removeAll(List.of(KEY.text()));
    assertThat(answer.value()).isEqualTo(answer.value()).isNotSameAs(answer.value());
  }

  @Test
  void value_collections_cannotBeChanged() {
    Region<Sheet> region =
        Region.of("sheets", Sheet.class, "sheet:{}", DataClass.SHARED, CacheTtl.MEDIUM);
    Sheet sheet =
        cache
            .getOrLoad(
                region.key(Scope.DISTRICT, "1"),
                scope -> new Sheet("1", List.of(1, 2), Map.of("a", 1)))
            .value();
    assertThat(sheet).isEqualTo(new Sheet("1", List.of(1, 2), Map.of("a", 1)));
    assertThatThrownBy(() -> sheet.grades().add(3))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> sheet.points().put("b", 2))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void value_inARegionOfJson_isRefused_andItsPayloadIsThere() {
    Region<Object> region =
        Region.ofJson("passed_on", "passed:{}", DataClass.SHARED, CacheTtl.MEDIUM);
    Cached<Object> answer =
        cache.getOrLoad(region.key(Scope.DISTRICT, "1"), scope -> Map.of("a", 1));
    assertThat(answer.payload()).asString().isEqualTo("{\"a\":1}");
    assertThatThrownBy(answer::value)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("passed_on")
        .hasMessageContaining("payload()");
  }

  @Test
  void hit_makesNoTags() {
    AtomicInteger made = new AtomicInteger();
    CacheKey<Value> key =
        CacheFixture.REGION.key(
            Scope.DISTRICT,
            () -> {
              made.incrementAndGet();
              return List.of(Tag.of("value", "2"));
            },
            "2");
    cache.getOrLoad(key, loader);
    int whenStored = made.get();
    assertThat(whenStored).isPositive();
    cache.getOrLoad(key, loader);
    cache.get(key);
    cache.getOrLoadAll(List.of(new ReadRequest<>(key, loader)));
    assertThat(made).hasValue(whenStored);
    cache.invalidate(List.of(Tag.of("value", "2")));
    assertThat(cache.getOrLoad(key, loader).value()).isEqualTo(new Value("load 2"));
  }
}
