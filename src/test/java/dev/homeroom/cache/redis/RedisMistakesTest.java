package dev.homeroom.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.RegionTtls;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.entry.StoredEntry;
import dev.homeroom.cache.entry.StoredForm;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.testkit.Fault;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.testkit.TcpProxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;

/** Three promises of the way to Redis, each beside a planted mistake that must break it. */
class RedisMistakesTest {
  private static final Region<String> REGION =
      Region.of("mistakes", String.class, "mistake:{}", DataClass.SHARED, CacheTtl.MEDIUM);

  private static RedisServer server;
  private TcpProxy proxy;
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
    redis = new TestRedis.Plan("redis://127.0.0.1:" + proxy.port()).build().connected();
  }

  @AfterEach
  void close() {
    redis.close();
    proxy.close();
  }

  private ConnectionPool pool() {
    return new ConnectionPool(
        3, Duration.ofMillis(50), redis.endpoint()::openListener, System::nanoTime);
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(2), System::nanoTime);
  }

  /** All idle connections are dead: the one retry must not be spent on the next of them. */
  private void answersThoughAllIdleConnectionsDied(
      BiFunction<ConnectionPool, ConnectionPool, RedisAttempt> made) {
    try (ConnectionPool small = pool();
        ConnectionPool large = pool()) {
      List<ConnectionPool.PoolSlot> slots = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        ConnectionPool.PoolSlot slot = small.borrow(soon());
        slot.connection(soon());
        slots.add(slot);
      }
      slots.forEach(slot -> small.giveBack(slot, true));
      assertThat(small.idle()).isEqualTo(3);
      server.command("CLIENT", "KILL", "TYPE", "normal");
      Gate gate = new PlainGate(made.apply(small, large));
      assertThat(gate.call(Commands.dbsize(), soon()).failure()).isNull();
    }
  }

  @Test
  void retry_afterAllIdleConnectionsDied_isAnswered() {
    answersThoughAllIdleConnectionsDied(RedisAttempt::new);
  }

  @Test
  void plantedMistake_poolNotClearedBeforeTheRetry_isFound() {
    assertThatThrownBy(
            () ->
                answersThoughAllIdleConnectionsDied(
                    (small, large) ->
                        new RedisAttempt(small, large) {
                          @Override
                          void clear() {}
                        }))
        .isInstanceOf(AssertionError.class);
  }

  /** The reply to an INCR is lost on its way: it was counted, and must not be counted again. */
  private void countsOnce(BiFunction<ConnectionPool, ConnectionPool, RedisAttempt> made) {
    server.command("DEL", "counter");
    Command<Object> incr =
        new Command<>(
            "incr",
            false,
            0,
            connection ->
                connection.executeCommand(
                    new CommandArguments(Protocol.Command.INCR).add("counter")));
    try (ConnectionPool small = pool();
        ConnectionPool large = pool()) {
      Fault lost = proxy.add(Fault.cutReplyAt(0).to("INCR").once());
      Reply reply = new PlainGate(made.apply(small, large)).call(incr, soon());
      assertThat(lost.applied()).isEqualTo(1);
      assertThat(server.command("GET", "counter").text()).isEqualTo("1");
      assertThat(reply.failure()).isNotNull();
    }
  }

  @Test
  void incr_itsReplyIsLost_isNotSentAgain() {
    countsOnce(RedisAttempt::new);
  }

  @Test
  void plantedMistake_incrRetried_isFound() {
    assertThatThrownBy(
            () ->
                countsOnce(
                    (small, large) ->
                        new RedisAttempt(small, large) {
                          @Override
                          boolean mayBeRepeated(Command<?> command) {
                            return true;
                          }
                        }))
        .isInstanceOf(AssertionError.class);
  }

  private static EntryReader.ClocksAndRecorder observed() {
    return new EntryReader.ClocksAndRecorder(
        Clock.systemUTC(), System::nanoTime, CacheRecorder.none());
  }

  /** Another pupil's entry stands under this pupil's key: whole, fresh, with all tags. */
  private static void refusesAnothersEntry(EntryReader reader) {
    CacheKey<String> mine = REGION.key(Scope.DISTRICT, "1");
    CacheKey<String> others = REGION.key(Scope.DISTRICT, "2");
    long now = System.currentTimeMillis();
    byte[] bytes =
        StoredForm.write(
            new StoredEntry(
                TestRedis.INSTALLATION,
                1,
                others.text(),
                Map.of("region:mistakes", 1L, "key:" + mine.text(), 1L, "key:" + others.text(), 1L),
                now,
                now + 60_000,
                now + 60_000,
                "\"theirs\"".getBytes(StandardCharsets.UTF_8)));
    assertThatThrownBy(() -> reader.read(mine, bytes)).isInstanceOf(WrongReplyException.class);
  }

  @Test
  void entryOfAnotherKey_isRefused() {
    refusesAnothersEntry(
        new EntryReader(
            () -> TestRedis.INSTALLATION, new KnownCells(), RegionTtls.DECLARED, observed()));
  }

  @Test
  void plantedMistake_ownKeyUnchecked_isFound() {
    EntryReader believing =
        new EntryReader(
            () -> TestRedis.INSTALLATION, new KnownCells(), RegionTtls.DECLARED, observed()) {
          @Override
          boolean isOf(StoredEntry stored, CacheKey<?> key) {
            return true;
          }
        };
    assertThatThrownBy(() -> refusesAnothersEntry(believing)).isInstanceOf(AssertionError.class);
  }
}
