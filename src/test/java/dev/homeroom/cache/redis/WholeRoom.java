package dev.homeroom.cache.redis;

import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.StateChange;
import dev.homeroom.cache.failover.TestFailover;

/** One instance's Redis with state machine and probe: all that stands between reader and socket. */
final class WholeRoom implements AutoCloseable {
  private final TestFailover failover = new TestFailover(this::changed);
  private final TestRedis redis;
  private final Numbered numbered;

  /** Lays the room; does not look for Redis yet. */
  WholeRoom(TestRedis.Plan plan) {
    KnownCells known = new KnownCells();
    redis = plan.circuit(failover.circuit()).known(known).build();
    numbered = new Numbered(redis.tier(), known);
  }

  private void changed(StateChange change) {
    if (change.from() == CacheState.REDIS) {
      redis.shared().left();
    } else if (change.to() == CacheState.REDIS) {
      redis.shared().joined();
    }
  }

  /** Looks for Redis from now on; returns as a server's start goes on. */
  WholeRoom start() {
    failover.start(redis.probe());
    return this;
  }

  TestRedis redis() {
    return redis;
  }

  Numbered numbered() {
    return numbered;
  }

  CacheState state() {
    return failover.state();
  }

  long run() {
    return failover.circuit().redisRun();
  }

  long changes() {
    return failover.changes();
  }

  int failedProbes() {
    return failover.failedProbes();
  }

  void await(CacheState state) {
    RedisTierTest.await(() -> state() == state);
  }

  /** Returns how many threads such rooms have now, all together. */
  static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.equals("test-redis") || name.equals(TestFailover.THREADS))
        .count();
  }

  @Override
  public void close() {
    failover.close();
    redis.close();
  }
}
