package dev.homeroom.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.BackgroundWriter.RedisNote;
import dev.homeroom.cache.CacheState;
import dev.homeroom.testkit.Fault;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.testkit.TcpProxy;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Redis that was away, or is another one: its run is known, and what it lost is there again. */
class RestartTest {
  private static final String NOTE = "homeroom:d:blacklist:a";
  private static final String SHORT_NOTE = "homeroom:d:blacklist:b";

  private RedisServer server;
  private TcpProxy proxy;
  private WholeRoom room;
  private Instant soon;

  @BeforeEach
  void start() {
    server = RedisServer.started();
    proxy = TcpProxy.forRedis(server.port());
    room = new WholeRoom(new TestRedis.Plan("redis://127.0.0.1:" + proxy.port())).start();
    room.await(CacheState.REDIS);
    RedisTierTest.await(room.redis()::isListening);
    Instant now = Clock.systemUTC().instant();
    soon = now.plusMillis(1_500);
    room.redis()
        .shared()
        .writer()
        .keepWritten(
            () ->
                Stream.of(
                    new RedisNote("d:blacklist:a", "{}", now.plusSeconds(900)),
                    new RedisNote("d:blacklist:b", "{}", soon)));
    awaitNoteIn(server);
  }

  @AfterEach
  void stop() {
    room.close();
    proxy.close();
    server.close();
  }

  private static void awaitNoteIn(RedisServer redis) {
    RedisTierTest.await(() -> redis.command("EXISTS", NOTE).number() == 1);
  }

  private void useUntilItIsLeft() {
    for (int i = 0; i < 10 && room.state() == CacheState.REDIS; i++) {
      room.numbered().tryToPut(1);
    }
    assertThat(room.state()).isEqualTo(CacheState.DEGRADED);
  }

  @Test
  void anotherRedisBehindTheSameAddress_noCallFails_isAnotherRunSoon_andIsWrittenInto() {
    try (RedisServer other = RedisServer.started()) {
      long changes = room.changes();
      proxy.leadTo(other.port());
      proxy.cut(open -> true);
      room.numbered().put(1);
      RedisTierTest.await(() -> room.run() == 2);
      assertThat(room.numbered().get(1)).isEqualTo("1");
      awaitNoteIn(other);
      assertThat(room.changes()).as("changes of state").isEqualTo(changes);
    }
  }

  @Test
  void killedAndStartedEmpty_whatHasNotExpiredIsThereAgain() {
    server.kill();
    useUntilItIsLeft();
    RedisTierTest.await(() -> Clock.systemUTC().instant().isAfter(soon));
    server.startEmpty();
    room.await(CacheState.REDIS);
    awaitNoteIn(server);
    assertThat(room.run()).isEqualTo(2);
    assertThat(server.command("EXISTS", SHORT_NOTE).number()).isZero();
  }

  @Test
  void cutOffForAWhile_theSameRun_whatItWasNotToldOrLostIsThereAgain() {
    proxy.become(TcpProxy.Mode.DOWN);
    useUntilItIsLeft();
    server.command("FLUSHALL");
    proxy.heal();
    room.await(CacheState.REDIS);
    awaitNoteIn(server);
    assertThat(room.run()).isEqualTo(1);
  }

  /** Returns the ids of the clients that send commands, as Redis numbers them. */
  private Set<String> clients() {
    return server
        .command("CLIENT", "LIST", "TYPE", "normal")
        .text()
        .lines()
        .filter(line -> line.contains(" name=homeroom "))
        .map(line -> line.replaceAll("^id=(\\d+) .*$", "$1"))
        .collect(Collectors.toSet());
  }

  @Test
  void leftWhileConnectionsWereIdle_theyAreNotUsedOnceItIsBack() {
    room.useEveryConnection();
    Set<String> before = clients();
    assertThat(before).hasSizeGreaterThanOrEqualTo(WholeRoom.CONNECTIONS);
    // One failure is enough to leave it, and leaves four connections that nobody has asked.
    Fault refused = proxy.add(Fault.answer("-LOADING Redis is loading\r\n").to("SET").once());
    long changes = room.changes();
    room.numbered().tryToPut(1);
    assertThat(refused.applied()).isEqualTo(1);
    // Left, tried, and in use again.
    RedisTierTest.await(() -> room.changes() == changes + 3);
    // The probe and the writer open new ones soon: how many are idle at a moment says nothing.
    RedisTierTest.await(() -> Collections.disjoint(clients(), before));
    room.useEveryConnection();
    assertThat(clients()).doesNotContainAnyElementsOf(before);
    assertThat(room.state()).isEqualTo(CacheState.REDIS);
  }
}
