package dev.homeroom.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.spi.TierFailedException;
import dev.homeroom.testkit.Connections;
import dev.homeroom.testkit.Fault;
import dev.homeroom.testkit.LogCapture;
import dev.homeroom.testkit.Promised;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.testkit.TcpProxy;
import java.time.Duration;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One room with its state machine and probe lives through each fault of FAULTS A.4, one after the
 * other: the promised state, no call that waits for longer than it may, one line in the log,
 * nothing wrong served; then Redis is in use again, and no thread or connection was left behind.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultRowsTest {
  private static final Set<String> READ_AND_WRITE = Set.of("MGET", "SET");

  /**
   * Four times what ships, so that a busy machine breaks none of it: a call that a row lets pass
   * must not fail, and one that fails must do so by the row's fault.
   */
  private static final Duration REPLY = Duration.ofSeconds(1);

  private static final Duration OPERATION = Duration.ofMillis(1_200);

  private static RedisServer server;
  private static TcpProxy proxy;
  private static WholeRoom room;
  private static int calls;

  /** A fault, how it ends, and why Redis is left by it; an empty reason is none. */
  private record Row(String name, Runnable begin, Runnable end, String reason) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void start() {
    server = RedisServer.started();
    proxy = TcpProxy.forRedis(server.port());
    String url = "redis://127.0.0.1:" + proxy.port();
    room = new WholeRoom(new TestRedis.Plan(url).waits(REPLY, OPERATION)).start();
    room.await(CacheState.REDIS);
    room.useEveryConnection();
    RedisTierTest.await(room.redis()::isListening);
    room.awaitThreads();
  }

  @AfterAll
  static void stop() {
    room.close();
    proxy.close();
    server.close();
  }

  private static long clients() {
    return server
        .command("CLIENT", "LIST")
        .text()
        .lines()
        .filter(line -> line.contains(" name=homeroom "))
        .count();
  }

  private static Row row(String name, Runnable begin, Runnable end, String reason) {
    return new Row(name, begin, end, reason);
  }

  private static Row mode(TcpProxy.Mode mode, String reason) {
    return row(mode.name(), () -> proxy.become(mode), proxy::heal, reason);
  }

  private static Row config(String setting, String value, String reason) {
    return row(
        setting,
        () -> {
          server.command("CONFIG", "SET", setting, value);
          proxy.cut(Connections.ALL);
        },
        () -> server.command("CONFIG", "SET", setting, setting.equals("maxmemory") ? "0" : ""),
        reason);
  }

  private static Row reply(String reply, String reason) {
    return fault(reply, Fault.answer(reply + "\r\n"), reason);
  }

  private static Row unreadable(String reply, String reason) {
    // Not to what a new connection says first: which of them would be told then is chance.
    Fault fault = Fault.replaceReply(reply + "\r\n");
    return fault(reply, fault.to(words -> READ_AND_WRITE.contains(words.get(0))), reason);
  }

  private static Row fault(String name, Fault fault, String reason) {
    return row(
        name.strip(),
        () -> proxy.add(fault.exceptListener()),
        () -> {
          assertThat(fault.applied()).as(name).isPositive();
          proxy.heal();
        },
        reason);
  }

  static Stream<Row> rows() {
    return Stream.of(
        row("frozen", server::freeze, server::thaw, "no answer in time"),
        fault("late", Fault.delay(Duration.ofMillis(1_100), Duration.ZERO, 1), "no answer in time"),
        // Each byte in time, and the whole not: the shortest reply has five.
        fault("dripping", Fault.drip(1, Duration.ofMillis(350)), "no answer in time"),
        fault("silent after three bytes", Fault.silenceAt(3), "no answer in time"),
        fault("cut after two bytes", Fault.cutReplyAt(2), "connection lost"),
        fault("reset after two bytes", Fault.resetReplyAt(2), "connection lost"),
        mode(TcpProxy.Mode.DOWN, "connection refused"),
        mode(TcpProxy.Mode.REFUSE, "connection lost"),
        mode(TcpProxy.Mode.HALF_OPEN, "no answer in time"),
        config("requirepass", "a-new-one", "access denied (NOAUTH)"),
        config("maxmemory", "1", "its memory is full (OOM)"),
        row(
            "read-only",
            () -> server.command("REPLICAOF", "127.0.0.1", "1"),
            () -> server.command("REPLICAOF", "NO", "ONE"),
            "it takes no writes (READONLY)"),
        reply("-WRONGPASS invalid username-password pair", "access denied (WRONGPASS)"),
        reply("-LOADING Redis is loading the dataset", "it is loading its data (LOADING)"),
        reply("-MISCONF Redis is configured to save", "it cannot save to disk (MISCONF)"),
        reply("-BUSY Redis is busy running a script", "it runs a script (BUSY)"),
        reply("-MASTERDOWN Link with MASTER is down", "its primary is down (MASTERDOWN)"),
        reply("-NOREPLICAS Not enough replicas", "it has too few replicas (NOREPLICAS)"),
        reply("-CLUSTERDOWN Hash slot not served", "the cluster is down (CLUSTERDOWN)"),
        reply("-ERR max number of clients reached", "it takes no more clients"),
        unreadable("$-7", "a wrong reply: a length below nothing"),
        unreadable("*-7", "a wrong reply: a length below nothing"),
        unreadable("$2147483647", "a wrong reply: a length of 2147483647"),
        unreadable("HTTP/1.1 200 OK", "connection lost"),
        unreadable(":7", "a wrong reply: "),
        reply("-NOPERM this user has no permissions", ""),
        reply("-WRONGTYPE Operation against a wrong kind", ""),
        reply("-MOVED 3999 127.0.0.1:6381", ""));
  }

  @Order(1)
  @ParameterizedTest
  @MethodSource("rows")
  void fault_leadsWhereItIsPromised_isOneLine_andLeavesNothingBehind(Row row) {
    try (LogCapture log = new LogCapture("dev.homeroom")) {
      try {
        row.begin().run();
        meet(row);
      } finally {
        row.end().run();
        room.await(CacheState.REDIS);
      }
      room.useEveryConnection();
      assertLines(row, log);
    }
    room.awaitThreads();
    RedisTierTest.await(() -> proxy.open(Connections.NO_LISTENER) <= WholeRoom.CONNECTIONS);
  }

  private static void meet(Row row) {
    for (int i = 0; i < 10 && room.state() == CacheState.REDIS; i++) {
      timed(() -> assertThat(room.numbered().get(1)).isIn("1", null));
      timed(() -> room.numbered().put(1));
    }
    if (row.reason().isEmpty()) {
      assertThat(room.state()).isEqualTo(CacheState.REDIS);
    } else {
      assertThat(room.state()).isEqualTo(CacheState.DEGRADED);
      IntSupplier asked = proxy.requestsNaming("number:2");
      timed(() -> room.numbered().get(2));
      assertThat(asked.getAsInt()).as("asked while degraded").isZero();
    }
  }

  private static void assertLines(Row row, LogCapture log) {
    if (row.reason().isEmpty()) {
      // A right that is missing is said, once, though no state follows from it.
      int lines = row.name().startsWith("-NOPERM") ? 1 : 0;
      assertThat(log.linesFrom(Level.INFO)).hasSize(lines);
      return;
    }
    RedisTierTest.await(() -> log.linesFrom(Level.INFO).size() >= 3);
    assertThat(log.linesFrom(Level.INFO)).hasSize(3);
    assertThat(log.linesFrom(Level.WARNING))
        .singleElement()
        .asString()
        .contains("Cache REDIS -> DEGRADED", "Redis client error: " + row.reason());
  }

  @Test
  @Order(2)
  void afterAllFaults_threadsAndConnectionsAreWhatTheyWere() {
    RedisTierTest.await(room.redis()::isListening);
    assertThat(calls).isGreaterThan(50);
    IntSupplier asked = proxy.requestsNaming("number:2");
    assertThat(room.numbered().get(2)).isNull();
    assertThat(asked.getAsInt()).as("asked while in use").isOne();
    RedisTierTest.await(() -> clients() == WholeRoom.CONNECTIONS + 1);
    RedisTierTest.await(() -> proxy.open() == WholeRoom.CONNECTIONS + 1);
    room.awaitThreads();
  }

  /** Runs a call that may fail, and must not take longer than an operation may. */
  private static void timed(Runnable call) {
    long begun = System.nanoTime();
    try {
      call.run();
    } catch (TierFailedException e) {
      // As promised: what it failed by is in the state's reason.
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isLessThan(Promised.within(OPERATION.plusMillis(300)));
    calls++;
  }
}
