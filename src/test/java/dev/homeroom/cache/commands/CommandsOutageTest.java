package dev.homeroom.cache.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheCommands;
import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.SyncFigures;
import dev.homeroom.cache.failover.TestFailover;
import dev.homeroom.testkit.Promised;
import dev.homeroom.testkit.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real Redis is frozen, cut off, killed and restored under two instances that use commands. */
class CommandsOutageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Changed ones, and as many counters: just what a journal holds. */
  private static final int KEYS = 4_990;

  private final RedisServer redis = RedisServer.started();
  private TestCommands one;
  private TestCommands other;

  @BeforeEach
  void start() {
    one = new TestCommands(redis.url(), PATIENCE);
    other = new TestCommands(redis.url(), PATIENCE);
    awaitState(CacheState.REDIS);
  }

  @AfterEach
  void stop() {
    one.close();
    other.close();
    redis.close();
  }

  private void awaitState(CacheState state) {
    Promised.await(() -> one.state() == state && other.state() == state);
  }

  /** Writes into Redis what is there before an outage, and takes all the time that needs. */
  private void write(Consumer<CacheCommands<String>> writes) {
    try (TestCommands patient = new TestCommands(redis.url(), TestFailover.PATIENCE)) {
      Promised.await(() -> patient.state() == CacheState.REDIS);
      writes.accept(patient.texts());
    }
  }

  /** Leaves Redis by calls that fail, on both instances at once. */
  private void awaitLeft() {
    CompletableFuture.allOf(
            CompletableFuture.runAsync(() -> leave(one)),
            CompletableFuture.runAsync(() -> leave(other)))
        .join();
  }

  private static void leave(TestCommands instance) {
    Promised.await(
        () -> {
          instance.texts().get("nothing");
          return instance.state() != CacheState.REDIS;
        });
  }

  @Test
  void frozen_andThawed_noOldValue_andNoneLost() {
    write(
        before -> {
          before.mset(Map.of("changed", "old", "deleted", "old", "same", "value"));
          before.hset("hash", Map.of("a", "1", "b", "2"));
          before.rpush("list", List.of("x", "y"));
          before.incrBy("count", 10);
        });
    redis.freeze();
    awaitLeft();

    CacheCommands<String> commands = one.texts();
    commands.set("changed", "new");
    commands.delete("deleted");
    commands.hset("hash", "a", "new");
    commands.incr("count");
    other.texts().incrBy("count", 2);
    other.texts().incr("made");
    assertThat(commands.get("changed")).isEqualTo("new");
    assertThat(commands.get("count")).isEqualTo("1");
    redis.thaw();
    awaitState(CacheState.REDIS);

    for (CacheCommands<String> each : List.of(one.readsOfRedis(), other.readsOfRedis())) {
      assertThat(each.mget(List.of("changed", "deleted", "same", "count", "made")))
          .containsExactly(null, null, "value", "13", "1");
      assertThat(each.hgetAll("hash")).isEmpty();
      assertThat(each.lrange("list", 0, -1)).containsExactly("x", "y");
      assertThat(each.ttlSeconds("made")).isBetween(3_000L, 3_600L);
    }
    assertThat(one.journal().isEmpty()).isTrue();
  }

  @Test
  void killed_andStartedEmpty_countersHaveWhatWasCountedMeanwhile() {
    write(before -> before.incrBy("count", 10));
    redis.kill();
    awaitLeft();
    one.texts().incrBy("count", 3);
    one.texts().set("key", "new");
    redis.startEmpty();
    awaitState(CacheState.REDIS);

    assertThat(other.readsOfRedis().get("count")).isEqualTo("3");
    assertThat(one.readsOfRedis().get("key")).isNull();
  }

  @Test
  void restoredFromAnOldSnapshot_recentDeletesAreSentAgain() {
    one.texts().set("gone", "old");
    Path snapshot = redis.snapshot();
    one.texts().delete("gone");
    redis.restore(snapshot);

    // Until the change of run is seen, nobody knows that the delete is lost.
    Promised.await(() -> redis.command("EXISTS", "homeroom:c:gone").number() == 0);
    awaitState(CacheState.REDIS);
    assertThat(one.readsOfRedis().get("gone")).isNull();
  }

  @Test
  void fullRedis_memoryTakesTheWrites_andNoOldValueIsLeft() {
    write(before -> before.set("key", "old"));
    redis.command("CONFIG", "SET", "maxmemory", "1");
    one.texts().set("key", "new");
    assertThat(one.texts().get("key")).isEqualTo("new");
    assertThat(one.state()).isNotEqualTo(CacheState.REDIS);
    redis.command("CONFIG", "SET", "maxmemory", "0");
    awaitState(CacheState.REDIS);

    assertThat(one.readsOfRedis().get("key")).isNull();
  }

  @Test
  void tenThousandKeysOfAnOutage_areSentTogether_andRedisAnswersSoonAfter() {
    write(
        before -> {
          for (int i = 0; i < KEYS; i++) {
            before.set("key:" + i, "old");
          }
        });
    redis.freeze();
    awaitLeft();
    CacheCommands<String> commands = one.texts();
    for (int i = 0; i < KEYS; i++) {
      commands.set("key:" + i, "new");
      commands.incr("count:" + i);
    }
    redis.thaw();
    awaitState(CacheState.REDIS);

    Promised.await(() -> one.management().sync().lastRecovery() != null);
    SyncFigures sync = one.management().sync();
    assertThat(sync.overflows()).isZero();
    // More, if a write was under way as Redis was left: that one is deleted again.
    assertThat(sync.keysUnlinked()).isGreaterThanOrEqualTo(KEYS);
    assertThat(sync.differencesApplied()).isEqualTo(KEYS);
    Duration took = sync.lastRecovery().duration();
    System.out.println(
        2 * KEYS + " keys of an outage: Redis is in use after " + took.toMillis() + " ms");
    assertThat(took).isLessThan(Promised.within(Duration.ofSeconds(2)));
    CacheCommands<String> reads = other.readsOfRedis();
    for (int i = 0; i < KEYS; i++) {
      assertThat(reads.mget(List.of("key:" + i, "count:" + i))).containsExactly(null, "1");
    }
  }
}
