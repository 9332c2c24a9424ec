package dev.homeroom.cache.redis;

import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.spi.Circuit;
import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.spi.RedisProbe;
import dev.homeroom.cache.StateChange;
import dev.homeroom.cache.spi.Tier;
import java.time.Duration;

/** One instance's Redis with the shipped time-outs, built without CDI. */
public final class ShippedRedis implements AutoCloseable {
  private final TestRedis redis;

  /** Makes it for the Redis at this address. */
  public ShippedRedis(
      String url, Circuit circuit, KnownGenerations known, CacheRecorder recorder) {
    Duration reply = RedisTimeouts.SHIPPED.command();
    redis =
        new TestRedis.Plan(url)
            .waits(reply, RedisTimeouts.SHIPPED.operation())
            .set(
                "REDIS_POOL_WAIT_TIMEOUT",
                Long.toString(RedisTimeouts.SHIPPED.poolWait().toMillis()))
            .circuit(circuit)
            .known(known)
            .recorder(recorder)
            .build();
  }

  /** Returns the tier. */
  public Tier tier() {
    return redis.tier();
  }

  /** Returns what looks whether Redis is well. */
  public RedisProbe probe() {
    return redis.probe();
  }

  /** Does what the server does when Redis is left, and when it is in use again. */
  public void changed(StateChange change) {
    if (change.from() == CacheState.REDIS) {
      redis.shared().left();
    } else if (change.to() == CacheState.REDIS) {
      redis.shared().joined();
    }
  }

  @Override
  public void close() {
    redis.close();
  }
}
