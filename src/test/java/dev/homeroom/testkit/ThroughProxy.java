package dev.homeroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A proxy before a real Redis for each test, and plain sockets through it. */
abstract class ThroughProxy {
  /** For how long a reply is waited for that must not come. */
  private static final Duration SHORT = Duration.ofMillis(150);

  static RedisServer redis;
  final TcpProxy proxy = TcpProxy.forRedis(redis.port());
  private final List<RespClient> clients = new ArrayList<>();

  @BeforeAll
  static void start() {
    redis = RedisServer.started();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @BeforeEach
  void fill() {
    redis.command("FLUSHALL");
    redis.command("MSET", "a", "1", "b", "2");
  }

  @AfterEach
  void close() {
    clients.forEach(RespClient::close);
    proxy.close();
    assertThat(proxy.open()).isZero();
  }

  static void assertNoReply(RespClient client, String... words) {
    client.send(words);
    assertNothingComes(client);
  }

  static void assertNothingComes(RespClient client) {
    client.waits(SHORT);
    assertThatThrownBy(client::read).hasCauseInstanceOf(SocketTimeoutException.class);
    client.waits(Promised.NEVER);
  }

  RespClient client() {
    RespClient client = new RespClient(proxy.port());
    clients.add(client);
    return client;
  }

  static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Promised.NEVER.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
  }
}
