package dev.homeroom.cache.readthrough;

import static dev.homeroom.cache.readthrough.CacheFixture.await;
import static dev.homeroom.cache.readthrough.CacheFixture.key;
import static dev.homeroom.cache.readthrough.CacheFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Loader;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.readthrough.CacheFixture.Value;
import dev.homeroom.testkit.LogCapture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is never kept is loaded for each request: once for who asks together, and it is said. */
@Timeout(180)
class TooLargeValuesTest {
  private static final Value LARGE = new Value("x".repeat(Region.DEFAULT_MAX_BYTES));
  private static final CacheKey<Value> KEY = key("1");

  private final CacheFixture at = new CacheFixture();
  private final ReadThrough cache = at.cache();
  private final ExecutorService callers = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    callers.shutdownNow();
    at.close();
  }

  @Test
  void manyAskTogether_shareOneLoad() throws Exception {
    AtomicInteger loads = new AtomicInteger();
    CountDownLatch go = new CountDownLatch(1);
    Loader<Value> loader =
        scope -> {
          loads.incrementAndGet();
          await(go);
          return LARGE;
        };
    List<Future<Cached<Value>>> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      answers.add(callers.submit(() -> cache.getOrLoad(KEY, loader)));
    }
    until(() -> at.recorder.of("joined") == 7 && loads.get() == 1);
    go.countDown();
    for (Future<Cached<Value>> answer : answers) {
      Cached<Value> got = answer.get(60, TimeUnit.SECONDS);
      assertThat(got.outcome()).isEqualTo(Outcome.BYPASS);
      assertThat(got.stored()).isFalse();
      assertThat(got.value()).isEqualTo(LARGE);
    }
    assertThat(loads).hasValue(1);
    assertThat(at.recorder.of("TOO_LARGE")).isEqualTo(1);
  }

  @Test
  void isSaidOnceAMinute_withItsRegion_andWithoutItsKey() {
    Region<Value> other = CacheFixture.region(DataClass.COMPUTED);
    try (LogCapture log = new LogCapture(Loading.class.getName())) {
      for (int i = 0; i < 3; i++) {
        cache.getOrLoad(key("secret"), scope -> LARGE);
        cache.getOrLoad(key(other, "secret"), scope -> LARGE);
      }
      List<String> lines = log.linesFrom(Level.WARNING);
      assertThat(lines).hasSize(2);
      assertThat(lines.get(0)).contains("region values", "262144", "This means: ", "Do: ");
      assertThat(lines.get(1)).contains("region " + other.name());
      assertThat(String.join("", lines)).doesNotContain("secret");
      at.pass(Duration.ofSeconds(61));
      cache.getOrLoad(KEY, scope -> LARGE);
      assertThat(log.linesFrom(Level.WARNING)).hasSize(3);
    }
  }

  @Test
  void tooManyTags_isSaidToo() {
    try (LogCapture log = new LogCapture(Loading.class.getName())) {
      cache.getOrLoad(
          KEY,
          scope -> {
            for (int i = 0; i < 16; i++) {
              scope.dependsOn(Tag.of("tag", String.valueOf(i)));
            }
            return new Value("small");
          });
      assertThat(log.linesFrom(Level.WARNING)).hasSize(1);
      assertThat(log.linesFrom(Level.WARNING).get(0)).contains("region values", "16 tags");
    }
  }
}
