package dev.homeroom.cache.readthrough;

import static dev.homeroom.cache.readthrough.CacheFixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.ReadRequest;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.readthrough.CacheFixture.Value;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.cache.spi.Tier;
import dev.homeroom.testkit.LogCapture;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A tier that throws is a miss, counted and told once; who asked gets the loader's answer. */
class FailingTierTest {
  private final CacheFixture at = new CacheFixture();
  private final Broken tier = new Broken(at.memory);
  private final ReadThrough cache = at.cache(CacheFixture.PATIENT, tier);

  @AfterEach
  void close() {
    at.close();
  }

  @Test
  void getOrLoad_tierFails_answersTheLoadersValue_countsEachFailure_andWarnsOnce() {
    tier.broken = true;
    try (LogCapture log = new LogCapture("dev.homeroom")) {
      for (int i = 1; i <= 3; i++) {
        String text = "load " + i;
        Cached<Value> answer = cache.getOrLoad(key("1"), scope -> new Value(text));

        assertThat(answer.value().text()).isEqualTo(text);
        assertThat(answer.source()).isEqualTo(Source.DB);
        assertThat(answer.outcome()).isEqualTo(Outcome.MISS);
        assertThat(answer.stored()).isFalse();
      }
      // Each call looks before its load and within it, and tries to keep what was loaded.
      assertThat(tier.failures.get()).isEqualTo(9);
      assertThat(at.recorder.of("ERROR")).isEqualTo(9);
      assertThat(at.recorder.of("MISS")).isEqualTo(3);
      assertThat(at.recorder.of("SET")).isZero();
      assertThat(log.linesFrom(Level.INFO))
          .singleElement()
          .asString()
          .startsWith("A cache tier failed: memory. This means: ")
          .contains(" Do: ");
    }
  }

  @Test
  void getOrLoad_tierIsWellAgain_hits() {
    tier.broken = true;
    cache.getOrLoad(key("1"), scope -> new Value("one"));
    tier.broken = false;
    cache.getOrLoad(key("1"), scope -> new Value("two"));

    Cached<Value> hit = cache.getOrLoad(key("1"), scope -> new Value("three"));

    assertThat(hit.outcome()).isEqualTo(Outcome.HIT);
    assertThat(hit.value().text()).isEqualTo("two");
  }

  @Test
  void getOrLoadAll_tierFails_loadsAll_andCountsEachKeysRegion() {
    tier.broken = true;
    CacheKey<Value> local = CacheFixture.LOCAL.key(Scope.DISTRICT, "l");

    List<Cached<?>> answers =
        cache.getOrLoadAll(
            List.of(
                new ReadRequest<>(key("a"), scope -> new Value("a")),
                new ReadRequest<>(local, scope -> new Value("l")),
                new ReadRequest<>(key("b"), scope -> new Value("b"))));

    assertThat(answers).extracting(a -> ((Value) a.value()).text()).containsExactly("a", "l", "b");
    assertThat(at.recorder.of("ERROR")).isEqualTo(9);
  }

  @Test
  void getPutAndRemove_tierFails_neverThrow() {
    cache.getOrLoad(key("1"), scope -> new Value("one"));
    cache.invalidate(List.of(Tag.of("value", "1")));
    tier.broken = true;
    tier.reads = true;
    // The entry is found, not valid any more, and cannot be removed.
    assertThat(cache.get(key("1"))).isEmpty();
    assertThat(at.recorder.of("ERROR")).isEqualTo(1);
    tier.reads = false;
    assertThat(cache.get(key("1"))).isEmpty();
    assertThat(cache.put(key("1"), new Value("x"), cache.stampsOf(key("1")))).isFalse();
    assertThat(cache.exists(key("1"))).isFalse();
  }

  @Test
  void getOrLoad_tierAndLoaderFail_theLoadersExceptionIsTheOne() {
    tier.broken = true;
    IllegalStateException mistake = new IllegalStateException("mine");

    assertThatThrownBy(
            () ->
                cache.getOrLoad(
                    key("1"),
                    scope -> {
                      throw mistake;
                    }))
        .isSameAs(mistake);
  }

  /** A tier that can be broken, with reads or without them. */
  private static final class Broken implements Tier {
    private final Tier whole;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean broken;
    private volatile boolean reads;

    Broken(Tier whole) {
      this.whole = whole;
    }

    private Tier whole(boolean reading) {
      if (broken && !(reading && reads)) {
        failures.incrementAndGet();
        throw new IllegalStateException("planted");
      }
      return whole;
    }

    @Override
    public Source source() {
      return Source.MEMORY;
    }

    @Override
    public List<@Nullable CacheEntry> getAll(List<? extends CacheKey<?>> keys) {
      return whole(true).getAll(keys);
    }

    @Override
    public @Nullable CacheEntry get(CacheKey<?> key) {
      return whole(true).get(key);
    }

    @Override
    public void put(CacheEntry entry) {
      whole(false).put(entry);
    }

    @Override
    public void removeAll(Collection<String> keys) {
      whole(false).removeAll(keys);
    }

    @Override
    public long size() {
      return whole.size();
    }
  }
}
