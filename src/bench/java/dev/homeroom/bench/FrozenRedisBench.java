package dev.homeroom.bench;

import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.readthrough.ShippedCache;
import dev.homeroom.testkit.RedisServer;
import java.time.Duration;
import java.util.List;

/**
 * 16 threads ask for 1,000 warm keys that live 5 s, while Redis is frozen for 6 s: entries that are
 * refreshed early, and entries that end and are loaded while callers wait. Prints a row a phase;
 * ends with 1 if a call over 50 ms was neither loading nor asking for a cold key.
 */
final class FrozenRedisBench {
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration FROZEN = Duration.ofSeconds(6);
  private static final Duration BESIDE = Duration.ofSeconds(8);

  private FrozenRedisBench() {}

  public static void main(String[] args) throws Exception {
    int bad = 0;
    for (DataClass dataClass : List.of(DataClass.SHARED, DataClass.AUTHZ)) {
      List<CallPhase> phases = run(dataClass);
      System.out.println(dataClass == DataClass.SHARED ? "Refreshed early:" : "Never refreshed:");
      for (CallPhase phase : phases) {
        System.out.println(phase.line());
        bad += phase.bad();
      }
    }
    System.out.println(
        bad == 0
            ? "No call failed or took over 50 ms but those that were loading or cold."
            : bad + " calls failed, or took over 50 ms and were neither loading nor cold.");
    System.exit(bad == 0 ? 0 : 1);
  }

  private static List<CallPhase> run(DataClass dataClass) throws Exception {
    try (RedisServer redis = RedisServer.started();
        ShippedCache cache = new ShippedCache(redis.url())) {
      SlowCalls calls = new SlowCalls(cache.service(), dataClass);
      calls.during("warm-up", WARM_UP, () -> {});
      calls.during("all is well", BESIDE, () -> {});
      calls.during("frozen", FROZEN, redis::freeze);
      boolean noticed = cache.state() != CacheState.REDIS;
      calls.during("thawed", BESIDE, redis::thaw);
      List<CallPhase> phases = calls.end();
      if (!noticed) {
        throw new IllegalStateException("nothing noticed that Redis was frozen");
      }
      cache.awaitRedis();
      return phases;
    }
  }
}
