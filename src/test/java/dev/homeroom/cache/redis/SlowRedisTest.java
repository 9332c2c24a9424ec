package dev.homeroom.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.spi.TierFailedException;
import dev.homeroom.testkit.Connections;
import dev.homeroom.testkit.Fault;
import dev.homeroom.testkit.Promised;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.testkit.TcpProxy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A Redis that answers late, always or sometimes: one room with its state machine and probe. All
 * times are five times those that ship, so that what a busy machine adds is little beside them.
 */
class SlowRedisTest {
  private static final int CONNECTIONS = WholeRoom.CONNECTIONS;
  private static final Set<String> CALLS = Set.of("MGET", "SET");
  private static final Duration SLOW_CALL = Duration.ofMillis(200).multipliedBy(5);
  private static final Duration REPLY = Duration.ofMillis(250).multipliedBy(5);
  private static final Duration OPERATION = Duration.ofMillis(300).multipliedBy(5);

  private static RedisServer server;
  private TcpProxy proxy;
  private WholeRoom room;
  private long changes;
  private final AtomicInteger missed = new AtomicInteger();

  @BeforeAll
  static void start() {
    server = RedisServer.started();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void lay() {
    proxy = TcpProxy.forRedis(server.port());
    String url = "redis://127.0.0.1:" + proxy.port();
    room = new WholeRoom(new TestRedis.Plan(url).waits(REPLY, OPERATION), SLOW_CALL).start();
    room.await(CacheState.REDIS);
    room.useEveryConnection();
    changes = room.changes();
  }

  @AfterEach
  void close() {
    room.close();
    proxy.close();
  }

  private Fault slowBy(int millis) {
    return proxy.add(
        Fault.delay(Duration.ofMillis(millis), Duration.ZERO, 1).on(Connections.NO_LISTENER));
  }

  /** Reads once, as far as Redis is in use; returns how long that took. */
  private Duration read() {
    return read(1);
  }

  private Duration read(int number) {
    long begun = System.nanoTime();
    try {
      assertThat(room.numbered().get(number)).isEqualTo(Integer.toString(number));
    } catch (TierFailedException e) {
      // The state machine was told why.
      missed.incrementAndGet();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    assertThat(took).isLessThan(Promised.within(OPERATION.plusMillis(300)));
    return took;
  }

  @ParameterizedTest
  @ValueSource(ints = {5 * 20, 5 * 100})
  void slowByUpTo200Millis_staysInUse_andItsTimePassesThrough(int millis) {
    Fault slow = slowBy(millis);
    List<Duration> times = Stream.generate(this::read).limit(10).toList();

    assertThat(room.state()).isEqualTo(CacheState.REDIS);
    assertThat(room.changes()).isEqualTo(changes);
    assertThat(missed).hasValue(0);
    assertThat(slow.applied()).isGreaterThanOrEqualTo(10);
    assertThat(times).allMatch(time -> time.toMillis() >= millis);
  }

  @Test
  void slowBy100Millis_isWellForTheProbeToo() {
    slowBy(5 * 100);
    // Tries again, as the probe does: a busy machine may take the third part for itself.
    room.redis().connected();
    assertThat(room.changes()).isEqualTo(changes);
  }

  @Test
  void openingAConnection_isOneRoundTrip_andIsNotCountedAsTheCallsTime() {
    KnownCircuit circuit = new KnownCircuit();
    KnownCells known = new KnownCells();
    // A way of its own: what others open meanwhile is not counted.
    try (TcpProxy own = TcpProxy.forRedis(server.port());
        TestRedis redis =
            new TestRedis.Plan("redis://default:unused@127.0.0.1:" + own.port() + "/3")
                .circuit(circuit)
                .known(known)
                .build()
                .connected()) {
      // From here on a new connection is the one that the call needs.
      RedisTierTest.await(redis::isListening);
      Duration opening = Duration.ofMillis(100);
      int before = own.connections();
      Fault slow = own.add(Fault.delay(opening, Duration.ZERO, 1).to("CLIENT"));
      long begun = System.nanoTime();
      new Numbered(redis.tier(), known).put(1);
      long took = System.nanoTime() - begun;

      // One, or on a busy machine further ones: a listener that was not heard in time listens anew.
      assertThat(own.connections() - before).isPositive();
      RedisTierTest.await(() -> slow.applied() == own.connections() - before);
      assertThat(circuit.lastNanos).isLessThanOrEqualTo(took - opening.toNanos());
      assertThat(own.commands("HELLO")).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5 * 240, 5 * 1_000})
  void slowByMoreThan200Millis_isLeftSoon_andNotUsedWhileThatLasts(int millis) {
    slowBy(millis);
    long begun = System.nanoTime();
    ExecutorService callers = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        callers.execute(this::read);
      }
      room.await(CacheState.DEGRADED);
    } finally {
      callers.shutdown();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isLessThan(Promised.within(Duration.ofSeconds(5)));

    IntSupplier asked = proxy.requestsNaming("number:2");
    int failed = room.failedProbes();
    RedisTierTest.await(() -> room.failedProbes() >= failed + 3);
    assertThat(read(2)).isLessThan(Promised.within(Duration.ofMillis(millis)));
    assertThat(asked.getAsInt()).as("asked while it is left").isZero();
    assertThat(room.state()).isEqualTo(CacheState.DEGRADED);

    proxy.heal();
    room.await(CacheState.REDIS);
  }

  @Test
  void oneCallInTwentyTakesASecond_staysInUse_andNoneWaitsForIt() {
    Fault slow =
        proxy.add(
            Fault.delay(Duration.ofSeconds(5), Duration.ZERO, 1)
                .to(words -> CALLS.contains(words.get(0)))
                .withProbability(0.05, 1));
    List<Duration> times = Stream.generate(this::read).limit(200).sorted().toList();

    assertThat(slow.applied()).isBetween(4, 20);
    assertThat(room.changes()).isEqualTo(changes);
    assertThat(missed).as("each of them alone").hasValue(slow.applied());
    assertThat(times.get(times.size() / 2)).isLessThan(Promised.within(Duration.ofMillis(200)));
  }
}
