package dev.homeroom.cache.readthrough;

import static dev.homeroom.cache.readthrough.CacheFixture.key;
import static dev.homeroom.cache.readthrough.CacheFixture.region;
import static dev.homeroom.cache.readthrough.CacheFixture.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.ReadRequest;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.readthrough.CacheFixture.Value;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.testkit.Promised;
import java.lang.Thread.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
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
    return service.reloadAll(List.of(new ReadRequest<>(KEY, loader))).get(0);
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
    LoadLimits hasty = new LoadLimits(2, 10, 100, soft, Duration.ofSeconds(20));
    is(reload(cache(true, hasty)), Outcome.STALE, "load 1");
    go.countDown();
    until(() -> cache.get(KEY).orElseThrow().value().text().equals("load 2"));
  }

  /** Has threads call until all of them wait for a load. */
  private List<Future<Cached<?>>> waiting(int many, Callable<Cached<?>> call) {
    List<Thread> waiting = new CopyOnWriteArrayList<>();
    List<Future<Cached<?>>> answers = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      answers.add(
          callers.submit(
              () -> {
                waiting.add(Thread.currentThread());
                return call.call();
              }));
    }
    until(
        () ->
            waiting.size() == many
                && waiting.stream().allMatch(one -> one.getState() == State.TIMED_WAITING));
    return answers;
  }

  private static Cached<?> got(Future<Cached<?>> answer) throws Exception {
    return answer.get(60, TimeUnit.SECONDS);
  }

  @Test
  void loadIsUnderWay_oneThatBeginsAfterwardsIsAnswered_onceForAllWhoPress() throws Exception {
    CountDownLatch go = loader.hold();
    Future<Cached<?>> first = waiting(1, () -> cache.getOrLoad(KEY, loader)).get(0);
    until(() -> loader.count() == 1);
    at.pass(Duration.ofSeconds(1));
    List<Future<Cached<?>>> pressed = waiting(8, () -> reload(cache));
    go.countDown();
    is(got(first), Outcome.MISS, "load 1");
    for (Future<Cached<?>> answer : pressed) {
      is(got(answer), Outcome.BYPASS, "load 2");
    }
    is(cache.getOrLoad(KEY, loader), Outcome.HIT, "load 2");
    assertThat(loader.count()).isEqualTo(2);
  }

  @Test
  void loadIsUnderWay_whoOnlyReadsJoinsIt_thoughARefreshWaits() throws Exception {
    CountDownLatch go = loader.hold();
    List<Future<Cached<?>>> reading = waiting(1, () -> cache.getOrLoad(KEY, loader));
    until(() -> loader.count() == 1);
    List<Future<Cached<?>>> pressed = waiting(1, () -> reload(cache));
    List<Future<Cached<?>>> joining = waiting(1, () -> cache.getOrLoad(KEY, loader));
    go.countDown();
    is(got(reading.get(0)), Outcome.MISS, "load 1");
    is(got(joining.get(0)), Outcome.MISS, "load 1");
    is(got(pressed.get(0)), Outcome.BYPASS, "load 2");
  }

  @Test
  void aLoadWaitsForTheOneUnderWay_itDoesNotAnswerWithWhatThatLeaves() throws Exception {
    CountDownLatch go = loader.hold();
    List<Future<Cached<?>>> reading = waiting(1, () -> cache.getOrLoad(KEY, loader));
    until(() -> loader.count() == 1);
    cache.invalidate(KEY.tags());
    // This one waits for the load under way, and would be content with what that leaves: it loads
    // once more itself, since its stamps have moved.
    List<Future<Cached<?>>> after = waiting(1, () -> cache.getOrLoad(KEY, loader));
    at.pass(Duration.ofSeconds(1));
    CountDownLatch again = new CountDownLatch(1);
    loader.held = again;
    go.countDown();
    until(() -> loader.count() == 2);
    at.pass(Duration.ofSeconds(1));
    List<Future<Cached<?>>> pressed = waiting(1, () -> reload(cache));
    again.countDown();
    is(got(reading.get(0)), Outcome.MISS, "load 2");
    is(got(pressed.get(0)), Outcome.BYPASS, "load 3");
    assertThat(((Value) got(after.get(0)).value()).text()).isEqualTo("load 3");
  }

  @Test
  void aLoadIsQueued_thatWouldTakeWhatIsThere_isNotJoined() throws Exception {
    ReadThrough narrow = cache(true, new LoadLimits(1, 10, 100, Promised.NEVER, Promised.NEVER));
    narrow.getOrLoad(KEY, loader);
    at.pass(PAST_THE_FLOOR);
    CacheEntry there = Objects.requireNonNull(at.memory.get(KEY));
    at.memory.removeAll(List.of(KEY.text()));
    redis.lose(KEY);
    CountDownLatch go = new CountDownLatch(1);
    CacheKey<Value> other = key("other");
    waiting(
        1,
        () ->
            narrow.getOrLoad(
                other,
                scope -> {
                  CacheFixture.await(go);
                  return new Value("other");
                }));
    List<Future<Cached<?>>> reading = waiting(1, () -> narrow.getOrLoad(KEY, loader));
    // As another thread may that brings a copy from Redis.
    at.memory.put(there);
    List<Future<Cached<?>>> pressed = waiting(1, () -> reload(narrow));
    go.countDown();
    assertThat(((Value) got(reading.get(0)).value()).text()).isEqualTo("load 1");
    is(got(pressed.get(0)), Outcome.BYPASS, "load 2");
  }

  @Test
  void several_eachByItself_inTheirOrder() {
    cache.getOrLoad(KEY, loader);
    at.pass(PAST_THE_FLOOR);
    CacheKey<Value> other = key(region(DataClass.COMPUTED), "2");
    cache.getOrLoad(other, loader);
    List<Cached<?>> answers =
        cache.reloadAll(List.of(new ReadRequest<>(other, loader), new ReadRequest<>(KEY, loader)));
    is(answers.get(0), Outcome.HIT, "load 2");
    is(answers.get(1), Outcome.BYPASS, "load 3");
  }

  @Test
  void insideATransaction_isRefused() {
    at.inTransaction = true;
    assertThatThrownBy(() -> reload(cache)).isInstanceOf(IllegalStateException.class);
  }
}
