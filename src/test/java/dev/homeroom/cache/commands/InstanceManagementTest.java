package dev.homeroom.cache.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.CacheCommands;
import dev.homeroom.cache.CacheHealth;
import dev.homeroom.cache.CacheManagement;
import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.CacheStats;
import dev.homeroom.cache.FlushRefusedException;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.SyncFigures;
import dev.homeroom.cache.failover.TestFailover;
import dev.homeroom.cache.redis.TestRedis;
import dev.homeroom.testkit.Promised;
import dev.homeroom.testkit.RedisServer;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The figures, switches and flush of one instance on a real Redis. */
class InstanceManagementTest {
  private static final String PREFIX = "homeroom:";

  private final RedisServer redis = RedisServer.started();
  private TestCommands instance;
  private CacheManagement management;
  private CacheCommands<String> commands;

  @BeforeEach
  void start() {
    instance = new TestCommands(redis.url(), TestFailover.PATIENCE);
    management = instance.management();
    commands = instance.texts();
    awaitState(CacheState.REDIS);
  }

  @AfterEach
  void stop() {
    instance.close();
    redis.close();
  }

  private void awaitState(CacheState state) {
    Promised.await(
        () -> {
          if (state == CacheState.DEGRADED) {
            commands.get("any");
          }
          return instance.state() == state;
        });
  }

  private SyncFigures.Recovery awaitRecovery() {
    Promised.await(() -> management.sync().lastRecovery() != null);
    return Objects.requireNonNull(management.sync().lastRecovery());
  }

  private boolean isInRedis(String name) {
    return redis.command("EXISTS", name).number() == 1;
  }

  @Test
  void figures_areKnown_alsoOfARedisThatStandsStill() {
    redis.freeze();
    CacheHealth health = management.health();
    CacheStats stats = management.stats();
    assertThat(management.provider()).isEqualTo(Source.REDIS);
    assertThat(management.circuit().state()).isEqualTo("closed");
    assertThat(management.sync().lastRecovery()).isNull();
    redis.thaw();

    assertThat(health.provider()).isEqualTo(Source.REDIS);
    assertThat(health.isHealthy()).isTrue();
    assertThat(health.lastCheck()).isNotNull();
    assertThat(health.consecutiveFailures()).isZero();
    assertThat(health.latencyMillis()).isPositive();
    assertThat(health.state()).isEqualTo(CacheState.REDIS);
    assertThat(health.reason()).isNull();
    assertThat(health.nextProbe()).isNotNull();
    assertThat(stats.type()).isEqualTo(Source.REDIS);
    assertThat(stats.connected()).isTrue();
    assertThat(stats.connectionAttempts()).isOne();
    assertThat(stats.memoryUsage()).matches("[0-9.]+[BKMG]");
    assertThat(stats.connectedClients()).isPositive();
    assertThat(stats.uptimeSeconds()).isNotNegative();
  }

  @Test
  void redisAway_isSaid_andWhatRedisLastToldStays() {
    redis.kill();
    awaitState(CacheState.DEGRADED);

    assertThat(management.health().provider()).isEqualTo(Source.MEMORY);
    assertThat(management.health().isHealthy()).isFalse();
    assertThat(management.health().reason()).isNotBlank();
    assertThat(management.stats().connected()).isFalse();
    assertThat(management.stats().type()).isEqualTo(Source.MEMORY);
    assertThat(management.stats().connectedClients()).isPositive();
    assertThat(management.circuit().state()).isEqualTo("open");
    assertThat(management.circuit().all().fallbacks()).isPositive();
    assertThat(management.switchToRedis()).isFalse();
    assertThat(instance.state()).isEqualTo(CacheState.DEGRADED);
  }

  @Test
  void switchToMemory_holdsUntilRedisIsWantedAgain_andAnswers() {
    management.switchToMemory("a test");
    assertThat(management.provider()).isEqualTo(Source.MEMORY);
    commands.set("key", "value");
    assertThat(isInRedis("homeroom:c:key")).isFalse();

    redis.kill();
    assertThat(management.switchToRedis()).isFalse();
    assertThat(instance.state()).isEqualTo(CacheState.FORCED_MEMORY);

    redis.startEmpty();
    assertThat(management.switchToRedis()).isTrue();
    awaitState(CacheState.REDIS);
    assertThat(management.switchToRedis()).isTrue();
    assertThat(awaitRecovery().runIdChanged()).isTrue();
  }

