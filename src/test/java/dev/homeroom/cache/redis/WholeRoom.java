package dev.homeroom.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.StateChange;
import dev.homeroom.cache.failover.TestFailover;
import dev.homeroom.cache.spi.TierFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One instance's Redis with state machine and probe: all that stands between reader and socket. */
final class WholeRoom implements AutoCloseable {
  /** Those that it keeps: probe, announcer, idle test, and the two of the listener. */
  static final int THREADS = 5;

  /** How many its pool holds. */
  static final int CONNECTIONS = 5;

  private final TestFailover failover;
  private final TestRedis redis;
  private final Numbered numbered;

  /** Lays the room; does not look for Redis yet. */
  WholeRoom(TestRedis.Plan plan) {
    this(plan, TestFailover.PATIENCE);
  }

  /** The same, and an answer that takes longer than that counts as failed. */
  WholeRoom(TestRedis.Plan plan, Duration slowCall) {
    failover = new TestFailover(this::changed, slowCall);
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

  /** Waits until it has no other threads than those that it keeps. */
  void awaitThreads() {
    RedisTierTest.await(() -> threads() == THREADS);
  }

  /**
   * Writes and reads until each place of the pool has an open connection, so that none of them is
   * found broken later. Its own threads use places too, so that it may take more than one turn.
   */
  void useEveryConnection() {
    List<String> values = new ArrayList<>();
    RedisTierTest.await(
        () -> {
          try {
            numbered.put(1);
            values.add(numbered.get(1));
          } catch (TierFailedException e) {
            // A machine with other work gave the answer no time: the state is awaited, not a speed.
            return false;
          }
          return values.size() >= CONNECTIONS && redis.endpoint().idle() == CONNECTIONS;
        });
    assertThat(values).containsOnly("1");
  }

  /** Returns how many threads it has now. */
  long threads() {
    return redis.threads() + failover.threads();
  }

  @Override
  public void close() {
    failover.close();
    redis.close();
  }
}
