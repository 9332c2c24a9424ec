package dev.homeroom.cache.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.Cell;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Stamps;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** What every tier promises. A tier's own test extends it and adds what only that tier promises. */
public abstract class TierContract {
  /** A region whose values are bytes. */
  protected static final Region<String> REGION =
      Region.of("tiers", String.class, "tier:{}", DataClass.SHARED, CacheTtl.MEDIUM);

  /** Returns an empty tier. */
  protected abstract Tier tier();

  /** Returns a cell that holds one generation, as the tier's binder would give it. */
  protected static final class HeldCell implements Cell {
    private final String tag;
    private final java.util.concurrent.atomic.AtomicLong generation;

    /** Makes a cell. */
    public HeldCell(String tag, long generation) {
      this.tag = tag;
      this.generation = new java.util.concurrent.atomic.AtomicLong(generation);
    }

    /** Raises it. */
    public void raise() {
      generation.incrementAndGet();
    }

    @Override
    public String tag() {
      return tag;
    }

    @Override
    public boolean holds(long other) {
      return generation.get() == other;
    }

    @Override
    public boolean isBehind(long other) {
      return other > generation.get();
    }
  }

  private final Map<String, HeldCell> cells = new ConcurrentHashMap<>();

  /** Returns what is known of a tag, as the tier's entries will point to it. */
  protected Cell cell(String tag, long generation) {
    return cells.computeIfAbsent(tag, name -> new HeldCell(name, generation));
  }

  /** Raises a tag that {@link #cell} was asked for. */
  protected void raise(String tag) {
    cells.get(tag).raise();
  }

  /** Returns a key. */
  protected static CacheKey<String> key(String id) {
    return REGION.key(Scope.DISTRICT, id);
  }

  /**
   * Returns an entry of a key with the stamps that it must carry, of generation 0, and one more.
   */
  protected CacheEntry entry(CacheKey<?> key, String json, Cell cell, long generation) {
    int own = key.tags().size();
    Cell[] all = new Cell[own + 1];
    long[] generations = new long[own + 1];
    for (int i = 0; i < own; i++) {
      all[i] = cell(key.tags().get(i).name(), 0);
    }
    all[own] = cell;
    generations[own] = generation;
    return new CacheEntry(
        key.text(),
        key.region().shape(),
        new Stamps(all, generations),
        1_000,
        301_000,
        901_000,
        json.getBytes(StandardCharsets.UTF_8),
        null);
  }

  @Test
  void get_nothingWasPut_isNull() {
    assertThat(tier().get(key("absent"))).isNull();
    assertThat(tier().getAll(List.of(key("absent")))).containsOnlyNulls();
    assertThat(tier().getAll(List.of())).isEmpty();
  }

  @Test
  void get_afterPut_hasAllThatWasPut() {
    Tier tier = tier();
    CacheEntry put = entry(key("1"), "\"one\"", cell("user:1", 5), 5);
    tier.put(put);
    CacheEntry got = tier.get(key("1"));
    assertThat(got).isNotNull();
    assertThat(got.key()).isEqualTo("d:tier:1");
    assertThat(got.shape()).isEqualTo(1);
    assertThat(got.stamps().asMap())
        .containsEntry("user:1", 5L)
        .containsKeys("region:tiers", "key:d:tier:1");
    assertThat(got.loadedMillis()).isEqualTo(1_000);
    assertThat(got.freshUntilMillis()).isEqualTo(301_000);
    assertThat(got.staleUntilMillis()).isEqualTo(901_000);
    assertThat(got.payload()).asString(StandardCharsets.UTF_8).isEqualTo("\"one\"");
  }

  @Test
  void getAll_someAbsent_areNullAtTheirPlaces() {
    Tier tier = tier();
    Cell cell = cell("user:1", 5);
    tier.put(entry(key("1"), "1", cell, 5));
    tier.put(entry(key("2"), "2", cell, 5));
    List<CacheEntry> found = tier.getAll(List.of(key("2"), key("absent"), key("1")));
    assertThat(found).hasSize(3);
    assertThat(found.get(0).key()).isEqualTo("d:tier:2");
    assertThat(found.get(1)).isNull();
    assertThat(found.get(2).key()).isEqualTo("d:tier:1");
  }

  @Test
  void put_again_replaces() {
    Tier tier = tier();
    Cell cell = cell("user:1", 5);
    tier.put(entry(key("1"), "1", cell, 5));
    tier.put(entry(key("1"), "22", cell, 5));
    assertThat(tier.get(key("1")).payload()).asString(StandardCharsets.UTF_8).isEqualTo("22");
    assertThat(tier.size()).isEqualTo(1);
  }

  @Test
  void removeAll_forgetsThese_andNoOthers() {
    Tier tier = tier();
    Cell cell = cell("user:1", 5);
    tier.put(entry(key("1"), "1", cell, 5));
    tier.put(entry(key("2"), "2", cell, 5));
    tier.removeAll(List.of("d:tier:1", "d:tier:absent"));
    assertThat(tier.get(key("1"))).isNull();
    assertThat(tier.get(key("2"))).isNotNull();
  }

  @Test
  void removeIf_removesOnlyWhatMatches() {
    Tier tier = tier();
    tier.put(entry(key("1"), "1", cell("user:1", 5), 5));
    tier.removeIf(key("1"), here -> here.loadedMillis() > 1_000);
    assertThat(tier.get(key("1"))).isNotNull();
    tier.removeIf(key("1"), here -> here.loadedMillis() == 1_000);
    assertThat(tier.get(key("1"))).isNull();
    tier.removeIf(key("absent"), here -> true);
    assertThat(tier.size()).isZero();
  }

  @Test
  void putUnless_whatIsToStayStays() {
    Tier tier = tier();
    Cell cell = cell("user:1", 5);
    assertThat(tier.putUnless(key("1"), entry(key("1"), "1", cell, 5), here -> true)).isTrue();
    assertThat(tier.putUnless(key("1"), entry(key("1"), "22", cell, 5), here -> true)).isFalse();
    assertThat(tier.get(key("1")).payload()).asString(StandardCharsets.UTF_8).isEqualTo("1");
    assertThat(tier.putUnless(key("1"), entry(key("1"), "22", cell, 5), here -> false)).isTrue();
    assertThat(tier.get(key("1")).payload()).asString(StandardCharsets.UTF_8).isEqualTo("22");
    assertThat(tier.size()).isEqualTo(1);
  }

  @Test
  void get_raisedCell_givesAnEntryThatIsNoLongerCurrent() {
    Tier tier = tier();
    Cell cell = cell("user:1", 5);
    tier.put(entry(key("1"), "1", cell, 5));
    assertThat(tier.get(key("1")).stamps().areCurrent()).isTrue();
    raise("user:1");
    assertThat(tier.get(key("1")).stamps().areCurrent()).isFalse();
  }
}
