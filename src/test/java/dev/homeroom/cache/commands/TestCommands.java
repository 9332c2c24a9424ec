package dev.homeroom.cache.commands;

import dev.homeroom.cache.CacheCommands;
import dev.homeroom.cache.CacheManagement;
import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.entry.JsonFormat;
import dev.homeroom.cache.failover.TestFailover;
import dev.homeroom.cache.memory.MemoryTier;
import dev.homeroom.cache.memory.TestValues;
import dev.homeroom.cache.redis.TestRedis;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.testkit.Promised;
import dev.homeroom.time.BackgroundLoops;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** One instance's commands with its Redis and its state machine, as the server has them. */
public final class TestCommands implements AutoCloseable {
  private static final Duration DEFAULT_TTL = Duration.ofHours(1);

  private final TestFailover failover;
  private final TestRedis redis;
  private final Journal journal = new Journal(10_000, 8_000_000);
  private final CommandTiers tiers;

  /** Makes it and connects; waits so long for a reply of Redis. */
  public TestCommands(String url, Duration patience) {
    failover = new TestFailover(change -> {}, patience);
    redis = new TestRedis.Plan(url).waits(patience, patience).circuit(failover.circuit()).build();
    tiers =
        new CommandTiers(
            new CommandTiers.Dependencies(
                failover.circuit(),
                redis.commands(),
                redis.replay(),
                redis.flush(),
                TestValues.shipped(),
                CacheRecorder.none()),
            true,
            journal,
            Clock.systemUTC(),
            new BackgroundLoops(TestCommands::daemon, System::nanoTime));
    failover.recovery(tiers.recovery());
    failover.start(redis.probe());
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "test-commands");
    thread.setDaemon(true);
    return thread;
  }

  /** Returns the commands for texts. */
  public CacheCommands<String> texts() {
    return new TypedCommands<>(
        tiers.tier(),
        ValueCodec.TEXTS,
        new TypedCommands.Rules(DEFAULT_TTL.toMillis(), Duration.ofSeconds(2), new JsonFormat()));
  }

  /**
   * Returns reads that are asked again if Redis did not answer them in time, or is not in use again
   * since an earlier answer was late: memory answers then. What memory answers for another reason
   * is the answer.
   */
  @SuppressWarnings("unchecked")
  CacheCommands<String> readsOfRedis() {
    CacheCommands<String> texts = texts();
    return (CacheCommands<String>)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {CacheCommands.class},
            (proxy, method, arguments) -> fromRedis(() -> method.invoke(texts, arguments)));
  }

  private Object fromRedis(Callable<Object> read) throws Exception {
    long end = System.nanoTime() + Promised.NEVER.toNanos();
    while (System.nanoTime() < end) {
      long failed = failures();
      boolean isInUse = state() == CacheState.REDIS;
      Object answer = read.call();
      if (isInUse && state() == CacheState.REDIS && failures() == failed) {
        return answer;
      }
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
    }
    throw new AssertionError("Redis never answers");
  }

  private long failures() {
    return tiers.counts().figures(state()).all().failures();
  }

  CacheState state() {
    return failover.state();
  }

  /** Returns its management. */
  public CacheManagement management() {
    return new InstanceManagement(
        failover.status(),
        tiers,
        new MemoryTier(10, 10_000, CacheRecorder.none()),
        redis.replay(),
        TestCritical.idle());
  }

  Journal journal() {
    return journal;
  }

  @Override
  public void close() {
    failover.close();
    tiers.close();
    redis.close();
  }
}
