package dev.homeroom.cache.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheEntry;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.Tier;
import dev.homeroom.cache.TierContract;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemoryTierTest extends TierContract {
  private final MemoryTier tier = new MemoryTier(1_000);

  @AfterEach
  void close() {
    tier.close();
  }

  @Override
  protected Tier tier() {
    return tier;
  }

  @Test
  void get_afterPut_isTheSameObject() {
    CacheEntry put = entry(key("1"), "1", new HeldCell("user:1", 5), 5);
    tier.put(put);
    assertThat(tier.get(key("1"))).isSameAs(put);
    assertThat(tier.getAll(List.of(key("1"))).get(0)).isSameAs(put);
  }

  @Test
  void put_beyondTheBound_keepsTheBound() {
    HeldCell cell = new HeldCell("user:1", 5);
    for (int i = 0; i < 5_000; i++) {
      tier.put(entry(key("n" + i), "1", cell, 5));
    }
    assertThat(tier.size()).isEqualTo(1_000);
  }

  @Test
  void twoTiersInOneJvm_shareNothing() {
    try (MemoryTier other = new MemoryTier(10)) {
      tier.put(entry(key("1"), "1", new HeldCell("user:1", 5), 5));
      assertThat(other.get(key("1"))).isNull();
      assertThat(other.source()).isEqualTo(Source.MEMORY);
    }
  }
}
