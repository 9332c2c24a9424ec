package dev.homeroom.cache.readthrough;

import static dev.homeroom.cache.readthrough.CacheFixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.ReadRequest;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.readthrough.CacheFixture.Value;
import dev.homeroom.testkit.LogCapture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is answered, and for how long: hits, misses, tags, what is served and not kept. */
class ReadThroughTest {
  private final CacheFixture at = new CacheFixture();
  private final ReadThrough cache = at.cache();

  @AfterEach
  void close() {
    at.close();
  }

  @Test
  void getOrLoad_twice_isADbMissThenAMemoryHit_withoutAWordAboveInfo() {
    try (LogCapture log = new LogCapture("dev.homeroom")) {
      Cached<Value> first = cache.getOrLoad(key("1"), scope -> new Value("one"));
      assertThat(first.source()).isEqualTo(Source.DB);
      assertThat(first.outcome()).isEqualTo(Outcome.MISS);
      assertThat(first.stored()).isTrue();
      at.time.pass(Duration.ofSeconds(1));
      Cached<Value> second = cache.getOrLoad(key("1"), scope -> new Value("two"));
      assertThat(second.source()).isEqualTo(Source.MEMORY);
      assertThat(second.outcome()).isEqualTo(Outcome.HIT);
      assertThat(second.value()).isEqualTo(new Value("one"));
      assertThat(second.ageMillis()).isEqualTo(1_000L);
      assertThat(new String(second.payload(), java.nio.charset.StandardCharsets.UTF_8))
          .isEqualTo("{\"text\":\"one\"}");
      assertThat(log.linesFrom(Level.INFO)).isEmpty();
    }
  }

  @Test
  void getOrLoad_localRegion_givesTheObjectItself() {
    CacheKey<Value> key = CacheFixture.LOCAL.key(Scope.DISTRICT, "1");
    Value value = new Value("one");
    cache.getOrLoad(key, scope -> value);
    assertThat(cache.getOrLoad(key, scope -> new Value("two")).value()).isSameAs(value);
  }

  @Test
  void getOrLoad_pastItsTtl_loadsAgain() {
    cache.getOrLoad(key("1"), scope -> new Value("one"));
    at.time.pass(Duration.ofSeconds(299));
    assertThat(cache.get(key("1"))).isPresent();
    at.time.pass(Duration.ofSeconds(2));
    assertThat(cache.get(key("1"))).isEmpty();
    assertThat(cache.getOrLoad(key("1"), scope -> new Value("two")).value().text())
        .isEqualTo("two");
  }

  @Test
  void getOrLoad_loaderShortensTheTtl_butCannotLengthenIt() {
    Instant now = at.time.instant();
    cache.getOrLoad(
        key("short"),
        scope -> {
          scope.freshUntil(now.plusSeconds(10));
          return new Value("one");
        });
    cache.getOrLoad(
        key("long"),
        scope -> {
          scope.freshUntil(now.plusSeconds(10_000));
          return new Value("one");
        });
    at.time.pass(Duration.ofSeconds(11));
    assertThat(cache.get(key("short"))).isEmpty();
    assertThat(cache.get(key("long"))).isPresent();
    at.time.pass(Duration.ofSeconds(290));
    assertThat(cache.get(key("long"))).isEmpty();
  }

  @Test
  void getOrLoad_reading_doesNotProlong() {
    cache.getOrLoad(key("1"), scope -> new Value("one"));
    for (int i = 0; i < 6; i++) {
      at.time.pass(Duration.ofSeconds(49));
      assertThat(cache.get(key("1"))).isPresent();
    }
    at.time.pass(Duration.ofSeconds(10));
    assertThat(cache.get(key("1"))).isEmpty();
  }

