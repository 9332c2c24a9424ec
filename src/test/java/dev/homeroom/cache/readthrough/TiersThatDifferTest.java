package dev.homeroom.cache.readthrough;

import static dev.homeroom.cache.readthrough.CacheFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.ReadRequest;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.readthrough.CacheFixture.Value;
import dev.homeroom.cache.spi.Tier;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Memory and Redis hold different things under one key, with near copies and without. */
class TiersThatDifferTest {
  private static final CacheKey<Value> KEY = key("1");
  private static final Duration DUE = Duration.ofSeconds(31);

  private final CacheFixture at = new CacheFixture();
  private final StandInRedis redis = new StandInRedis();
  private final TestLoader loader = new TestLoader();

  @AfterEach
  void close() {
    at.close();
  }

  private ReadThrough cache(boolean near, Executor background) {
    return at.cache(
        CacheFixture.PATIENT,
        new Tiers(at.memory, redis, redis.sharing(near, background), at.recorder));
  }

  @Test
  void withoutNearCopies_whatAnotherProgramDeleted_isLoadedAnew() {
    ReadThrough cache = cache(false, Runnable::run);
    cache.getOrLoad(KEY, loader);
    redis.lose(KEY);
    Cached<Value> answer = cache.getOrLoad(KEY, loader);
    assertThat(answer.source()).isEqualTo(Source.DB);
    assertThat(answer.value()).isEqualTo(new Value("load 2"));
    assertThat(redis.held(KEY)).isNotNull();
  }

  @Test
  void withoutNearCopies_anOlderLoadInRedis_doesNotHideANewerOne() {
    ReadThrough cache = cache(false, Runnable::run);
    cache.getOrLoad(KEY, loader);
    at.pass(Duration.ofSeconds(20));
    redis.failing = true;
    cache.reloadAll(List.of(new ReadRequest<>(KEY, loader)));
    redis.failing = false;
    // Redis did not take it, and holds the older load.
    assertThat(cache.getOrLoad(KEY, loader).value()).isEqualTo(new Value("load 2"));
    assertThat(cache.getOrLoad(KEY, loader).value()).isEqualTo(new Value("load 2"));
  }

  @Test
  void withoutNearCopies_anOlderLoadInRedis_doesNotHideWhatWasPut() {
    List<Runnable> waiting = new ArrayList<>();
    boolean[] slow = {false};
    ReadThrough cache =
        cache(
            false,
            work -> {
              if (slow[0]) {
                waiting.add(work);
              } else {
                work.run();
              }
            });
    cache.getOrLoad(KEY, loader);
    at.pass(Duration.ofSeconds(1));
    slow[0] = true;
    Stamps stamps = cache.stampsOf(KEY);
    assertThat(cache.put(KEY, new Value("put"), stamps)).isTrue();
    assertThat(waiting).hasSize(1);
    assertThat(cache.getOrLoad(KEY, loader).value()).isEqualTo(new Value("put"));
  }

  @Test
  void due_goneFromRedis_andTheLoaderFails_theCopyIsAnsweredAsStale() {
    ReadThrough cache = cache(true, Runnable::run);
    cache.getOrLoad(KEY, loader);
    redis.lose(KEY);
    at.pass(DUE);
    assertThat(cache.getOrLoad(KEY, loader).value()).isEqualTo(new Value("load 1"));
    Cached<Value> answer =
        cache.getOrLoad(
            KEY,
            scope -> {
              throw new IllegalStateException("the database is in trouble");
            });
    assertThat(answer.stale()).isTrue();
    assertThat(answer.value()).isEqualTo(new Value("load 1"));
  }

  @Test
  void due_stillWaitingToBeGivenToRedis_isNotTakenForDeleted() {
    List<Runnable> waiting = new ArrayList<>();
    ReadThrough cache = cache(true, waiting::add);
    cache.getOrLoad(KEY, loader);
    at.pass(DUE);
    cache.getOrLoad(KEY, loader);
    cache.getOrLoad(KEY, loader);
    assertThat(loader.count()).isEqualTo(1);
  }

  @Test
  void withoutNearCopies_stillWaitingToBeGivenToRedis_isNotTakenForDeleted() {
    List<Runnable> waiting = new ArrayList<>();
    ReadThrough cache = cache(false, waiting::add);
    cache.getOrLoad(KEY, loader);
    assertThat(cache.getOrLoad(KEY, loader).value()).isEqualTo(new Value("load 1"));
    waiting.forEach(Runnable::run);
    assertThat(cache.getOrLoad(KEY, loader).source()).isEqualTo(Source.REDIS);
    assertThat(loader.count()).isEqualTo(1);
  }

