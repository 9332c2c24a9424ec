package dev.homeroom.cache.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheCommands;
import dev.homeroom.cache.commands.StandInRedis.Fault;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Some keys of a batch live in memory: the others are one trip to Redis, not one each. */
class MixedBatchesTest {
  private static final int MANY = 200;

  private final StandInInstance instance = new StandInInstance(10_000, 8_000_000);
  private final StandInRedis redis = instance.redis;
  private final CacheCommands<String> commands = instance.commands;

  @BeforeEach
  void leaveEachThirdKeyInMemory() {
    Map<String, String> all = new TreeMap<>();
    IntStream.range(0, MANY).forEach(i -> all.put("key" + i, "redis"));
    commands.mset(all);
    redis.fault = Fault.BEFORE;
    for (int i = 0; i < MANY; i += 3) {
      commands.set("key" + i, "memory");
    }
    redis.fault = Fault.NONE;
    redis.trips.set(0);
  }

  private static List<String> keys() {
    return IntStream.range(0, MANY).mapToObj(i -> "key" + i).toList();
  }

  private static List<String> expected() {
    return IntStream.range(0, MANY).mapToObj(i -> i % 3 == 0 ? "memory" : "redis").toList();
  }

  @Test
  void mget_isOneTrip_inOrder() {
    assertThat(commands.mget(keys())).isEqualTo(expected());
    assertThat(redis.trips).hasValue(1);
  }

  @Test
  void pipeline_isOneTrip_eachKeyInItsOrder() {
    List<Object> replies =
        commands.pipelined(
            all -> {
              for (String key : keys()) {
                all.get(key);
                all.set(key, "1");
                all.incr(key);
                all.mget(List.of(key, "nothing"));
              }
            });

    for (int i = 0; i < MANY; i++) {
      assertThat(replies.get(4 * i)).isEqualTo(expected().get(i));
      assertThat(replies.get(4 * i + 1)).isNull();
      assertThat(replies.get(4 * i + 2)).isEqualTo(2L);
      assertThat(replies.get(4 * i + 3)).isEqualTo(Arrays.asList("2", null));
    }
    assertThat(redis.trips).hasValue(1);
  }

  @Test
  void delete_andExists_countAllOfThem() {
    String[] keys = keys().toArray(String[]::new);
    assertThat(commands.exists(keys)).isEqualTo(MANY);
    assertThat(commands.exists("key0", "key1", "key0", "key1", "nothing")).isEqualTo(4);
    assertThat(commands.delete(keys)).isEqualTo(MANY);
    assertThat(commands.exists(keys)).isZero();
    assertThat(redis.trips).hasValue(4);
  }

  @Test
  void mset_thatRedisDoesNotHear_isAllInMemory() {
    redis.fault = Fault.BEFORE;
    Map<String, String> all = new TreeMap<>();
    keys().forEach(key -> all.put(key, "new"));
    commands.mset(all);
    redis.fault = Fault.NONE;

    assertThat(commands.mget(keys())).containsOnly("new");
  }
}
