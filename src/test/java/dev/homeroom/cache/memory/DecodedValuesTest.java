package dev.homeroom.cache.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Cell;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.cache.spi.CacheRecorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Decoded values under many threads. */
class DecodedValuesTest {
  private static final Region<String> REGION =
      Region.of("texts", String.class, "text:{}", DataClass.SHARED, Duration.ofMinutes(5));

  private static CacheEntry entry(String key, int bytes) {
    return new CacheEntry(
        key, 1, new Stamps(new Cell[0], new long[0]), 0, 1, 1, new byte[bytes], null);
  }

  @Test
  void decodedValues_ofManyThreads_countWhatIsThere() throws Exception {
    MemoryTier tier = new MemoryTier(300, 400_000, CacheRecorder.none());
    List<CacheKey<String>> keys = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      keys.add(REGION.key(Scope.DISTRICT, Integer.toString(i)));
    }
    ExecutorService pool = Executors.newFixedThreadPool(8);
    List<Future<?>> all = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      SplittableRandom random = new SplittableRandom(t);
      all.add(
          pool.submit(
              () -> {
                for (int i = 0; i < 50_000; i++) {
                  CacheKey<String> key = keys.get(random.nextInt(keys.size()));
                  switch (random.nextInt(6)) {
                    case 0 -> tier.put(entry(key.text(), random.nextInt(3_000)));
                    case 1 -> tier.removeIf(key, here -> true);
                    case 2 -> {
                      CacheEntry here = tier.get(key);
                      if (here != null) {
                        // The very same once more.
                        tier.put(here);
                      }
                    }
                    default -> {
                      CacheEntry here = tier.get(key);
                      if (here != null) {
                        tier.keepDecoded(here, "x".repeat(random.nextInt(4_000)));
                      }
                    }
                  }
                  if (tier.bytes() < 0) {
                    throw new AssertionError("negative");
                  }
                }
              }));
    }
    for (Future<?> one : all) {
      one.get(120, TimeUnit.SECONDS);
    }
    pool.shutdownNow();
    ValueSizes sizes = new ValueSizes();
    long bytes = 0;
    long size = 0;
    for (CacheKey<String> key : keys) {
      CacheEntry here = tier.get(key);
      if (here != null) {
        size++;
        bytes += here.key().length() + here.payload().length + MemoryEntry.AROUND;
        if (here.decoded() != null) {
          bytes += sizes.of(here.decoded()) + 32;
        }
      }
    }
    assertThat(tier.size()).isEqualTo(size);
    assertThat(tier.bytes()).isEqualTo(bytes).isLessThanOrEqualTo(400_000);
    keys.forEach(key -> tier.removeIf(key, here -> true));
    assertThat(tier.bytes()).isZero();
    assertThat(tier.size()).isZero();
    tier.close();
  }
}