  @Test
  void sync_saysWhatAnOutageLeft_andWhatCameOfIt() {
    commands.set("changed", "old");
    management.switchToMemory("a test");
    commands.set("changed", "new");
    commands.incr("count");
    assertThat(management.sync().journalDepth()).isEqualTo(2);

    management.automatic();
    awaitState(CacheState.REDIS);

    assertThat(awaitRecovery().runIdChanged()).isFalse();
    assertThat(awaitRecovery().duration()).isLessThan(Promised.NEVER);
    SyncFigures sync = management.sync();
    assertThat(sync.keysUnlinked()).isOne();
    assertThat(sync.differencesApplied()).isOne();
    assertThat(sync.journalDepth()).isZero();
    assertThat(sync.journalAge()).isZero();
    assertThat(sync.overflows()).isZero();
  }

  @Test
  void flush_emptiesOurPrefix_andLeavesRevocationsAndForeignKeys() {
    List<String> stay =
        List.of(
            "homeroom:d:blacklist:abc",
            "homeroom:staging:d:role:1",
            "homeroom:d:canary:1",
            "homeroom:x",
            "homeroomlike:d:role:1",
            "other:c:key");
    List<String> go = List.of("homeroom:d:role:1", "homeroom:s7:class:1", "homeroom:c:odd\r\n*");
    stay.forEach(name -> redis.command("SET", name, "value"));
    redis.command("SADD", "homeroom:d:installations", TestRedis.INSTALLATION);
    go.forEach(name -> redis.command("SET", name, "value"));
    for (int i = 0; i < 1_200; i++) {
      commands.set("many:" + i, "value");
    }

    assertThat(management.flush(PREFIX)).isEqualTo(1_200 + go.size());

    assertThat(stay).allMatch(this::isInRedis);
    assertThat(isInRedis("homeroom:d:installations")).isTrue();
    assertThat(go).noneMatch(this::isInRedis);
    assertThat(commands.get("many:7")).isNull();
    assertThat(redis.command("DBSIZE").number()).isEqualTo(stay.size() + 1);
  }

  @Test
  void flush_ofAnotherPrefix_orOfOneThatOthersUse_isRefused() {
    commands.set("key", "value");
    assertThatThrownBy(() -> management.flush("other:"))
        .isInstanceOf(FlushRefusedException.class)
        .hasMessageContaining(PREFIX);
    redis.command("SADD", "homeroom:d:installations", "another");
    assertThatThrownBy(() -> management.flush(PREFIX))
        .isInstanceOf(FlushRefusedException.class)
        .hasMessageContaining("CACHE_PREFIX");

    management.switchToMemory("a test");
    assertThatThrownBy(() -> management.flush(PREFIX)).isInstanceOf(FlushRefusedException.class);
    assertThat(isInRedis("homeroom:c:key")).isTrue();
  }

  @Test
  void flush_whileRedisIsAway_isDoneBeforeItIsUsedAgain() {
    commands.set("old", "value");
    management.switchToMemory("a test");
    commands.set("new", "value");

    assertThat(management.flush(PREFIX)).isZero();

    assertThat(commands.get("new")).isNull();
    management.automatic();
    awaitState(CacheState.REDIS);
    assertThat(isInRedis("homeroom:c:old")).isFalse();
    assertThat(commands.mget(List.of("old", "new"))).containsOnlyNulls();
    assertThat(instance.journal().isEmpty()).isTrue();
  }

  @Test
  void flush_thatRedisDoesNotAnswer_isDoneOnceItDoes() {
    commands.set("old", "value");
    redis.freeze();
    management.flush(PREFIX);
    assertThat(commands.get("old")).isNull();
    redis.thaw();
    awaitState(CacheState.REDIS);

    Promised.await(() -> !isInRedis("homeroom:c:old"));
    assertThat(commands.get("old")).isNull();
  }
}
