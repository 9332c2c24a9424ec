package dev.homeroom.cache.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.memory.TestValues;
import dev.homeroom.cache.redis.TestRedis;
import dev.homeroom.cache.spi.CommandCall;
import dev.homeroom.cache.spi.CommandTier;
import dev.homeroom.cache.spi.CommandTier.KeyPage;
import dev.homeroom.cache.spi.CommandVerb;
import dev.homeroom.testkit.ManualTime;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.testkit.RespClient;
import dev.homeroom.testkit.RespClient.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Random patterns on random keys: all pages of a scan together have the keys that a plain Redis
 * finds, in memory and through our Redis. {@code -Dcommands.seed} chooses others.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScanPatternsTest {
  private static final int ROUNDS = 100;
  private static final int KEYS = 40;
  private static final int PATTERNS = 40;

  /** Few, so that patterns match; Aa and BB have one hash. */
  private static final String[] PARTS = {
    "a", "b", "c", "-", "*", "?", "[", "]", "^", "\\", "ü", "ab", "Aa", "BB", "[a-c]", "[^a]",
    "[c-a]", "[", "*"
  };

  private final RedisServer redis = new RedisServer();
  private RespClient client;
  private TestRedis instance;

  @BeforeAll
  void start() {
    redis.start();
    client = redis.connect();
    instance = new TestRedis.Plan(redis.url()).build().connected();
  }

  @AfterAll
  void stop() {
    instance.close();
    client.close();
    redis.close();
  }

  @Test
  void randomPatterns_findWhatPlainRedisFinds() {
    long seed = Long.getLong("commands.seed", System.nanoTime());
    int found = 0;
    for (int round = 0; round < ROUNDS; round++) {
      found += round(seed + round);
    }
    assertThat(found).as("keys that were found at all").isGreaterThan(ROUNDS * PATTERNS);
  }

  private int round(long seed) {
    Random random = new Random(seed);
    client.call("FLUSHALL");
    MemoryCommands memory = new MemoryCommands(TestValues.shipped(), new ManualTime());
    for (int i = 0; i < KEYS; i++) {
      String key = text(random, 6);
      set(key, memory);
      set(key.replace("Aa", "BB"), memory);
    }
    int found = 0;
    for (int i = 0; i < PATTERNS; i++) {
      String pattern = text(random, 5);
      int count = 1 + random.nextInt(20);
      Set<String> expected = ofPlainRedis(pattern, count);
      assertThat(all(memory, pattern, count))
          .as("memory, seed %s, pattern %s", seed, pattern)
          .isEqualTo(expected);
      assertThat(all(instance.commands(), pattern, count))
          .as("Redis, seed %s, pattern %s", seed, pattern)
          .isEqualTo(expected);
      found += expected.size();
    }
    return found;
  }

  private void set(String key, MemoryCommands memory) {
    CommandCall set = CommandCall.of(CommandVerb.SET, key, new byte[] {'v'});
    memory.run(set);
    instance.commands().run(List.of(set));
    client.call("SET", "plain:" + key, "v");
  }

  private static String text(Random random, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(most); i > 0; i--) {
      text.append(PARTS[random.nextInt(PARTS.length)]);
    }
    return text.toString();
  }

  private static Set<String> all(CommandTier tier, String pattern, int count) {
    Set<String> all = new TreeSet<>();
    String cursor = "0";
    do {
      KeyPage page = tier.scan(cursor, pattern, count);
      all.addAll(page.keys());
      cursor = page.cursor();
    } while (!cursor.equals("0"));
    return all;
  }

  private Set<String> ofPlainRedis(String pattern, int count) {
    Set<String> all = new TreeSet<>();
    String cursor = "0";
    do {
      Reply page =
          client.call(
              "SCAN", cursor, "MATCH", "plain:" + pattern, "COUNT", Integer.toString(count));
      cursor = page.list().get(0).text();
      for (Reply name : page.list().get(1).list()) {
        byte[] bytes = name.latin1().getBytes(StandardCharsets.ISO_8859_1);
        all.add(new String(bytes, StandardCharsets.UTF_8).substring("plain:".length()));
      }
    } while (!cursor.equals("0"));
    return all;
  }
}
