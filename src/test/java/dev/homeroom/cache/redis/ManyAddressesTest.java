package dev.homeroom.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.spi.RedisProbe;
import dev.homeroom.testkit.Connections;
import dev.homeroom.testkit.Fault;
import dev.homeroom.testkit.LogCapture;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.testkit.TcpProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A name with several addresses: Redis is used at one where it is well, whichever that is. */
class ManyAddressesTest {
  private static final InetAddress FIRST = address("127.0.0.1");
  private static final InetAddress SECOND = secondOfThisMachine();

  private final RedisServer firstServer = RedisServer.started();
  private final RedisServer secondServer = RedisServer.started();
  private TcpProxy first;
  private TcpProxy second;

  @BeforeEach
  void start() {
    first = TcpProxy.forRedis(firstServer.port());
    second = first.twinAt(SECOND, secondServer.port());
  }

  @AfterEach
  void stop() {
    first.close();
    second.close();
    firstServer.close();
    secondServer.close();
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(literal, e);
    }
  }

  /** One of them is there on every machine that builds this. */
  private static InetAddress secondOfThisMachine() {
    InetAddress six = address("::1");
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(six, 0));
      return six;
    } catch (IOException e) {
      return address("127.0.0.2");
    }
  }

  private TestRedis.Plan plan(InetAddress... addresses) {
    return new TestRedis.Plan("redis://redis.example:" + first.port())
        .resolver(host -> addresses.clone());
  }

  private static void isUsedAndHeardAt(TcpProxy there, WholeRoom room) {
    room.await(CacheState.REDIS);
    room.useEveryConnection();
    RedisTierTest.await(() -> room.redis().isListening() && there.open(Connections.LISTENER) == 1);
    assertThat(there.commands("MGET")).isPositive();
  }

  @Test
  void firstAddressIsDead_redisIsUsedAtTheOther() {
    first.become(TcpProxy.Mode.DOWN);
    try (WholeRoom room = new WholeRoom(plan(FIRST, SECOND)).start()) {
      isUsedAndHeardAt(second, room);
      assertThat(first.commands()).isZero();
      assertThat(room.failedProbes()).isZero();
    }
  }

  @Test
  void firstAddressIsABlackHole_redisIsUsedAtTheOther() {
    first.become(TcpProxy.Mode.ACCEPT_ONLY);
    Duration reply = Duration.ofMillis(250);
    try (WholeRoom room =
        new WholeRoom(plan(FIRST, SECOND).waits(reply, reply.plusMillis(50))).start()) {
      room.await(CacheState.REDIS);
      RedisTierTest.await(() -> second.open(Connections.LISTENER) == 1);
    }
  }

  @Test
  void bothAreWell_theOneInUseIsKilled_theOtherIsUsed_andStaysSoOnceThatIsBack() {
    try (LogCapture log = new LogCapture("dev.homeroom.cache.redis.AddressTrial");
        WholeRoom room = new WholeRoom(plan(FIRST, SECOND)).start()) {
      isUsedAndHeardAt(first, room);
      assertThat(second.connections()).isZero();
      assertThat(log.linesFrom(Level.INFO)).isEmpty();

      first.become(TcpProxy.Mode.DOWN);
      for (int i = 0; i < 10 && room.state() == CacheState.REDIS; i++) {
        room.numbered().tryToPut(1);
      }
      isUsedAndHeardAt(second, room);
      assertThat(room.run()).as("another run").isEqualTo(2);
      assertThat(room.failedProbes()).as("the first look found the other").isZero();

      first.heal();
      int before = first.connections();
      RedisProbe.Result result = room.redis().probe().probe();
      assertThat(result.isGood()).isTrue();
      assertThat(first.connections()).isEqualTo(before);
      assertThat(log.linesFrom(Level.INFO))
          .singleElement()
          .asString()
          .contains(SECOND.getHostAddress(), FIRST.getHostAddress(), "This means: ", " Do: ");
    }
  }

  @Test
  void theOneInUseTakesNoWritesAnyMore_theOtherIsUsed_andHeard() {
    try (WholeRoom room = new WholeRoom(plan(FIRST, SECOND)).start()) {
      isUsedAndHeardAt(first, room);
      firstServer.command("REPLICAOF", "127.0.0.1", "1");
      room.numbered().tryToPut(1);
      isUsedAndHeardAt(second, room);
      RedisTierTest.await(() -> first.open() == 0);
    }
  }

  @Test
  void noneIsWell_whatOneOfThemSaysIsTold() {
    first.become(TcpProxy.Mode.DOWN);
    Fault refuses = second.add(Fault.answer("-LOADING Redis is loading\r\n"));
    try (TestRedis redis = plan(FIRST, SECOND).build()) {
      assertThat(redis.probe().probe().failure())
          .asString()
          .isEqualTo("it is loading its data (LOADING)");
      assertThat(refuses.applied()).isPositive();
    }
  }
}
