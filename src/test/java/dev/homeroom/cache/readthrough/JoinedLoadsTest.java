package dev.homeroom.cache.readthrough;

import static dev.homeroom.cache.readthrough.CacheFixture.await;
import static dev.homeroom.cache.readthrough.CacheFixture.key;
import static dev.homeroom.cache.readthrough.CacheFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Loader;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.readthrough.CacheFixture.Value;
import dev.homeroom.cache.spi.CacheEntry;
import java.lang.Thread.State;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who asks after an acknowledged write never gets what was found or read before it. */
@Timeout(180)
class JoinedLoadsTest {
  private static final CacheKey<Value> KEY = key("1");
  private static final List<Tag> TAGS = List.of(Tag.of("value", "1"));
  private static final List<Tag> MORE = List.of(Tag.of("more", "1"));

  private final CacheFixture at = new CacheFixture();
  private final AtomicInteger version = new AtomicInteger(1);
  private final Loader<Value> loader = scope -> new Value("version " + version.get());
  private final ExecutorService callers = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    callers.shutdownNow();
    at.close();
  }

  private Future<String> read(ReadThrough cache, Loader<Value> by) {
    AtomicReference<@Nullable Thread> asker = new AtomicReference<>();
    Future<String> answer =
        callers.submit(
            () -> {
              asker.set(Thread.currentThread());
              return cache.getOrLoad(KEY, by).value().text();
            });
    until(() -> waits(asker.get()));
    return answer;
  }

  private static boolean waits(@Nullable Thread thread) {
    return thread != null && thread.getState() == State.TIMED_WAITING;
  }

  private static String got(Future<String> answer) throws Exception {
    return answer.get(60, TimeUnit.SECONDS);
  }

  /** Holds a load of the key, once, when it has found and judged what is there. */
  private ReadThrough heldWhenItHasFound(CountDownLatch found, CountDownLatch go) {
    return at.cache(
        new LoadLimits(
            1, 10, 100, CacheFixture.PATIENT.softTimeout(), CacheFixture.PATIENT.hardTimeout()),
        TestCache.tiers(at.memory, at.recorder),
        (parts, tiers, threads, limits, guard) ->
            new ReadThrough(parts, tiers, threads, limits, guard) {
              @Override
              EntryJudge judge(Parts of) {
                return new EntryJudge(of) {
                  @Override
                  EntryVerdict judge(CacheKey<?> key, CacheEntry entry, long now) {
                    EntryVerdict verdict = super.judge(key, entry, now);
                    if (threads.areCalling() && found.getCount() > 0) {
                      found.countDown();
                      await(go);
                    }
                    return verdict;
                  }
                };
              }
            });
  }

  @Test
  void writtenWhenALoadHasJustFoundAnEntry_whoAsksAfterwardsDoesNotGetIt() throws Exception {
    CountDownLatch found = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    ReadThrough cache = heldWhenItHasFound(found, go);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch busy = new CountDownLatch(1);
    Future<?> other =
        callers.submit(
            () ->
                cache.getOrLoad(
                    key("other"),
                    scope -> {
                      begun.countDown();
                      await(busy);
                      return new Value("other");
                    }));
    await(begun);
    Future<String> first = read(cache, loader);
    Stamps stamps = cache.stampsOf(KEY);
    assertThat(cache.put(KEY, new Value("version 1"), stamps)).isTrue();
    busy.countDown();
    other.get(60, TimeUnit.SECONDS);
    await(found);

    version.set(2);
    cache.invalidate(TAGS);
    Future<String> after = read(cache, loader);
    go.countDown();
    assertThat(got(after)).isEqualTo("version 2");
    assertThat(got(first)).startsWith("version");
  }

  @Test
  void writtenToWhatOnlyTheLoaderKnowsOf_whoAsksAfterwardsDoesNotJoinIt() throws Exception {
    ReadThrough cache = at.cache();
    AtomicInteger loads = new AtomicInteger();
    CountDownLatch read = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Loader<Value> depending =
        scope -> {
          scope.dependsOn(MORE.get(0));
          Value value = new Value("version " + version.get());
          int number = loads.incrementAndGet();
          if (number == 1) {
            cache.invalidate(TAGS);
          } else if (number == 2) {
            read.countDown();
            await(go);
          }
          return value;
        };
    Future<String> first = read(cache, depending);
    await(read);
    version.set(2);
    cache.invalidate(MORE);
    Future<String> after = read(cache, depending);
    go.countDown();
    assertThat(got(first)).isEqualTo("version 1");
    assertThat(got(after)).isEqualTo("version 2");
  }
}
