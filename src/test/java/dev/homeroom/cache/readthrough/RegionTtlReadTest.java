package dev.homeroom.cache.readthrough;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.RegionTtls;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.entry.JsonFormat;
import dev.homeroom.cache.generations.GenerationLimits;
import dev.homeroom.cache.generations.Generations;
import dev.homeroom.cache.generations.PollResult;
import dev.homeroom.cache.memory.MemoryTier;
import dev.homeroom.settings.Settings;
import dev.homeroom.testkit.CountingRecorder;
import dev.homeroom.testkit.ManualTime;
import dev.homeroom.testkit.MemoryTiers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An operator's time to live is the one that entries get. */
class RegionTtlReadTest {
  record Value(String text) {}

  private final ManualTime time = new ManualTime();
  private final MemoryTier memory = MemoryTiers.of(1_000);
  private final CacheService cache = cache(Map.of("CACHE_REGION_SHORTENED_TTL", "30s"));

  @AfterEach
  void close() {
    memory.close();
  }

  @Test
  void getOrLoad_regionWithAnOverride_livesAsLongAsTheOperatorSays() {
    assertThat(freshAfter("shortened", Duration.ofSeconds(29))).isTrue();
    assertThat(freshAfter("shortened", Duration.ofSeconds(31))).isFalse();
    assertThat(freshAfter("other", Duration.ofSeconds(31))).isTrue();
    assertThat(freshAfter("other", Duration.ofSeconds(301))).isFalse();
  }

  private boolean freshAfter(String region, Duration waited) {
    CacheKey<Value> key =
        Region.of(region, Value.class, region + ":{}", DataClass.SHARED, CacheTtl.MEDIUM)
            .key(Scope.DISTRICT, waited.toString());
    cache.getOrLoad(key, scope -> new Value("v"));
    time.pass(waited);
    return cache.get(key).isPresent();
  }

  private CacheService cache(Map<String, String> values) {
    Generations generations = new Generations(time, time, GenerationLimits.SHIPPED);
    generations.onPollWanted(() -> read(generations));
    read(generations);
    Settings settings = new Settings(key -> Optional.ofNullable(values.get(key)));
    return TestCache.real(
        new Parts(
            generations,
            new NoWriter(),
            new JsonFormat(),
            time,
            time,
            new CountingRecorder(),
            RegionTtls.from(settings, values.keySet()),
            () -> 0),
        memory);
  }

  private static void read(Generations generations) {
    generations.complete(generations.begin(), new PollResult(Map.of(), false, Map.of(), Set.of()));
  }
}
