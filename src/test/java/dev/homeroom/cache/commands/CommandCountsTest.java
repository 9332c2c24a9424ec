package dev.homeroom.cache.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheCommands;
import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.CircuitFigures;
import dev.homeroom.cache.CircuitFigures.OperationCalls;
import dev.homeroom.cache.commands.StandInRedis.Fault;
import dev.homeroom.cache.entry.JsonFormat;
import dev.homeroom.cache.memory.TestValues;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.CommandCall;
import dev.homeroom.cache.spi.CommandVerb;
import dev.homeroom.cache.spi.TierFailure;
import dev.homeroom.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.Test;

/** Each command is counted once by who answered it, and as an operation of the cache. */
class CommandCountsTest {
  private final Map<String, Integer> operations = new TreeMap<>();
  private final CommandCounts counts =
      new CommandCounts(
          new CacheRecorder() {
            @Override
            public OperationCounter operations(String resource) {
              return (tier, operation) ->
                  operations.merge(
                      (resource + " " + tier + " " + operation).toLowerCase(Locale.ROOT),
                      1,
                      Integer::sum);
            }
          });
  private final ManualTime time = ManualTime.standing();
  private final StandInRedis redis = new StandInRedis(time);
  private final CacheCommands<String> commands =
      new TypedCommands<>(
          new FailoverCommands(
              redis,
              new CountedRedis(redis, counts),
              new MemoryCommands(TestValues.shipped(), time, counts),
              new ChangeNotes(new Journal(10, 10_000), new RecentDeletes()),
              new ReentrantReadWriteLock()),
          ValueCodec.TEXTS,
          new TypedCommands.Rules(0, Duration.ofSeconds(2), new JsonFormat()));

  @Test
  void commands_areCountedByWhoAnswered_eachAndTogether() {
    commands.set("key", "value");
    commands.get("key");
    commands.pipelined(
        all -> {
          all.get("key");
          all.incr("key");
        });
    redis.fault = Fault.BEFORE;
    commands.get("key");
    redis.fault = Fault.NONE;
    redis.closed = false;
    commands.get("key");
    commands.incr("count");
    commands.scan("0", "*", 10);

    CircuitFigures figures = counts.figures(CacheState.DEGRADED);
    assertThat(figures.operations())
        .containsOnly(
            Map.entry("redis-set", new OperationCalls(1, 0, 1, 0, 0, 0)),
            Map.entry("redis-get", new OperationCalls(4, 1, 2, 1, 0, 2)),
            Map.entry("redis-incrby", new OperationCalls(2, 0, 1, 1, 0, 1)),
            Map.entry("redis-scan", new OperationCalls(1, 0, 0, 1, 0, 1)));
    assertThat(figures.all()).isEqualTo(new OperationCalls(8, 1, 4, 3, 0, 4));
  }

  @Test
  void keyThatMemoryAnswersForWhileRedisIsInUse_isRejected() {
    redis.fault = Fault.BEFORE;
    commands.set("key", "value");
    redis.fault = Fault.NONE;

    assertThat(commands.get("key")).isEqualTo("value");

    assertThat(counts.figures(CacheState.REDIS).operations())
        .containsEntry("redis-get", new OperationCalls(1, 0, 0, 1, 0, 1));
  }

  @Test
  void lateAnswer_isATimeout_andACallThatIsNotSentIsNoFailure() {
    List<CommandCall> get = List.of(CommandCall.of(CommandVerb.GET, "key"));
    counts.failed(get, TierFailure.LATE);
    counts.failed(get, TierFailure.counted("something else"));
    counts.failed(get, TierFailure.NOT_IN_USE);

    assertThat(counts.figures(CacheState.REDIS).operations())
        .containsOnly(Map.entry("redis-get", new OperationCalls(2, 2, 0, 0, 1, 0)));
  }

  @Test
  void state_isThatOfABreaker() {
    Map<CacheState, String> words = new TreeMap<>();
    for (CacheState state : CacheState.values()) {
      words.put(state, String.valueOf(counts.figures(state).state()));
    }
    assertThat(words)
        .isEqualTo(
            Map.of(
                CacheState.NOT_CONFIGURED, "null",
                CacheState.REDIS, "closed",
                CacheState.DEGRADED, "open",
                CacheState.RECOVERING, "half-open",
                CacheState.FORCED_MEMORY, "open"));
  }

  @Test
  void withoutARedis_nothingIsAFallback() {
    redis.closed = false;
    commands.get("key");

    CircuitFigures figures = counts.figures(CacheState.NOT_CONFIGURED);

    assertThat(figures.all()).isEqualTo(new OperationCalls(0, 0, 0, 0, 0, 0));
    assertThat(figures.operations()).isEmpty();
  }

  @Test
  void commands_areOperationsOfTheCache_byTier() {
    commands.set("key", "value");
    commands.mget(List.of("key", "none"));
    commands.hset("hash", "field", "value");
    commands.hget("hash", "other");
    commands.hgetAll("hash");
    commands.lpop("none");
    commands.delete("key", "hash", "none");
    redis.fault = Fault.BEFORE;
    commands.get("key");
    redis.closed = false;
    commands.rpush("list", List.of("a", "b"));
    commands.rpop("list");
    commands.lrange("none", 0, -1);
    commands.exists("list");

    assertThat(operations)
        .isEqualTo(
            Map.of(
                "commands redis set", 2,
                "commands redis hit", 2,
                "commands redis miss", 2,
                "commands redis delete", 2,
                "commands redis error", 1,
                "commands memory miss", 2,
                "commands memory set", 1,
                "commands memory delete", 1));
  }

  @Test
  void refusal_isAnswered_butNoOperation() {
    commands.set("key", "text");
    operations.clear();

    assertThat(commands.pipelined(all -> all.incr("key"))).hasSize(1);

    assertThat(operations).isEmpty();
    assertThat(counts.figures(CacheState.REDIS).operations().get("redis-incrby"))
        .isEqualTo(new OperationCalls(1, 0, 1, 0, 0, 0));
  }
}
