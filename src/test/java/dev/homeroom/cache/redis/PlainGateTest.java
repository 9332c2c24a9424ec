package dev.homeroom.cache.redis;

import dev.homeroom.testkit.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The gate's contract without CDI. */
class PlainGateTest extends GateContract {
  private static RedisServer server;
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
    redis = new TestRedis.Plan(server.url()).build().connected();
  }

  @AfterEach
  void close() {
    redis.close();
  }

  @Override
  Gate gate() {
    return new PlainGate(redis.endpoint().attempt());
  }
}
