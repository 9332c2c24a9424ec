package dev.homeroom.dashboards;

import dev.homeroom.access.AccessRecords;
import dev.homeroom.auth.TestAccess;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.memory.MemoryTier;
import dev.homeroom.cache.monitoring.PlatformFigures;
import dev.homeroom.cache.readthrough.CacheFixture;
import dev.homeroom.cache.readthrough.Parts;
import dev.homeroom.cache.readthrough.TestCache;
import dev.homeroom.cache.spi.GenerationPush;
import dev.homeroom.database.TestInstance;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestTransactions;
import dev.homeroom.testkit.CountingRecorder;
import dev.homeroom.testkit.KeptMetrics;
import dev.homeroom.testkit.ManualTime;
import dev.homeroom.testkit.MemoryTiers;
import dev.homeroom.time.Ticker;
import dev.homeroom.users.PasswordLocks;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.jspecify.annotations.Nullable;

/**
 * One of several instances over the family's database: with a memory of its own, with generations
 * that it polls, and with a Redis if there is one. Its time is that of {@link FamilyFixture}, and
 * stands.
 */
final class FamilyInstance implements AutoCloseable {
  final CountingRecorder recorder = new CountingRecorder();
  final TestBeans beans;
  final AccessRecords records;
  private final MemoryTier memory = MemoryTiers.of(10_000);
  private final TestTransactions transactions;
  private final TestInstance generations;
  private final @Nullable FamilyRedis redis;
  private final CacheService service;

  /**
   * Makes an instance that has read nothing yet.
   *
   * @param redis its way to Redis; null for none
   */
  FamilyInstance(TestTransactions transactions, @Nullable FamilyRedis redis) {
    this.transactions = transactions;
    ManualTime time = ManualTime.standing();
    time.passOnTheWall(Duration.between(time.instant(), FamilyFixture.NOW));
    generations = new TestInstance(transactions.dataSource(), time);
    this.redis = redis;
    if (redis != null) {
      redis.serve(generations.known());
    }
    Parts parts =
        TestCache.parts(
            generations.known(), generations.writer(), CacheFixture.JSON, time, time, recorder);
    service =
        this.redis == null
            ? TestCache.real(parts, memory)
            : TestCache.sharing(parts, memory, this.redis.tier());
    beans = new TestBeans(transactions, time).with(CacheService.class, service);
    records = TestAccess.over(beans);
    beans
        .with(Event.class, TestAccess.lowered(beans))
        .with(PasswordLocks.class, personId -> {})
        .with(AccessRecords.class, records)
        .with(MetricRegistry.class, new KeptMetrics().registry())
        .with(Ticker.class, time)
        .with(PlatformFigures.class, FamilyFixture.platform());
  }

  /** Returns every widget of everybody's dashboards of all roles, by name. */
  Map<String, Cached<?>> all() {
    return FamilyFixture.all(
        beans.get(RoleDashboards.class), beans.get(DashboardService.class), records);
  }

  /** Runs work in a transaction; returns the tags that it replaced. */
  Set<String> write(Runnable work) {
    GenerationPush push = redis == null ? tags -> {} : redis.push();
    return generations.write(transactions, push, work);
  }

  /** Does work that is rolled back; returns the methods that replaced tags, with their class. */
  Set<String> tagged(Runnable work) {
    return generations.rolledBack(transactions, work);
  }

  /** Returns the cache, as the beans have it. */
  CacheService service() {
    return service;
  }

  /** Waits until it has heard of all these tags: by a push, or else by its next poll. */
  void awaitHeard(Set<String> tags) {
    if (redis == null) {
      generations.poll();
    } else {
      redis.awaitHeard(tags);
    }
  }

  @Override
  public void close() {
    try {
      ((AutoCloseable) service).close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    generations.close();
    memory.close();
  }
}
