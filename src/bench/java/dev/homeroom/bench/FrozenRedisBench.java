package dev.homeroom.bench;

import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.readthrough.ShippedCache;
import dev.homeroom.testkit.RedisServer;
import java.time.Duration;
import java.util.List;

/**
 * 16 threads ask for 1,000 warm keys, while Redis is frozen for 6 s: keys of 5 s that are refreshed
 * early, keys of 5 s that end and are loaded while callers wait, and keys of an hour that are due
 * to be compared with Redis meanwhile. Prints a row a phase; ends with 1 if a call failed, or took
 * over 50 ms and was neither loading nor asking for a cold key.
 */
final class FrozenRedisBench {
  private static final Duration FROZEN = Duration.ofSeconds(6);
  private static final Duration BESIDE = Duration.ofSeconds(8);

  private static final List<Keys> ALL =
      List.of(
          new Keys("5 s, refreshed early", DataClass.SHARED, 5, 10),
          new Keys("5 s, never refreshed", DataClass.AUTHZ, 5, 10),
          // Near copies are compared after 30 s.
          new Keys("an hour, compared meanwhile", DataClass.SHARED, 3_600, 20));

  private FrozenRedisBench() {}

  private record Keys(String title, DataClass dataClass, int ttlSeconds, int warmUpSeconds) {}

  public static void main(String[] args) throws Exception {
    int bad = 0;
    for (Keys keys : ALL) {
      List<CallPhase> phases = run(keys);
      System.out.println("Keys of " + keys.title() + ":");
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

  private static List<CallPhase> run(Keys keys) throws Exception {
    try (RedisServer redis = RedisServer.started();
        ShippedCache cache = new ShippedCache(redis.url())) {
      Duration ttl = Duration.ofSeconds(keys.ttlSeconds());
      SlowCalls calls = new SlowCalls(cache.service(), new ReportKeys(keys.dataClass(), ttl));
      calls.during("warm-up", Duration.ofSeconds(keys.warmUpSeconds()), () -> {});
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
