package dev.homeroom.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.commands.TestCritical;
import dev.homeroom.cache.redis.TestRedis;
import dev.homeroom.cache.spi.Circuit;
import dev.homeroom.cache.spi.Tier;
import dev.homeroom.cache.spi.TierFailedException;
import dev.homeroom.cache.spi.TierFailure;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.Promised;
import dev.homeroom.testkit.RedisServer;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Critical keys are in Redis again once it is back, the newest values, with what they may live. */
class CriticalSyncTest {
  private static final String KEY = "homeroom:d:critical:session%3A1";

  private final StateOfRedis state = new StateOfRedis();

  /** The circuit, as the test sets it. */
  private static final class StateOfRedis implements Circuit {
    private volatile boolean closed = true;
    private final AtomicLong run = new AtomicLong(1);

    @Override
    public boolean isClosed() {
      return closed;
    }

    @Override
    public long redisRun() {
      return run.get();
    }

    @Override
    public void reconnected() {}

    @Override
    public void succeeded(long nanos) {}

    @Override
    public void failed(TierFailure failure) {}
  }

  /** Sets keys, and reads them: then none is in doubt, which would be left to its next read. */
  private static void set250(CriticalNode node, String value) {
    for (int i = 0; i < 250; i++) {
      node.commands.set("session:" + i, value, Duration.ofMinutes(10));
      assertThat(node.commands.get("session:" + i)).isEqualTo(value);
    }
  }

  @Test
  void keys_areWrittenAgain_afterAnOutage_andToAnotherRun() {
    Databases.Address address = Databases.migrated(DatabaseKind.H2);
    try (RedisServer redis = RedisServer.started();
        CriticalNode node = new CriticalNode(address, DatabaseKind.H2);
        TestRedis instance =
            new TestRedis.Plan(redis.url())
                .circuit(state)
                .known(node.node.generations)
                .clock(node.node.time)
                .build()
                .connected()) {
      Runnable sync =
          TestCritical.sync(
              state, node.rows, instance.tier(), node.node.generations, node.node.time);
      set250(node, "old");
      sync.run();
      assertThat(redis.command("DBSIZE").number()).isEqualTo(250);
      assertThat(redis.command("GET", KEY).text()).contains("\"value\":\"old\"");

      state.closed = false;
      sync.run();
      node.commands.set("session:1", "new", Duration.ofMinutes(5));
      assertThat(node.commands.get("session:1")).isEqualTo("new");
      state.closed = true;
      sync.run();
      assertThat(redis.command("GET", KEY).text()).contains("\"value\":\"new\"");
      assertThat(redis.command("PTTL", KEY).number()).isBetween(200_000L, 300_000L);

      redis.command("FLUSHALL");
      sync.run();
      assertThat(redis.command("DBSIZE").number()).as("the same run").isZero();
      state.run.incrementAndGet();
      sync.run();
      assertThat(redis.command("DBSIZE").number()).isEqualTo(250);
    }
  }

  @Test
  void instanceThatWasCutOff_writesTheNewestValue_notItsOwnOldOne() {
    Databases.Address address = Databases.migrated(DatabaseKind.H2);
    try (RedisServer redis = RedisServer.started();
        CriticalNode cutOff = new CriticalNode(address, DatabaseKind.H2);
        CriticalNode other = new CriticalNode(address, DatabaseKind.H2);
        TestRedis instance =
            new TestRedis.Plan(redis.url())
                .circuit(state)
                .known(cutOff.node.generations)
                .clock(cutOff.node.time)
                .build()
                .connected()) {
      Runnable sync =
          TestCritical.sync(
              state, cutOff.rows, instance.tier(), cutOff.node.generations, cutOff.node.time);
      cutOff.commands.set("session:1", "old", Duration.ofMinutes(10));
      sync.run();
      assertThat(cutOff.commands.get("session:1")).isEqualTo("old");

      state.closed = false;
      sync.run();
      other.commands.set("session:1", "new", Duration.ofMinutes(10));
      state.closed = true;
      // Once more while it is in doubt, as it has just been changed.
      Promised.await(
          () -> {
            state.run.incrementAndGet();
            sync.run();
            return redis.command("GET", KEY).text().contains("\"value\":\"new\"");
          });
    }
  }

  /** Fails so often to write, then writes. */
  private static Tier failing(Tier redis, AtomicInteger failures) {
    return (Tier)
        Proxy.newProxyInstance(
            CriticalSyncTest.class.getClassLoader(),
            new Class<?>[] {Tier.class},
            (proxy, method, arguments) -> {
              if (failures.getAndDecrement() > 0) {
                throw new TierFailedException(TierFailure.LATE);
              }
              return method.invoke(redis, arguments);
            });
  }

  @Test
  void batchThatFails_theOnesBehindItAreWritten() {
    Databases.Address address = Databases.migrated(DatabaseKind.H2);
    try (RedisServer redis = RedisServer.started();
        CriticalNode node = new CriticalNode(address, DatabaseKind.H2);
        TestRedis instance =
            new TestRedis.Plan(redis.url())
                .circuit(state)
                .known(node.node.generations)
                .clock(node.node.time)
                .build()
                .connected()) {
      Tier redisTier = failing(instance.tier(), new AtomicInteger(3));
      Runnable sync =
          TestCritical.sync(state, node.rows, redisTier, node.node.generations, node.node.time);
      set250(node, "value");
      sync.run();
      assertThat(redis.command("DBSIZE").number()).isZero();
      sync.run();

      assertThat(redis.command("DBSIZE").number()).isEqualTo(150);
    }
  }
}
