package dev.homeroom.cache.readthrough;

import static dev.homeroom.cache.readthrough.CacheFixture.await;
import static dev.homeroom.cache.readthrough.CacheFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.ReadRequest;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.readthrough.CacheFixture.Value;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.cache.spi.Tier;
import dev.homeroom.testkit.CountingRecorder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thread that goes on late, with what it judged before, does nothing to what came since. */
@Timeout(180)
class LateWakersTest {
  private static final CacheKey<Value> KEY = key("1");
  private static final List<Tag> TAGS = List.of(Tag.of("value", "1"));
  private static final int INVALIDATIONS = 150;
  private static final int ASKERS = 200;

  private final HeldAtRefusal recorder = new HeldAtRefusal();
  private final CacheFixture at = new CacheFixture(recorder);
  private final StandInRedis redis = new StandInRedis();
  private final TestLoader loader = new TestLoader();
  private final ReadThrough cache =
      at.cache(CacheFixture.PATIENT, new Tiers(at.memory, redis, redis.sharing(), at.recorder));
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    threads.shutdownNow();
    at.close();
  }

  /** Holds the first thread that refuses an entry, between its judgement and what follows of it. */
  private static final class HeldAtRefusal extends CountingRecorder {
    private final CountDownLatch go = new CountDownLatch(1);
    private final CountDownLatch held = new CountDownLatch(1);
    private final AtomicBoolean armed = new AtomicBoolean();

    @Override
    public void countRefused(Region<?> region, Refused reason) {
      super.countRefused(region, reason);
      if (armed.compareAndSet(true, false)) {
        held.countDown();
        await(go);
      }
    }
  }

  private Cached<Value> ask(ReadThrough of) {
    return of.getOrLoad(KEY, loader);
  }

  /** Has one thread judge the void entry that is there, and another one put a fresh one there. */
  private Future<Cached<Value>> lateAsker(ReadThrough of) {
    recorder.armed.set(true);
    Future<Cached<Value>> late = threads.submit(() -> ask(of));
    await(recorder.held);
    ask(of);
    recorder.go.countDown();
    return late;
  }

  @Test
  void invalidated_theLateAskerGetsWhatIsFresh_andItIsLoadedOnce() throws Exception {
    ReadThrough alone = at.cache();
    ask(alone);
    alone.invalidate(TAGS);
    Cached<Value> answer = lateAsker(alone).get(60, TimeUnit.SECONDS);
    assertThat(answer.value().text()).isEqualTo("load 2");
    assertThat(ask(alone).outcome()).isEqualTo(Outcome.HIT);
    assertThat(loader.count()).isEqualTo(2);
  }

  @Test
  void absentAndInvalidated_theLateAskerGetsWhatIsFresh_andItIsLoadedOnce() throws Exception {
    loader.absent = true;
    ReadThrough alone = at.cache();
    ask(alone);
    alone.invalidate(TAGS);
    assertThat(lateAsker(alone).get(60, TimeUnit.SECONDS).isAbsent()).isTrue();
    assertThat(ask(alone).outcome()).isEqualTo(Outcome.HIT);
    assertThat(loader.count()).isEqualTo(2);
  }

  /** Has one thread get a copy from Redis, and hold it while this one does something. */
  private Cached<Value> adoptLate(Consumer<ReadThrough> meanwhile) throws Exception {
    CountDownLatch adopting = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    AtomicBoolean first = new AtomicBoolean();
    LongSupplier run =
        () -> {
          if (first.compareAndSet(true, false)) {
            adopting.countDown();
            await(go);
          }
          return 1;
        };
    Sharing sharing = new Sharing(() -> true, run, true, Runnable::run, Runnable::run);
    ReadThrough held =
        at.cache(CacheFixture.PATIENT, new Tiers(at.memory, redis, sharing, at.recorder));
    ask(held);
    at.pass(Duration.ofSeconds(11));
    at.memory.removeAll(List.of(KEY.text()));
    first.set(true);
    Future<Cached<Value>> late = threads.submit(() -> ask(held));
    await(adopting);
    meanwhile.accept(held);
    go.countDown();
    assertThat(late.get(60, TimeUnit.SECONDS).value().text()).isEqualTo("load 1");
    int asked = redis.asked.get();
    Cached<Value> next = ask(held);
    assertThat(next.outcome()).isEqualTo(Outcome.HIT);
    assertThat(redis.asked).as("asked Redis").hasValue(asked);
    return next;
  }

  @Test
  void loadedAnewWhileRedisAnswered_theOldCopyDoesNotReplaceIt() throws Exception {
    Cached<Value> next = adoptLate(of -> of.reloadAll(List.of(new ReadRequest<>(KEY, loader))));
    assertThat(next.value().text()).isEqualTo("load 2");
  }

  @Test
  void invalidatedWhileRedisAnswered_theOldCopyDoesNotReplaceWhatIsFresh() throws Exception {
    Cached<Value> next =
        adoptLate(
            of -> {
              of.invalidate(TAGS);
              ask(of);
            });
    assertThat(next.value().text()).isEqualTo("load 2");
    assertThat(loader.count()).isEqualTo(2);
  }

  @Test
  void foundAbsentWhileRedisAnswered_theOldCopyDoesNotComeBack() throws Exception {
    Cached<Value> next =
        adoptLate(
            of -> {
              loader.absent = true;
              of.invalidate(TAGS);
              ask(of);
            });
    assertThat(next.isAbsent()).isTrue();
  }

  private static CacheEntry entry(Stamps stamps, long loadedMillis) {
    return new CacheEntry(
        KEY.text(),
        1,
        stamps,
        loadedMillis,
        loadedMillis + 300_000,
        loadedMillis + 900_000,
        "{\"text\":\"theirs\"}".getBytes(StandardCharsets.UTF_8),
        null);
  }

  private boolean staysBesideAnAbsence(Tier tier, Function<Stamps, CacheEntry> theirs) {
    cache.getOrLoad(
        KEY,
        scope -> {
          tier.put(theirs.apply(at.generations.stampsOf(KEY.tags())));
          return null;
        });
    return tier.get(KEY) != null;
  }

  @Test
  void foundAbsent_whatAnotherInstanceLoadedLater_stays() {
    long later = at.time.millis() + 1;
    assertThat(staysBesideAnAbsence(redis, stamps -> entry(stamps, later))).as("Redis").isTrue();
    at.pass(Duration.ofMinutes(1));
    redis.lose(KEY);
    long evenLater = at.time.millis() + 1;
    assertThat(staysBesideAnAbsence(at.memory, stamps -> entry(stamps, evenLater)))
        .as("memory")
        .isTrue();
  }

  @Test
  void foundAbsent_whatAnotherInstanceLoadedAfterAChangeThatWeHaveNotRead_stays() {
    Function<Stamps, CacheEntry> theirs =
        stamps -> {
          Map<String, Long> raised = new HashMap<>(stamps.asMap());
          raised.replaceAll((tag, generation) -> generation + 1);
          return entry(at.generations.bound(raised), at.time.millis() - 1);
        };
    assertThat(staysBesideAnAbsence(redis, theirs)).as("Redis").isTrue();
  }

  @Test
  void foundAbsent_whatIsOlder_goes() {
    Function<Stamps, CacheEntry> older = stamps -> entry(stamps, at.time.millis() - 1);
    assertThat(staysBesideAnAbsence(redis, older)).as("Redis").isFalse();
    at.pass(Duration.ofMinutes(1));
    assertThat(staysBesideAnAbsence(at.memory, older)).as("memory").isFalse();
  }

  @Test
  void manyAskers_manyInvalidations_atMost1Point1LoadsForEach() throws Exception {
    ExecutorService reader = Executors.newSingleThreadExecutor();
    at.reader = reader;
    ReadThrough alone = at.cache();
    CyclicBarrier round = new CyclicBarrier(ASKERS, () -> alone.invalidate(TAGS));
    List<Future<?>> askers = new ArrayList<>();
    for (int i = 0; i < ASKERS; i++) {
      askers.add(threads.submit(() -> askInRounds(alone, round)));
    }
    for (Future<?> asker : askers) {
      asker.get(120, TimeUnit.SECONDS);
    }
    reader.shutdownNow();
    assertThat(loader.count()).isBetween(INVALIDATIONS, INVALIDATIONS * 11 / 10);
  }

  private @Nullable Void askInRounds(ReadThrough of, CyclicBarrier round) throws Exception {
    for (int i = 0; i < INVALIDATIONS; i++) {
      round.await(120, TimeUnit.SECONDS);
      ask(of);
      ask(of);
    }
    return null;
  }
}
