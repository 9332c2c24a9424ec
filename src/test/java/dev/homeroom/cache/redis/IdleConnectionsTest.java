package dev.homeroom.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.Fault;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.testkit.TcpProxy;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections that die while nobody uses them: found by the idle test, not by a request. */
class IdleConnectionsTest {
  private static final int POOL = 5;

  /** What a silent one costs, and more than a busy machine takes for one that answers. */
  private static final Duration REPLY = Duration.ofSeconds(2);

  private static RedisServer server;
  private final KnownCircuit circuit = new KnownCircuit();
  private final KnownCells known = new KnownCells();
  private TcpProxy proxy;
  private TestRedis redis;
  private Numbered numbered;

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
    redis =
        new TestRedis.Plan("redis://127.0.0.1:" + proxy.port())
            .waits(REPLY, REPLY)
            .circuit(circuit)
            .known(known)
            .build()
            .connected();
    numbered = new Numbered(redis.tier(), known);
    useEveryConnection();
  }

  @AfterEach
  void close() {
    redis.close();
    proxy.close();
  }

  /** The idle test's own thread uses places too, so that it may take more than one turn. */
  private void useEveryConnection() {
    RedisTierTest.await(
        () -> {
          numbered.put(1);
          return redis.endpoint().idle() == POOL;
        });
  }

  /** From now on only the test itself tests idle connections. */
  private void withoutItsOwnThread() {
    redis.shared().close();
  }

  /** The other end goes away without a word; whoever connects anew finds a Redis that is well. */
  private void loseTheOtherEnd() {
    proxy.become(TcpProxy.Mode.HALF_OPEN);
    proxy.become(TcpProxy.Mode.PASS);
  }

  @Test
  void halfOpenConnections_areClosedByTheIdleTest_andNoRequestPaysForThem() {
    loseTheOtherEnd();
    // The idle test's own thread, with the shipped clocks.
    RedisTierTest.await(() -> redis.endpoint().idle() == 0);
    useEveryConnection();
    assertThat(numbered.get(1)).isEqualTo("1");
    assertThat(circuit.failures).isEmpty();
  }

  @Test
  void halfOpenConnections_beforeTheIdleTest_costTheirRequestItsTime() {
    loseTheOtherEnd();
    numbered.tryToPut(1);
    assertThat(circuit.failures).extracting("reason").containsExactly("no answer in time");
  }

  @Test
  void testIdle_whatAnswers_staysOpen_alsoWhereItAnswersByAnError() {
    withoutItsOwnThread();
    int connections = proxy.connections();
    redis.endpoint().testIdle(Duration.ZERO);
    Fault refused =
        proxy.add(Fault.answer("-NOPERM no permission\r\n").to("PING").exceptListener());
    redis.endpoint().testIdle(Duration.ZERO);

    assertThat(refused.applied()).isEqualTo(POOL);
    useEveryConnection();
    assertThat(proxy.connections()).isEqualTo(connections);
  }

  @Test
  void testIdle_usedJustNow_isNotAsked() {
    withoutItsOwnThread();
    Fault pinged = proxy.add(Fault.dropReplies().to("PING").exceptListener());
    redis.endpoint().testIdle(Duration.ofMinutes(1));
    assertThat(pinged.applied()).isZero();
    assertThat(redis.endpoint().idle()).isEqualTo(POOL);
  }

  @Test
  void testIdle_oneDoesNotAnswer_closesAll_andWaitsForOneAnswerOnly() {
    withoutItsOwnThread();
    Fault silent = proxy.add(Fault.dropReplies().to("PING").exceptListener());
    redis.endpoint().testIdle(Duration.ZERO);
    assertThat(silent.applied()).isEqualTo(1);
    assertThat(redis.endpoint().idle()).isZero();
    assertThat(circuit.failures).isEmpty();
  }

  @Test
  void listener_losesTheOtherEnd_isFoundByItsSilence_andOpenedAgain() {
    RedisTierTest.await(() -> circuit.reconnections.get() == 1);
    loseTheOtherEnd();
    RedisTierTest.await(() -> circuit.reconnections.get() == 2);
    assertThat(redis.isListening()).isTrue();
  }

  @Test
  void listener_hearsNobodyForLong_staysOpenByItsPings() {
    RedisTierTest.await(() -> circuit.reconnections.get() == 1);
    long end = System.nanoTime() + Listener.SILENCE.plusSeconds(1).toNanos();
    RedisTierTest.await(() -> System.nanoTime() > end);
    assertThat(circuit.reconnections.get()).isEqualTo(1);
    assertThat(redis.isListening()).isTrue();
  }
}