  @Test
  void getOrLoad_insideATransaction_isRefused() {
    at.inTransaction = true;
    assertThatThrownBy(() -> cache.getOrLoad(key("1"), scope -> new Value("one")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("d:value:1")
        .hasMessageContaining("repository");
    assertThatThrownBy(
            () ->
                cache.getOrLoadAll(List.of(new ReadRequest<>(key("1"), scope -> new Value("one")))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void getOrLoad_dependsOnATagFoundWhileLoading_isVoidWhenItIsReplaced() {
    cache.getOrLoad(
        key("1"),
        scope -> {
          scope.dependsOn(Tag.of("role", "TEACHER"));
          return new Value("one");
        });
    assertThat(cache.exists(key("1"))).isTrue();
    cache.invalidate(List.of(Tag.of("role", "TEACHER")));
    assertThat(cache.exists(key("1"))).isFalse();
  }

  @Test
  void getOrLoad_moreThanSixteenTags_isServedAndNotKept_andCounted() {
    List<Tag> tags = IntStream.range(0, 15).mapToObj(i -> Tag.of("t", "" + i)).toList();
    CacheKey<Value> key = CacheFixture.REGION.key(Scope.DISTRICT, () -> tags, "many");
    Cached<Value> answer = cache.getOrLoad(key, scope -> new Value("one"));
    assertThat(answer.value().text()).isEqualTo("one");
    assertThat(answer.stored()).isFalse();
    assertThat(at.recorder.of("TOO_MANY_TAGS")).isEqualTo(1);
    assertThat(cache.exists(key)).isFalse();
    CacheKey<Value> sixteen =
        CacheFixture.REGION.key(Scope.DISTRICT, () -> tags.subList(0, 14), "enough");
    assertThat(cache.getOrLoad(sixteen, scope -> new Value("one")).stored()).isTrue();
  }

  @Test
  void getOrLoad_largerThanTheRegionsMaximum_isServedAndNotKept_andCounted() {
    String large = "x".repeat(Region.DEFAULT_MAX_BYTES);
    Cached<Value> answer = cache.getOrLoad(key("1"), scope -> new Value(large));
    assertThat(answer.value().text()).isEqualTo(large);
    assertThat(answer.stored()).isFalse();
    assertThat(answer.outcome()).isEqualTo(Outcome.BYPASS);
    assertThat(at.recorder.of("TOO_LARGE")).isEqualTo(1);
  }

  @Test
  void getOrLoad_otherShape_isAMiss() {
    cache.getOrLoad(key("1"), scope -> new Value("old form"));
    CacheKey<Value> newer =
        CacheFixture.REGION.shaped(2).key(Scope.DISTRICT, () -> List.of(Tag.of("value", "1")), "1");
    assertThat(cache.getOrLoad(newer, scope -> new Value("new form")).value().text())
        .isEqualTo("new form");
    assertThat(at.recorder.of("SHAPE")).isEqualTo(1);
  }

  @Test
  void getOrLoad_loaderAsksForItsOwnKey_loadsBesideItself_andWarns() {
    try (LogCapture log = new LogCapture(SingleFlight.class.getName())) {
      AtomicInteger depth = new AtomicInteger();
      Cached<Value> answer = cache.getOrLoad(key("1"), scope -> nested(depth));
      assertThat(answer.value().text()).isEqualTo("deep");
      assertThat(log.linesFrom(Level.WARNING)).hasSize(1);
    }
  }

  private Value nested(AtomicInteger depth) {
    return depth.getAndIncrement() == 0
        ? cache.getOrLoad(key("1"), scope -> nested(depth)).value()
        : new Value("deep");
  }

  @Test
  void put_insideATransaction_isRefused_andNothingIsKept() {
    Stamps stamps = cache.stampsOf(key("1"));
    at.inTransaction = true;
    assertThatThrownBy(() -> cache.put(key("1"), new Value("of a rollback"), stamps))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("inside a transaction");
    assertThatThrownBy(() -> cache.stampsOf(key("1"))).isInstanceOf(IllegalStateException.class);
    at.inTransaction = false;
    assertThat(cache.get(key("1"))).isEmpty();
  }
}