  @Test
  void withoutNearCopies_readWhileRedisTakesIt_isNotTakenForDeleted() {
    ReadThrough cache = cache(false, Runnable::run);
    List<Cached<Value>> meanwhile = new ArrayList<>();
    redis.beforeItTakes =
        () -> {
          redis.beforeItTakes = () -> {};
          meanwhile.add(cache.getOrLoad(KEY, loader));
        };
    Stamps stamps = cache.stampsOf(KEY);
    assertThat(cache.put(KEY, new Value("put"), stamps)).isTrue();
    assertThat(meanwhile.get(0).value()).isEqualTo(new Value("put"));
    assertThat(loader.count()).isZero();
  }

  @Test
  void due_reloadedWhileRedisIsAsked_theOldCopyIsNotGivenBackOverIt() {
    ReadThrough cache = cache(true, Runnable::run);
    cache.getOrLoad(KEY, loader);
    redis.shift(KEY, -1_000);
    at.pass(DUE);
    redis.beforeItAnswers =
        () -> {
          redis.beforeItAnswers = () -> {};
          cache.reloadAll(List.of(new ReadRequest<>(KEY, loader)));
        };
    cache.getOrLoad(KEY, loader);
    assertThat(new String(redis.held(KEY).payload(), StandardCharsets.UTF_8)).contains("load 2");
  }

  @Test
  void sameKeyTwice_noKeys_andManyKeys() {
    for (boolean near : new boolean[] {true, false}) {
      ReadThrough cache = cache(near, Runnable::run);
      assertThat(cache.getOrLoadAll(List.of())).isEmpty();
      CacheKey<Value> twice = key("twice" + near);
      int before = loader.count();
      List<Cached<?>> both =
          cache.getOrLoadAll(
              List.of(new ReadRequest<>(twice, loader), new ReadRequest<>(twice, loader)));
      assertThat(both.get(0).value()).isEqualTo(both.get(1).value());
      assertThat(loader.count() - before).isEqualTo(1);
      List<ReadRequest<?>> many = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String id = near + "-" + i;
        many.add(new ReadRequest<>(key(id), scope -> new Value(id)));
      }
      for (int round = 0; round < 2; round++) {
        List<Cached<?>> all = cache.getOrLoadAll(many);
        for (int i = 0; i < 200; i++) {
          assertThat(all.get(i).value()).isEqualTo(new Value(near + "-" + i));
        }
      }
    }
  }

  @Test
  void due_aNewerLoadIsThere_andTheDatabaseIsAway_isNotOverwritten() {
    ReadThrough cache = cache(true, Runnable::run);
    cache.getOrLoad(KEY, loader);
    at.pass(DUE);
    redis.shift(KEY, 5_000);
    long theirs = redis.held(KEY).loadedMillis();
    redis.beforeItAnswers =
        () -> {
          redis.beforeItAnswers = () -> {};
          at.loseDatabase();
          at.pass(Duration.ofSeconds(3));
        };
    cache.getOrLoad(KEY, loader);
    assertThat(redis.held(KEY).loadedMillis()).isEqualTo(theirs);
  }

  record Chain(int number, Chain next) {}

  @Test
  void local_longChain_isAnswered() {
    ReadThrough cache = cache(true, Runnable::run);
    Region<Chain> region =
        Region.of("chains", Chain.class, "chain:{}", DataClass.LOCAL, Duration.ofMinutes(5));
    Chain chain = null;
    for (int i = 0; i < 100_000; i++) {
      chain = new Chain(i, chain);
    }
    Chain all = chain;
    assertThat(cache.getOrLoad(region.key(Scope.DISTRICT, "1"), scope -> all).value())
        .isSameAs(all);
  }

  record Late(String text) {
    @Override
    public String text() {
      if ("bad".equals(text)) {
        throw new IllegalStateException("not now");
      }
      return text;
    }
  }

  @Test
  void local_recordWhoseAccessorThrows_isKept_andLoadedOnce() {
    ReadThrough cache = cache(true, Runnable::run);
    Region<Late> region =
        Region.of("lates", Late.class, "late:{}", DataClass.LOCAL, Duration.ofMinutes(5));
    int[] loads = {0};
    for (int i = 0; i < 3; i++) {
      cache.getOrLoad(
          region.key(Scope.DISTRICT, "1"),
          scope -> {
            loads[0]++;
            return new Late("bad");
          });
    }
    assertThat(loads[0]).isEqualTo(1);
  }

  @Test
  void error_whileTheValueIsKeptBesideItsEntry_losesNoValue() {
    Tier full =
        (Tier)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Tier.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("keepDecoded")) {
                    throw new StackOverflowError("by the test");
                  }
                  try {
                    return method.invoke(at.memory, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    ReadThrough cache =
        at.cache(CacheFixture.PATIENT, new Tiers(full, redis, redis.sharing(), at.recorder));
    assertThat(cache.getOrLoad(KEY, loader).value()).isEqualTo(new Value("load 1"));
  }
}
