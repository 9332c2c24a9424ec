package dev.homeroom.cache.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheCommands;
import dev.homeroom.cache.CacheState;
import dev.homeroom.testkit.AccountOfThePage;
import dev.homeroom.testkit.Promised;
import dev.homeroom.testkit.RedisMonitor;
import dev.homeroom.testkit.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the commands send to Redis, before an outage and after it, seen by Redis. */
class CommandsTraceTest {
  private static final Duration PATIENCE = Duration.ofMillis(400);

  /** Makes a key in each way that there is, and changes it in each. */
  private static void everyCommand(CacheCommands<String> commands, String name) {
    commands.set(name + "set", "1");
    commands.mset(Map.of(name + "m1", "1", name + "m2", "2"));
    commands.incr(name + "incr");
    commands.decrBy(name + "decr", 3);
    commands.hset(name + "hash", "field", "1");
    commands.hset(name + "fields", Map.of("a", "1", "b", "2"));
    commands.hincrBy(name + "counts", "field", 2);
    commands.lpush(name + "left", List.of("1", "2"));
    commands.rpush(name + "right", List.of("1", "2"));
    commands.getOrSet(name + "made", Duration.ofMinutes(1), () -> "1");
    commands.pipelined(
        each -> {
          each.set(name + "p", "1");
          each.incr(name + "pc");
          each.rpush(name + "pl", List.of("1"));
        });
    commands.expire(name + "set", Duration.ofMinutes(5));
    commands.set(name + "set", "again");
    commands.incr(name + "incr");
    commands.hset(name + "hash", "field", "2");
    commands.hdel(name + "fields", "a");
    commands.lpop(name + "left");
    commands.rpop(name + "right");
    commands.delete(name + "m1");
    commands.mget(List.of(name + "m1", name + "m2"));
    commands.hgetAll(name + "hash");
    commands.hget(name + "hash", "field");
    commands.hexists(name + "hash", "field");
    commands.lrange(name + "right", 0, -1);
    commands.llen(name + "right");
    commands.exists(name + "set");
    commands.ttlMillis(name + "set");
    commands.scan("0", name + "*", 10);
  }

  @Test
  void allThatIsSent_isAllowedToThePagesAccount_andEveryKeyHasAnEnd() {
    try (RedisServer redis = RedisServer.started()) {
      AccountOfThePage.makeIn(redis);
      try (RedisMonitor monitor = redis.monitor();
          TestCommands commands = new TestCommands(AccountOfThePage.url(redis), PATIENCE)) {
        Promised.await(() -> commands.state() == CacheState.REDIS);
        everyCommand(commands.texts(), "before:");
        redis.freeze();
        Promised.await(
            () -> {
              commands.texts().get("nothing");
              return commands.state() == CacheState.DEGRADED;
            });
        everyCommand(commands.texts(), "before:");
        everyCommand(commands.texts(), "meanwhile:");
        redis.thaw();
        Promised.await(() -> commands.state() == CacheState.REDIS);
        everyCommand(commands.texts(), "after:");

        List<String> keys = redis.command("KEYS", "*").texts();
        assertThat(keys).hasSizeGreaterThan(15).allMatch(key -> key.startsWith("homeroom:"));
        assertThat(keys)
            .allSatisfy(
                key -> assertThat(redis.command("PTTL", key).number()).as(key).isPositive());
        assertThat(redis.command("ACL", "LOG").list()).as("what was not allowed").isEmpty();
        assertThat(monitor.lines())
            .filteredOn(line -> line.contains("meanwhile:"))
            .as("differences and deletes of the outage")
            .isNotEmpty();
        for (String whole : List.of("FLUSHALL", "FLUSHDB")) {
          assertThat(monitor.lines(whole)).isEmpty();
        }
        assertThat(monitor.lines("KEYS")).as("the test's own").hasSize(1);
      }
    }
  }
}
