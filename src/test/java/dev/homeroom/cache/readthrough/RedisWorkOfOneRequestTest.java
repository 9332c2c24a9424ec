package dev.homeroom.cache.readthrough;

import static dev.homeroom.cache.readthrough.CacheFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.ReadRequest;
import dev.homeroom.cache.readthrough.CacheFixture.Value;
import dev.homeroom.cache.redis.TestRedis;
import dev.homeroom.cache.spi.TierFailedException;
import dev.homeroom.testkit.Fault;
import dev.homeroom.testkit.Promised;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.testkit.TcpProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All Redis work of one request has one deadline, and what is written there is not waited for. */
class RedisWorkOfOneRequestTest {
  /** What a request may lose to Redis, and what a test may add to it. */
  private static final Duration LONGEST = Promised.within(Duration.ofMillis(1200 + 100));

  private final CacheFixture at = new CacheFixture();
  private final StandInRedis redis = new StandInRedis();
  private final Queue<Runnable> background = new ConcurrentLinkedQueue<>();
  private final ReadThrough cache =
      at.cache(
          CacheFixture.PATIENT,
          new Tiers(at.memory, redis, redis.sharing(true, background::add), at.recorder));

  @AfterEach
  void close() {
    at.close();
  }

  private void runBackground() {
    for (Runnable work = background.poll(); work != null; work = background.poll()) {
      work.run();
    }
  }

  @Test
  void loaded_isAnswered_beforeItIsSetInRedis() {
    Cached<Value> answer = cache.getOrLoad(key("1"), scope -> new Value("one"));

    assertThat(answer.outcome()).isEqualTo(Outcome.MISS);
    assertThat(answer.stored()).isTrue();
    assertThat(redis.given).as("waited for").hasValue(0);
    runBackground();
    assertThat(redis.held(key("1"))).isNotNull();
    assertThat(at.recorder.of("SET")).as("in memory and in Redis").isEqualTo(2);
  }

  @Test
  void put_returns_beforeItIsSetInRedis() {
    assertThat(cache.put(key("1"), new Value("one"), cache.stampsOf(key("1")))).isTrue();

    assertThat(redis.given).as("waited for").hasValue(0);
    runBackground();
    assertThat(redis.held(key("1"))).isNotNull();
  }

  @Test
  void foundToBeAbsent_isAnswered_beforeItIsDeletedInRedis() {
    cache.getOrLoad(key("1"), scope -> new Value("one"));
    runBackground();
    at.time.pass(Duration.ofMinutes(6));

    cache.getOrLoad(key("1"), scope -> null);
    assertThat(redis.held(key("1"))).as("deletion waited for").isNotNull();
    runBackground();
    assertThat(redis.held(key("1"))).isNull();
  }

  @Test
  void invalidatedBeforeItsTurn_isNotSet() {
    cache.getOrLoad(key("1"), scope -> new Value("one"));
    cache.invalidate(key("1").tags());
    runBackground();
    assertThat(redis.held(key("1"))).isNull();
  }

  @Test
  void noThreadForTheBackground_theLoadIsAnswered_andSharedAtItsNextUse() {
    List<Runnable> later = new ArrayList<>();
    boolean[] full = {true};
    ReadThrough starved =
        at.cache(
            CacheFixture.PATIENT,
            new Tiers(
                at.memory,
                redis,
                redis.sharing(
                    true,
                    work -> {
                      if (full[0]) {
                        throw new OutOfMemoryError("unable to create native thread");
                      }
                      later.add(work);
                    }),
                at.recorder));

    assertThat(starved.getOrLoad(key("1"), scope -> new Value("one")).value().text())
        .isEqualTo("one");
    full[0] = false;
    assertThat(starved.getOrLoad(key("1"), scope -> new Value("two")).value().text())
        .isEqualTo("one");
    later.forEach(Runnable::run);
    assertThat(redis.held(key("1"))).isNotNull();
  }

  @Test
  void lookUpsOfLoaders_areThoseOfTheRequest() {
    cache.getOrLoad(
        key("outer"),
        outer -> {
          cache.getOrLoad(
              key("inner"),
              inner ->
                  new Value(
                      cache.getOrLoad(key("innermost"), scope -> new Value("v")).value().text()));
          return new Value(cache.getOrLoad(key("sister"), scope -> new Value("w")).value().text());
        });

    assertThat(redis.asked).hasValue(4);
    assertThat(redis.requests).as("deadlines").hasValue(1);

    // The loader's thread serves the next request, whose time is its own.
    cache.getOrLoad(key("other"), outer -> cache.getOrLoad(key("o2"), s -> new Value("x")).value());
    assertThat(redis.requests).hasValue(2);
  }

  @Test
  void lookUpsOfReloadedLoaders_areThoseOfTheRequest() {
    cache.reloadAll(
        List.of(
            new ReadRequest<>(
                key("outer"),
                outer -> {
                  cache.getOrLoad(key("inner"), scope -> new Value("v"));
                  return cache.getOrLoad(key("sister"), scope -> new Value("w")).value();
                })));

    assertThat(redis.asked).hasValue(2);
    assertThat(redis.requests).hasValue(1);
  }

  @Test
  void redisTakes800Millis_coldKeys_andNestedOnes_loseNoMoreThanOneOperation() {
    ExecutorService giving = Executors.newSingleThreadExecutor();
    try (RedisServer server = RedisServer.started();
        TcpProxy proxy = TcpProxy.forRedis(server.port());
        TestRedis real =
            new TestRedis.Plan("redis://127.0.0.1:" + proxy.port())
                .waits(Duration.ofMillis(1000), Duration.ofMillis(1200))
                .set("REDIS_POOL_WAIT_TIMEOUT", "200")
                .known(at.generations)
                .build()
                .connected()) {
      Tiers tiers =
          new Tiers(
              at.memory,
              real.tier(),
              new Sharing(() -> true, () -> 1, true, giving, Runnable::run),
              at.recorder);
      ReadThrough slow = at.cache(CacheFixture.PATIENT, tiers);
      Promised.await(() -> answers(real));
      proxy.add(Fault.delay(Duration.ofMillis(800), Duration.ZERO, 1).to("MGET"));
      proxy.add(Fault.delay(Duration.ofMillis(800), Duration.ZERO, 1).to("SET"));

      Duration one = timed(() -> slow.getOrLoad(key("1"), scope -> new Value("one")));
      List<ReadRequest<?>> twelve = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        twelve.add(new ReadRequest<>(key("t" + i), scope -> new Value("t")));
      }
      Duration many = timed(() -> slow.getOrLoadAll(twelve));
      Duration nested =
          timed(
              () ->
                  slow.getOrLoad(
                      key("outer"),
                      outer -> {
                        slow.getOrLoad(key("inner"), scope -> new Value("i"));
                        return slow.getOrLoad(key("sister"), scope -> new Value("s")).value();
                      }));

      System.out.printf("800 ms a command: one %s, twelve %s, nested %s%n", one, many, nested);
      assertThat(proxy.commands("MGET")).isGreaterThanOrEqualTo(4);
      assertThat(List.of(one, many, nested)).allMatch(took -> took.compareTo(LONGEST) < 0);
    } finally {
      giving.shutdownNow();
    }
  }

  /** Returns whether a connection is there and answers. */
  private static boolean answers(TestRedis redis) {
    try {
      redis.tier().get(key("connects"));
      return true;
    } catch (TierFailedException e) {
      return false;
    }
  }

  private static Duration timed(Runnable call) {
    long begun = System.nanoTime();
    call.run();
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
