package dev.homeroom.cache.readthrough;

import static dev.homeroom.cache.readthrough.CacheFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.ReadRequest;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.readthrough.CacheFixture.Value;
import dev.homeroom.testkit.Promised;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads, writes, comparisons, reloads and another program at the same time. */
class ReadRacesTest {
  private static final int KEYS = 6;
  private static final int READS = 50_000;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nothingThatWasReplaced_isAnsweredAfterwards(boolean near) throws Exception {
    try (CacheFixture at = new CacheFixture()) {
      ExecutorService polls = Executors.newSingleThreadExecutor();
      at.reader = polls;
      StandInRedis redis = new StandInRedis();
      ExecutorService compares = Executors.newFixedThreadPool(4);
      ExecutorService background = Executors.newSingleThreadExecutor();
      redis.compares = compares;
      ReadThrough cache =
          at.cache(
              CacheFixture.PATIENT,
              new Tiers(at.memory, redis, redis.sharing(near, background), at.recorder));
      AtomicIntegerArray made = new AtomicIntegerArray(KEYS);
      AtomicIntegerArray committed = new AtomicIntegerArray(KEYS);
      List<CacheKey<Value>> keys = new ArrayList<>();
      for (int i = 0; i < KEYS; i++) {
        keys.add(key(Integer.toString(i)));
      }
      AtomicBoolean over = new AtomicBoolean();
      AtomicLong reads = new AtomicLong();
      ExecutorService pool = Executors.newCachedThreadPool();
      List<Future<?>> all = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        SplittableRandom random = new SplittableRandom(t);
        all.add(
            pool.submit(
                () -> {
                  for (int n = 0; n < READS; n++) {
                    int i = random.nextInt(KEYS);
                    CacheKey<Value> key = keys.get(i);
                    int least = committed.get(i);
                    Cached<?> answer;
                    ReadRequest<Value> request =
                        new ReadRequest<>(key, scope -> new Value(i + "=" + made.get(i)));
                    switch (random.nextInt(12)) {
                      case 0 -> answer = cache.reloadAll(List.of(request)).get(0);
                      case 1 -> answer = cache.getOrLoadAll(List.of(request, request)).get(1);
                      case 2 -> {
                        Stamps stamps = cache.stampsOf(key);
                        Value value = new Value(i + "=" + made.get(i));
                        cache.put(key, value, stamps);
                        answer = cache.get(key).orElse(null);
                      }
                      default -> answer = cache.getOrLoad(key, request.loader());
                    }
                    if (answer != null) {
                      String[] text = ((Value) answer.value()).text().split("=", 2);
                      if (Integer.parseInt(text[0]) != i) {
                        throw new AssertionError("another key's");
                      }
                      if (Integer.parseInt(text[1]) < least) {
                        throw new AssertionError(
                            "stale: "
                                + text[1]
                                + " < "
                                + least
                                + " "
                                + answer.outcome()
                                + answer.source());
                      }
                      reads.incrementAndGet();
                    }
                  }
                }));
      }
      List<Future<?>> others = new ArrayList<>();
      others.add(
          pool.submit(
              () -> {
                SplittableRandom random = new SplittableRandom(99);
                while (!over.get()) {
                  int i = random.nextInt(KEYS);
                  int now = made.incrementAndGet(i);
                  cache.invalidate(List.of(Tag.of("value", Integer.toString(i))));
                  committed.set(i, now);
                  LockSupport.parkNanos(200_000);
                }
                return null;
              }));
      others.add(
          pool.submit(
              () -> {
                SplittableRandom random = new SplittableRandom(98);
                while (!over.get()) {
                  CacheKey<Value> key = keys.get(random.nextInt(KEYS));
                  switch (random.nextInt(5)) {
                    case 0 -> redis.lose(key);
                    case 1 -> redis.shift(key, -500);
                    case 2 -> redis.shift(key, 500);
                    case 3 -> {
                      if (random.nextInt(20) == 0) {
                        redis.comeBackEmpty();
                      }
                    }
                    default -> redis.failing = random.nextInt(4) == 0;
                  }
                  at.time.pass(Duration.ofMillis(random.nextInt(200)));
                  LockSupport.parkNanos(1_000_000);
                }
                return null;
              }));
      try {
        for (Future<?> one : all) {
          one.get(Promised.NEVER.toSeconds(), TimeUnit.SECONDS);
        }
      } finally {
        over.set(true);
      }
      for (Future<?> one : others) {
        one.get(Promised.NEVER.toSeconds(), TimeUnit.SECONDS);
      }
      pool.shutdownNow();
      compares.shutdownNow();
      background.shutdownNow();
      polls.shutdownNow();
      assertThat(reads).hasPositiveValue();
    }
  }
}
