package dev.homeroom.cache.reading;

import static dev.homeroom.cache.reading.CacheFixture.key;
import static dev.homeroom.cache.reading.CacheFixture.region;
import static dev.homeroom.cache.reading.CacheFixture.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.Wanted;
import dev.homeroom.cache.reading.CacheFixture.Value;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who presses "refresh" gets what is loaded anew, at most once in 10 s. */
@Timeout(180)
class ReloadTest {
  private static final CacheKey<Value> KEY = key(region(DataClass.COMPUTED), "1");
  private static final Duration PAST_THE_FLOOR = Duration.ofSeconds(11);

  private final CacheFixture at = new CacheFixture();
  private final StandInRedis redis = new StandInRedis();
  private final TestLoader loader = new TestLoader();
  private final ReadThrough cache = cache(true);
  private final ExecutorService callers = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    callers.shutdownNow();
    at.close();
  }

  private ReadThrough cache(boolean nearCopies) {
    return cache(nearCopies, CacheFixture.PATIENT);
  }

  private ReadThrough cache(boolean nearCopies, LoadLimits limits) {
    Tiers tiers =
        new Tiers(at.memory, redis, redis.sharing(nearCopies, Runnable::run), at.recorder);
    return at.cache(limits, tiers);
  }

  private Cached<?> reload(ReadThrough service) {
    return service.reloadAll(List.of(new Wanted<>(KEY, loader))).get(0);
  }

  private static void is(Cached<?> answer, Outcome outcome, String text) {
    assertThat(answer.outcome()).isEqualTo(outcome);
    assertThat(((Value) answer.value()).text()).isEqualTo(text);
  }

  @Test
  void warm_isLoadedAnew_andReplacesWhatIsThere() {
    cache.getOrLoad(KEY, loader);
    at.pass(PAST_THE_FLOOR);
    Cached<?> answer = reload(cache);
    is(answer, Outcome.BYPASS, "load 2");
    assertThat(answer.source()).isEqualTo(Source.DB);
    is(cache.getOrLoad(KEY, loader), Outcome.HIT, "load 2");
    assertThat(Objects.requireNonNull(redis.held(KEY)).loadedMillis())
        .isEqualTo(Objects.requireNonNull(at.memory.get(KEY)).loadedMillis());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void youngerThan10s_isAHit(boolean nearCopies) {
    ReadThrough service = cache(nearCopies);
    is(reload(service), Outcome.BYPASS, "load 1");
    at.pass(Duration.ofSeconds(5));
    is(reload(service), Outcome.HIT, "load 1");
    at.pass(Duration.ofSeconds(6));
    is(reload(service), Outcome.BYPASS, "load 2");
  }

  @Test
  void cold_isLoaded() {
    is(reload(cache), Outcome.BYPASS, "load 1");
    assertThat(cache.reloadAll(List.of())).isEmpty();
  }

  @Test
  void loadFails_whatIsThereIsAnswered_andSaysStale_andStaysAHitForOthers() {
    cache.getOrLoad(KEY, loader);
    at.pass(PAST_THE_FLOOR);
    loader.fail();
    is(reload(cache), Outcome.STALE, "load 1");
    is(cache.getOrLoad(KEY, loader), Outcome.HIT, "load 1");
    is(reload(cache), Outcome.STALE, "load 1");
    assertThat(loader.count()).as("spared").isEqualTo(2);
  }

  @Test
  void loadFails_nothingIsThere_itsExceptionIsThrown() {
    RuntimeException thrown = loader.fail();
    assertThatThrownBy(() -> reload(cache)).isSameAs(thrown);
  }

  @Test
  void loadFails_whatWasThereIsInvalidated_itsExceptionIsThrown() {
    cache.getOrLoad(KEY, loader);
    cache.invalidate(KEY.tags());
    RuntimeException thrown = loader.fail();
    assertThatThrownBy(() -> reload(cache)).isSameAs(thrown);
  }

  @Test
  void loadIsSlow_whatIsThereIsAnswered_andTheLoadGoesOn() {
    cache.getOrLoad(KEY, loader);
    at.pass(PAST_THE_FLOOR);
    CountDownLatch go = loader.hold();
    Duration soft = Duration.ofMillis(100);
    LoadLimits hasty = new LoadLimits(2, 10, soft, Duration.ofSeconds(20));
    is(reload(cache(true, hasty)), Outcome.STALE, "load 1");
    go.countDown();
    until(() -> cache.get(KEY).orElseThrow().value().text().equals("load 2"));
  }

  @Test
  void loadIsUnderWay_isJoined() throws Exception {
    CountDownLatch go = loader.hold();
    Future<Cached<Value>> first = callers.submit(() -> cache.getOrLoad(KEY, loader));
    until(() -> loader.count() == 1);
    Future<? extends Cached<?>> second = callers.submit(() -> reload(cache));
    until(() -> at.recorder.of("joined") == 1);
    go.countDown();
    is(first.get(60, TimeUnit.SECONDS), Outcome.MISS, "load 1");
    Cached<?> joined = second.get(60, TimeUnit.SECONDS);
    is(joined, Outcome.BYPASS, "load 1");
    assertThat(joined.collapsed()).isTrue();
  }

  @Test
  void several_eachByItself_inTheirOrder() {
    cache.getOrLoad(KEY, loader);
    at.pass(PAST_THE_FLOOR);
    CacheKey<Value> other = key(region(DataClass.COMPUTED), "2");
    cache.getOrLoad(other, loader);
    List<Cached<?>> answers =
        cache.reloadAll(List.of(new Wanted<>(other, loader), new Wanted<>(KEY, loader)));
    is(answers.get(0), Outcome.HIT, "load 2");
    is(answers.get(1), Outcome.BYPASS, "load 3");
  }

  @Test
  void insideATransaction_isRefused() {
    at.inTransaction = true;
    assertThatThrownBy(() -> reload(cache)).isInstanceOf(IllegalStateException.class);
  }
}
