package dev.homeroom.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.cache.spi.RedisProbe;
import dev.homeroom.cache.spi.TierFailedException;
import dev.homeroom.cache.spi.TierFailure.Weight;
import dev.homeroom.testkit.Fault;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.testkit.TcpProxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that says lengths which nobody stores: requests, probe and listener live on. */
class LyingLengthsTest {
  private static final Region<String> REGION =
      Region.of("lengths", String.class, "length:{}", DataClass.SHARED, CacheTtl.MEDIUM);
  private static final CacheKey<String> KEY = REGION.key(Scope.DISTRICT, "1");
  private static final CacheKey<String> OTHER = REGION.key(Scope.DISTRICT, "2");

  private static RedisServer server;
  private TcpProxy proxy;
  private KnownCircuit circuit;
  private TestRedis redis;

  @BeforeAll
  static void start() {
    server = RedisServer.started();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void connect() {
    proxy = TcpProxy.forRedis(server.port());
    circuit = new KnownCircuit();
    redis =
        new TestRedis.Plan("redis://127.0.0.1:" + proxy.port())
            .circuit(circuit)
            .build()
            .connected();
    RedisTierTest.await(redis::isListening);
  }

  @AfterEach
  void close() {
    redis.close();
    proxy.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*2147483647\r\n",
        "*1\r\n$2147483647\r\n",
        "*1\r\n*2147483647\r\n",
        "$2147483647\r\n",
        "*2\r\n$-1\r\n$-1\r\n",
        "*1\r\n$400000\r\n"
      })
  void requestIsToldALengthThatNobodyStores_isAMiss_andItsConnectionEnds(String reply) {
    redis.tier().get(KEY);
    int connections = proxy.connections();
    Fault lie = proxy.add(Fault.replaceReply(reply).to("MGET"));
    assertThatThrownBy(() -> redis.tier().get(KEY))
        .isInstanceOfSatisfying(
            TierFailedException.class,
            thrown -> {
              assertThat(thrown.failure().weight()).isEqualTo(Weight.COUNTED);
              assertThat(thrown.failure().reason()).startsWith("a wrong reply: a length");
            });
    assertThat(lie.applied()).isEqualTo(1);
    proxy.heal();
    assertThat(redis.tier().get(KEY)).isNull();
    assertThat(proxy.connections()).isGreaterThan(connections);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "SET", "INFO", "UNLINK", "CLIENT"})
  void probeIsToldSuchALength_redisIsNotWell_andTheNextProbeIsGood(String command) {
    RedisProbe probe = redis.probe();
    Fault lie = proxy.add(Fault.replaceReply("$2147483647\r\n").to(command));
    assertThat(probe.probe().failure()).asString().startsWith("a wrong reply: a length of");
    assertThat(lie.applied()).isPositive();
    proxy.heal();
    assertThat(probe.probe().isGood()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*2147483647\r\n",
        "$2147483647\r\n",
        "*3\r\n$7\r\nmessage\r\n$2147483647\r\n",
        "*3\r\n$7\r\nmessage\r\n$1\r\na\r\n$2147483647\r\n",
        "*4\r\n$7\r\nmessage\r\n"
      })
  void listenerIsToldSuchALength_andListensAgain(String reply) {
    int reconnections = circuit.reconnections.get();
    Fault lie = proxy.add(Fault.insertBefore(reply).onlyListener().once());
    RedisTierTest.await(() -> lie.applied() == 1);
    RedisTierTest.await(() -> redis.isListening() && circuit.reconnections.get() > reconnections);
  }

  @Test
  void valueThatIsTooLong_isDeleted_andTheOthersAreNot() {
    server.command("SET", "homeroom:" + KEY.text(), "x".repeat(2 * Region.DEFAULT_MAX_BYTES));
    server.command("SET", "homeroom:" + OTHER.text(), "x");
    assertThatThrownBy(() -> redis.tier().getAll(List.of(OTHER, KEY)))
        .hasMessageContaining("which is more than is ever stored");
    RedisTierTest.await(() -> server.command("EXISTS", "homeroom:" + KEY.text()).number() == 0);
    assertThat(redis.tier().get(KEY)).isNull();
  }

  @Test
  void largestValueWithTheLongestTags_isStillRead() {
    KnownCells known = new KnownCells();
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < CacheKey.MAX_TAGS - 2; i++) {
      tags.add(new Tag("t" + i + ":" + "x".repeat(500)));
    }
    CacheKey<String> key = REGION.key(Scope.DISTRICT, () -> tags, "y".repeat(480));
    try (TestRedis own = new TestRedis.Plan(server.url()).known(known).build().connected()) {
      long now = System.currentTimeMillis();
      byte[] payload =
          ("\"" + "z".repeat(Region.DEFAULT_MAX_BYTES - 2) + "\"").getBytes(StandardCharsets.UTF_8);
      own.tier()
          .put(
              new CacheEntry(
                  key.text(),
                  REGION.shape(),
                  known.stampsOf(key.tags()),
                  now,
                  now + 300_000,
                  now + 900_000,
                  payload,
                  null));
      assertThat(own.tier().get(key)).isNotNull();
    }
  }
}
