package dev.homeroom.cache.commands;

import dev.homeroom.cache.redis.TestRedis;
import dev.homeroom.cache.spi.CommandTier;
import dev.homeroom.testkit.RespClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Our way to Redis answers as plain Redis does. */
class RedisCommandTierTest extends CommandTiersContract {
  private TestRedis instance;
  private RespClient client;

  @BeforeAll
  void connect() {
    instance = new TestRedis.Plan(redis().url()).build().connected();
    client = redis().connect();
  }

  @AfterAll
  void disconnect() {
    client.close();
    instance.close();
  }

  @Override
  CommandTier empty() {
    return instance.commands();
  }

  @Override
  void pass(Duration time) {
    new PlainRedis(client, "homeroom:c:").pass(time, RandomCalls.keys());
  }
}
