package dev.homeroom.bench;

import dev.homeroom.cache.CacheCommands;
import dev.homeroom.cache.commands.ShippedCommands;
import dev.homeroom.cache.redis.TestRedis;
import dev.homeroom.testkit.Fault;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.testkit.TcpProxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import redis.clients.jedis.Jedis;

/**
 * Commands in Redis against raw Jedis on the same address, in turn, on one thread: over loopback,
 * and with a round trip of 1 ms. Prints medians, a row a round.
 */
final class CommandsBench {
  private static final String VALUE = "x".repeat(100);
  private static final long TTL_MILLIS = 3_600_000;

  private CommandsBench() {}

  public static void main(String[] args) {
    try (RedisServer redis = RedisServer.started();
        TcpProxy far = TcpProxy.forRedis(redis.port())) {
      far.add(Fault.delay(Duration.ofMillis(1), Duration.ZERO, 1).exceptListener());
      measure("loopback", redis.port(), 10_000);
      measure("1 ms", far.port(), 1_000);
    }
  }

  private static void measure(String what, int port, int calls) {
    try (TestRedis ours = new TestRedis.Plan("redis://127.0.0.1:" + port).build().connected();
        Jedis jedis = new Jedis("127.0.0.1", port)) {
      CacheCommands<String> commands = ShippedCommands.over(ours.commands());
      for (int round = 0; round <= 3; round++) {
        String name = round == 0 ? what + ", warm-up" : what + ", round " + round;
        compare(name + ", get", calls, () -> jedis.get("raw:key"), () -> commands.get("key"));
        compare(
            name + ", set",
            calls,
            () -> jedis.psetex("raw:key", TTL_MILLIS, VALUE),
            () -> commands.set("key", VALUE, Duration.ofMillis(TTL_MILLIS)));
        compare(name + ", incr", calls, () -> jedis.incr("raw:count"), () -> commands.incr("count"));
      }
    }
  }

  private static void compare(String what, int calls, Runnable raw, Runnable ours) {
    long[] rawNanos = new long[calls];
    long[] nanos = new long[calls];
    for (int i = 0; i < calls; i++) {
      rawNanos[i] = timed(raw);
      nanos[i] = timed(ours);
    }
    double one = median(rawNanos) / 1e3;
    double other = median(nanos) / 1e3;
    System.out.printf(
        Locale.ROOT,
        "commands, %s: raw Jedis %.1f us, ours %.1f us; ours/raw %.3f%n",
        what,
        one,
        other,
        other / one);
  }

  private static long timed(Runnable call) {
    long begun = System.nanoTime();
    call.run();
    return System.nanoTime() - begun;
  }

  private static long median(long[] nanos) {
    Arrays.sort(nanos);
    return nanos[nanos.length / 2];
  }
}
