package dev.homeroom.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.spi.TierFailedException;
import dev.homeroom.cache.spi.TierFailure;
import dev.homeroom.cache.spi.TierFailure.Weight;
import dev.homeroom.testkit.Connections;
import dev.homeroom.testkit.Fault;
import dev.homeroom.testkit.Promised;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.testkit.TcpProxy;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What Jedis throws, row by row: each fault is really injected, sorted as promised, ends in time,
 * and leaves a line that serves the next command.
 */
class JedisFaultsTest {
  private static final Region<String> REGION =
      Region.of("faults", String.class, "fault:{}", DataClass.SHARED, CacheTtl.MEDIUM);
  private static final CacheKey<String> KEY = REGION.key(Scope.DISTRICT, "1");

  /** Four times what ships: what answers at all must do so in time, however busy the machine. */
  private static final Duration REPLY = Duration.ofSeconds(1);

  private static final Duration OPERATION = Duration.ofMillis(1_200);

  /** What judges times may add before its threads get on. */
  private static final Duration LONGEST = Promised.within(OPERATION.plusMillis(250));

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
            .waits(REPLY, OPERATION)
            .set("REDIS_POOL_SIZE", "1")
            .circuit(circuit)
            .build()
            .connected();
    redis.tier().get(KEY);
    // From here on a new connection is one that a command needed.
    RedisTierTest.await(redis::isListening);
  }

  @AfterEach
  void close() {
    redis.close();
    proxy.close();
  }

  /** Reads, and returns how it failed; it must not take longer than promised. */
  private TierFailure failure() {
    long begun = System.nanoTime();
    TierFailedException thrown =
        catchThrowableOfType(TierFailedException.class, () -> redis.tier().get(KEY));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LONGEST);
    assertThat(thrown).as("the call was to fail").isNotNull();
    assertThat(circuit.failures).last().isEqualTo(thrown.failure());
    return thrown.failure();
  }

  private void servesAgain() {
    proxy.heal();
    assertThat(redis.tier().get(KEY)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "NOAUTH Authentication required., AT_ONCE",
    "WRONGPASS invalid username-password pair or user is disabled., AT_ONCE",
    "READONLY You can't write against a read only replica., AT_ONCE",
    "LOADING Redis is loading the dataset in memory, AT_ONCE",
    "MISCONF Redis is configured to save RDB snapshots, AT_ONCE",
    "OOM command not allowed when used memory > 'maxmemory'., AT_ONCE",
    "MASTERDOWN Link with MASTER is down, COUNTED",
    "NOREPLICAS Not enough good replicas to write., COUNTED",
    "BUSY Redis is busy running a script., COUNTED",
    "CLUSTERDOWN Hash slot not served, COUNTED",
    "NOPERM this user has no permissions to run the 'mget' command, MISS",
    "WRONGTYPE Operation against a key holding the wrong kind of value, MISS",
    "TRYAGAIN Multiple keys request during rehashing of slot, MISS",
    "MOVED 3999 127.0.0.1:6381, MISS",
    "ASK 3999 127.0.0.1:6381, MISS",
    "ERR unknown command 'MGET', MISS",
    "ERR max number of clients reached, COUNTED"
  })
  void errorReply_isSortedByItsFirstWord_andKeepsTheConnection(String reply, Weight weight) {
    int connections = proxy.connections();
    Fault fault = proxy.add(Fault.answer("-" + reply + "\r\n").to("MGET"));
    TierFailure failure = failure();
    assertThat(failure.weight()).as(failure.reason()).isEqualTo(weight);
    assertThat(fault.applied()).isEqualTo(1);
    servesAgain();
    assertThat(proxy.connections()).isEqualTo(connections);
  }

  @ParameterizedTest
  @CsvSource({"*-7", "$-7", "*1\r\n$2147483647\r\n", "HTTP/1.1 200 OK", "!garbage", ":7", "+OK"})
  void unreadableReply_counts_endsTheConnection_andServesNothing(String reply) {
    int connections = proxy.connections();
    Fault fault = proxy.add(Fault.replaceReply(reply + "\r\n").to("MGET"));
    assertThat(failure().weight()).isEqualTo(Weight.COUNTED);
    assertThat(fault.applied()).isPositive();
    servesAgain();
    assertThat(proxy.connections()).isGreaterThan(connections);
  }

  @Test
  void frozenServer_countsAfterItsTime_andIsNotAskedTwice() {
    server.freeze();
    try {
      int commands = proxy.commands("MGET");
      assertThat(failure()).isEqualTo(new TierFailure(Weight.COUNTED, "no answer in time"));
      assertThat(proxy.commands("MGET")).isEqualTo(commands + 1);
    } finally {
      server.thaw();
    }
    servesAgain();
  }

  @Test
  void drippedReply_endsByTheDeadline_notByEachByte() {
    // Nine bytes, each of them in time.
    Fault fault = proxy.add(Fault.drip(1, Duration.ofMillis(200)).to("MGET"));
    assertThat(failure().reason()).isEqualTo("no answer in time");
    assertThat(fault.applied()).isPositive();
    servesAgain();
  }

  @Test
  void stalledMidReply_countsAfterItsTime() {
    Fault fault = proxy.add(Fault.silenceAt(3).to("MGET"));
    assertThat(failure().reason()).isEqualTo("no answer in time");
    assertThat(fault.applied()).isPositive();
    servesAgain();
  }

  @Test
  void connectionLostOnce_isTriedAgain_andAnswers() {
    for (int at = 0; at <= 3; at++) {
      Fault fault = proxy.add(Fault.cutReplyAt(at).to("MGET").once());
      assertThat(redis.tier().get(KEY)).isNull();
      assertThat(fault.applied()).as("cut at byte " + at).isEqualTo(1);
      proxy.heal();
    }
    assertThat(circuit.failures).isEmpty();
  }

  @Test
  void connectionResetAtEachTry_counts() {
    Fault fault = proxy.add(Fault.resetReplyAt(2).to("MGET"));
    assertThat(failure()).isEqualTo(new TierFailure(Weight.COUNTED, "connection lost"));
    assertThat(fault.applied()).isEqualTo(2);
    servesAgain();
  }

  @Test
  void refused_isAtOnce() {
    proxy.become(TcpProxy.Mode.DOWN);
    assertThat(failure()).isEqualTo(new TierFailure(Weight.AT_ONCE, "connection refused"));
    servesAgain();
  }

  @Test
  void acceptedAndNeverAnswered_countsInTime() {
    redis.endpoint().close();
    try (TestRedis fresh =
        new TestRedis.Plan("redis://127.0.0.1:" + proxy.port())
            .waits(REPLY, OPERATION)
            .set("REDIS_PASSWORD", "unused")
            .circuit(circuit)
            .build()
            .connected()) {
      proxy.become(TcpProxy.Mode.ACCEPT_ONLY);
      long begun = System.nanoTime();
      TierFailedException thrown =
          catchThrowableOfType(TierFailedException.class, () -> fresh.tier().get(KEY));
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LONGEST);
      assertThat(thrown.failure().reason()).isEqualTo("no answer in time");
    }
  }

  @Test
  void onlyPlaceTaken_isAMissOfOurOwn_afterThePoolWait() throws InterruptedException {
    try (TestRedis one =
        new TestRedis.Plan("redis://127.0.0.1:" + proxy.port())
            .waits(Duration.ofSeconds(10), Duration.ofSeconds(10))
            .set("REDIS_POOL_WAIT_TIMEOUT", "50")
            .set("REDIS_POOL_SIZE", "1")
            .circuit(circuit)
            .build()
            .connected()) {
      Fault silent = proxy.add(Fault.dropReplies().to("MGET").once());
      Thread holder = new Thread(() -> one.tier().get(KEY));
      int commands = proxy.commands("MGET");
      holder.start();
      RedisTierTest.await(() -> proxy.commands("MGET") > commands);
      TierFailedException thrown =
          catchThrowableOfType(TierFailedException.class, () -> one.tier().get(KEY));
      assertThat(thrown.failure())
          .isEqualTo(new TierFailure(Weight.MISS, "no connection came free"));
      assertThat(silent.applied()).isEqualTo(1);
      // Its connection is lost, and its second try is answered.
      proxy.cut(Connections.sent("MGET"));
      holder.join();
    }
  }

  @Test
  void oneReplyTooMany_endsTheConnection_andNoWrongValueIsServed() {
    CacheKey<String> other = REGION.key(Scope.DISTRICT, "2");
    server.command("SET", "homeroom:d:fault:1", "\"not an entry\"");
    proxy.add(Fault.insertBefore("+OK\r\n").to("MGET").once());
    assertThat(failure().weight()).isEqualTo(Weight.COUNTED);
    proxy.heal();
    assertThat(redis.tier().get(other)).isNull();
  }

  @Test
  void unknownHost_isAtOnce_andASilentNameServerDelaysNobody() {
    try (TestRedis silent =
        new TestRedis.Plan("redis://redis.invalid")
            .resolver(
                host -> {
                  java.util.concurrent.locks.LockSupport.park();
                  throw new java.net.UnknownHostException(host);
                })
            .circuit(circuit)
            .build()) {
      long begun = System.nanoTime();
      TierFailedException thrown =
          catchThrowableOfType(TierFailedException.class, () -> silent.tier().get(KEY));
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LONGEST);
      assertThat(thrown.failure()).isEqualTo(new TierFailure(Weight.AT_ONCE, "unknown host"));
      assertThat(silent.probe().probe().isGood()).isFalse();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LONGEST.multipliedBy(2));
    }
  }
}
