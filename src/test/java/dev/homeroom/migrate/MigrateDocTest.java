package dev.homeroom.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheCommands;
import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.commands.TestCommands;
import dev.homeroom.cache.failover.TestFailover;
import dev.homeroom.testkit.MemoryTiers;
import dev.homeroom.testkit.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The code of {@code docs/migrate.md} is the code of this package, and does on a real Redis, and
 * without it, what the page says.
 */
class MigrateDocTest {
  private static final Path PAGE = Path.of("docs/migrate.md");
  private static final Path CODE = Path.of("src/test/java/dev/homeroom/migrate");
  private static final Set<String> NOT_SHOWN = Set.of("MigrateDocTest.java", "package-info.java");
  private static final Pattern BLOCK =
      Pattern.compile("```java (\\w+\\.java)\\n(.*?)\\n```", Pattern.DOTALL);
  private static final String PREFIX = "homeroom:";

  private final RedisServer redis = RedisServer.started();
  private TestCommands instance;
  private CacheCommands<String> commands;

  @BeforeEach
  void start() {
    instance = new TestCommands(redis.url(), TestFailover.PATIENCE);
    commands = instance.texts();
  }

  @AfterEach
  void stop() {
    instance.close();
    redis.close();
  }

  @Test
  void page_showsTheCode_andAllOfIt() throws IOException {
    Map<String, String> shown = new TreeMap<>();
    Matcher blocks = BLOCK.matcher(Files.readString(PAGE));
    while (blocks.find()) {
      assertThat(shown.put(blocks.group(1), blocks.group(2))).isNull();
    }
    Map<String, String> code = new TreeMap<>();
    try (Stream<Path> files = Files.list(CODE)) {
      for (Path file : files.toList()) {
        if (!NOT_SHOWN.contains(file.getFileName().toString())) {
          code.put(file.getFileName().toString(), withoutImports(file));
        }
      }
    }
    assertThat(code).hasSize(6);
    assertThat(shown).isEqualTo(code);
  }

  private static String withoutImports(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> !line.startsWith("import ") && !line.startsWith("package "))
        .collect(Collectors.joining("\n"))
        .strip();
  }

  @Test
  void keyOfTheHandler_isTheOldKey_ofASchool() {
    CacheKey<OrderRow> key = FromAHandler.key("3", "7");
    assertThat(key.text()).isEqualTo("s3:customer_orders_7");
    FromAHandler handler = new FromAHandler();
    handler.management = instance.management();
    assertThat(handler.isRedisAvailable()).isTrue();
  }

  @Test
  void wrap_makesOnce_andItsStatsAreKnown() {
    FromWrap cache = new FromWrap(commands, instance.management());
    OrderRow row = new OrderRow("Ada", 2);
    String key = FromWrap.workflow("loc1", "wf1");
    AtomicInteger made = new AtomicInteger();
    for (int i = 0; i < 2; i++) {
      assertThat(
              cache.wrap(
                  key,
                  () -> {
                    made.incrementAndGet();
                    return row;
                  }))
          .isEqualTo(row);
    }
    assertThat(made).hasValue(1);
    cache.set(key, row);
    assertThat(cache.get(key)).isEqualTo(row);
    assertThat(commands.ttlSeconds(key)).isBetween(290L, 300L);
    assertThat(cache.exists(key)).isTrue();
    assertThat(cache.stats().type()).isEqualTo(Source.REDIS);
    assertThat(cache.flush(PREFIX)).isOne();
    assertThat(cache.del(key)).isZero();
  }

  @Test
  void getOrSet_andItsFriends_inBothTiers() {
    FromGetOrSet cache = new FromGetOrSet();
    cache.cacheService = commands;
    cache.management = instance.management();
    for (boolean away : new boolean[] {false, true}) {
      if (away) {
        instance.management().switchToMemory("a test");
      }
      cache.set("user:123", "Ada");
      assertThat(cache.get("user:123")).isEqualTo("Ada");
      assertThat(commands.ttlSeconds("user:123")).isBetween(3_590L, 3_600L);
      assertThat(cache.has("user:123")).isTrue();
      assertThat(cache.getOrSet("user:123", () -> "not made")).isEqualTo("Ada");
      assertThat(cache.delete("user:123")).isTrue();
      assertThat(cache.delete("user:123")).isFalse();
      assertThat(cache.stats().connected()).isEqualTo(!away);
    }
  }

  @Test
  void manager_answersAsItsOwnerWants_inBothTiers() {
    List<@Nullable Object> logged = new ArrayList<>();
    FromAManager manager =
        new FromAManager() {
          @Override
          void log(@Nullable Object... values) {
            logged.addAll(Arrays.asList(values));
          }
        };
    manager.cache = commands;
    manager.manager = instance.management();
    manager.memory = MemoryTiers.of(10);
    for (int tier = 0; tier < 2; tier++) {
      logged.clear();
      manager.basic();
      manager.hashes();
      manager.batches();
      manager.numbers();
      assertThat(logged)
          .containsExactly(
              "value",
              1L,
              true,
              60L,
              1L,
              true,
              "value",
              true,
              1L,
              Arrays.asList("value1", "value2", null),
              1L,
              6L,
              5L,
              3L);
      commands.delete("count");
      instance.management().switchToMemory("a test");
    }
    logged.clear();
    manager.management(PREFIX);
    assertThat(logged).hasSize(7).startsWith(0L, Source.MEMORY).endsWith(true);
  }

  @Test
  void breakers_answerAsTheirOwnerWants_inBothTiers() {
    FromBreakers service = new FromBreakers();
    service.redisService = commands;
    service.management = instance.management();
    service.memory = MemoryTiers.of(10);
    for (int tier = 0; tier < 2; tier++) {
      assertThat(service.basic()).isEqualTo("value");
      assertThat(service.batches()).containsExactly("value1", "value2");
      assertThat(service.hashes()).isEqualTo("value");
      assertThat(service.lists()).containsExactly("item2", "item1");
      assertThat(service.fallback()).isEqualTo("0 0");
      if (tier == 0) {
        assertThat(service.health()).startsWith("true ");
        assertThat(service.stats().connected()).isTrue();
        assertThat(service.metrics()).isNotNull();
        instance.management().switchToMemory("a test");
      }
    }
  }
}
