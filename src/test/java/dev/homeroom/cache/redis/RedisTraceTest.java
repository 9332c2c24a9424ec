package dev.homeroom.cache.redis;

import static dev.homeroom.cache.redis.RedisTierTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.BackgroundWriter;
import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.testkit.AccountOfThePage;
import dev.homeroom.testkit.Fault;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.testkit.TcpProxy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is to be seen of an instance in a Redis: names, commands, connections. */
class RedisTraceTest {
  private static final Region<String> REGION =
      Region.of("traces", String.class, "trace:{}", DataClass.SHARED, CacheTtl.MEDIUM);
  private static final int POOL = 5;

  private static RedisServer server;

  private final KnownCells known = new KnownCells();

  @BeforeAll
  static void start() {
    server = RedisServer.started();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void empty() {
    server.command("FLUSHALL");
    await(() -> clients() == 0);
  }

  private TestRedis instance(String url) {
    return new TestRedis.Plan(url)
        .set("CACHE_ENVIRONMENT", "staging")
        .known(known)
        .build()
        .connected();
  }

  private static CacheKey<String> key(String id) {
    return REGION.key(Scope.DISTRICT, id);
  }

  private CacheEntry entry(CacheKey<String> key, int size) {
    long now = System.currentTimeMillis();
    byte[] payload = ("\"" + "x".repeat(size) + "\"").getBytes(StandardCharsets.UTF_8);
    return new CacheEntry(
        key.text(), 1, known.stampsOf(key.tags()), now, now + 60_000, now + 60_000, payload, null);
  }

  @Test
  void allThatIsSent_isAllowedByThePagesAcl_andLiesBelowThePrefix_inTheDatabaseThatIsSet()
      throws IOException {
    AccountOfThePage.makeIn(server);
    try (TestRedis redis = instance(AccountOfThePage.url(server) + "/3")) {
      CacheKey<String> key = key("*\r\nFLUSHALL\r\n{a}");
      redis.sign();
      redis.tier().put(entry(key, 1));
      assertThat(redis.tier().get(key)).isNotNull();
      assertThat(redis.tier().size()).isEqualTo(2);
      redis.tier().removeAll(List.of(key("2").text()));
      redis.push().announce(List.of(Tag.of("user", "1"), Tag.key(key("3").text())));
      redis
          .shared()
          .writer()
          .write(
              new BackgroundWriter.RedisNote(
                  "d:blacklist:a", "{}", Clock.systemUTC().instant().plusSeconds(9)));
      await(redis::isListening);
      server.command("SELECT", "3");
      await(() -> server.command("EXISTS", "homeroom:staging:d:blacklist:a").number() == 1);
      assertThat(server.command("KEYS", "*").texts())
          .hasSize(3)
          .allMatch(name -> name.startsWith("homeroom:staging:d:"));
      assertThat(server.command("PUBSUB", "CHANNELS").texts())
          .singleElement()
          .asString()
          .startsWith("homeroom:staging:");
      assertThat(server.command("ACL", "LOG").list()).as("what was not allowed").isEmpty();
    } finally {
      server.command("SELECT", "0");
    }
    assertThat(server.command("DBSIZE").number()).isZero();
  }

  @Test
  void commands_useTheConnectionsInTurn() {
    try (TestRedis redis = instance(server.url());
        var monitor = server.monitor()) {
      // Nobody else takes a connection out of its turn meanwhile: the idle test has its own thread.
      redis.shared().close();
      for (int i = 0; i < 3 * POOL; i++) {
        redis.tier().get(key("1"));
      }
      List<String> senders =
          monitor.lines("MGET").stream()
              .map(line -> line.replaceAll("^.*?\\[|\\].*$", ""))
              .toList();
      assertThat(senders).hasSize(3 * POOL);
      assertThat(senders.subList(0, POOL)).doesNotHaveDuplicates();
      assertThat(senders.subList(POOL, 3 * POOL)).isEqualTo(senders.subList(0, 2 * POOL));
    }
  }

  @Test
  void close_redisSeesNoClientOfOursAnyMore_andNoneComesBack() {
    TestRedis redis = instance(server.url());
    await(
        () -> {
          redis.tier().get(key("1"));
          return redis.endpoint().idle() == POOL;
        });
    redis.tier().put(entry(key("1"), 40_000));
    await(redis::isListening);
    // The pool, one for large values, the listener; the probe's has gone, or goes now.
    await(() -> clients() == POOL + 2);
    redis.close();
    await(() -> clients() == 0);
    String opened = server.info("total_connections_received");
    // Whoever listened would be back after a second.
    LockSupport.parkNanos(Duration.ofMillis(1_200).toNanos());
    assertThat(server.info("total_connections_received")).isEqualTo(opened);
  }

  private static long clients() {
    return server
        .command("CLIENT", "LIST")
        .text()
        .lines()
        .filter(line -> line.contains(" name=homeroom "))
        .count();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void probe_itsConnectionIsLost_isTriedAsOftenAsIsSet(int attempts) {
    try (TcpProxy proxy = TcpProxy.forRedis(server.port());
        TestRedis redis =
            new TestRedis.Plan("redis://127.0.0.1:" + proxy.port())
                .set("REDIS_MAX_RETRIES", Integer.toString(attempts))
                .build()) {
      proxy.add(Fault.cutReplyAt(0).to("SET"));
      assertThat(redis.probe().probe().failure().reason()).isEqualTo("connection lost");
      assertThat(proxy.commands("SET")).isEqualTo(attempts);
    }
  }
}
