package dev.homeroom.cache.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.spi.CommandCall;
import dev.homeroom.cache.spi.CommandRefusal;
import dev.homeroom.cache.spi.CommandTier;
import dev.homeroom.cache.spi.CommandVerb;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.testkit.RespClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Compares a tier with a plain Redis: sequences of random commands, each reply, and what is there
 * at the end. {@code -Dcommands.sequences} and {@code -Dcommands.seed} choose others.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CommandTiersContract {
  private static final int SEQUENCES = Integer.getInteger("commands.sequences", 1_000);
  private static final int COMMANDS = 100;

  /** The slack of times to live: the tiers are asked one after the other. */
  private static final long SLACK_MILLIS = 40_000;

  private final RedisServer redis = new RedisServer();
  private RespClient client;
  private final Map<String, Integer> counts = new TreeMap<>();

  @BeforeAll
  void start() {
    redis.start();
    client = redis.connect();
  }

  @AfterAll
  void stop() {
    client.close();
    redis.close();
  }

  RedisServer redis() {
    return redis;
  }

  /** Returns the tier with no keys in it. */
  abstract CommandTier empty();

  /** Lets time pass for the tier's keys. */
  abstract void pass(Duration time);

  @Test
  void randomCommands_answerAsPlainRedisDoes() {
    long seed = Long.getLong("commands.seed", System.nanoTime());
    IntStream.range(0, SEQUENCES).forEach(i -> sequence(seed + i));
    System.out.println(getClass().getSimpleName() + " from seed " + seed + ": " + counts);
    int least = SEQUENCES;
    assertThat(counts).hasSizeGreaterThanOrEqualTo(CommandVerb.values().length + 6);
    assertThat(counts.values()).as("%s", counts).allMatch(count -> count >= least);
  }

  /** A key that a command makes has its time to live at once, and keeps it. */
  @Test
  void madeKeys_liveAsLongAsIsSaid_andNoCommandChangesThat() {
    for (CommandVerb verb : CommandVerb.values()) {
      if (verb.isCreating()) {
        CommandTier tier = empty();
        client.call("FLUSHALL");
        CommandCall call = making(verb);
        tier.run(List.of(call.living(1_000_000)));
        assertThat(ttl(tier)).as("%s", verb).isBetween(1_000_000 - SLACK_MILLIS, 1_000_000L);
        pass(Duration.ofSeconds(500));
        tier.run(List.of(call.living(1_000_000)));
        tier.run(List.of(call));
        assertThat(ttl(tier)).as("%s", verb).isBetween(500_000 - SLACK_MILLIS, 500_000L);
      }
    }
  }

  private static CommandCall making(CommandVerb verb) {
    return switch (verb) {
      case HSET, HINCRBY -> CommandCall.of(verb, "a", new byte[] {'f'}, WholeNumber.text(1));
      default -> CommandCall.of(verb, "a", WholeNumber.text(1));
    };
  }

  private static Long ttl(CommandTier tier) {
    return (Long) tier.run(List.of(CommandCall.of(CommandVerb.PTTL, "a"))).get(0);
  }

  private void sequence(long seed) {
    RandomCalls calls = new RandomCalls(seed);
    PlainRedis plain = new PlainRedis(client, "plain:");
    CommandTier tier = empty();
    client.call("FLUSHALL");
    List<String> done = new ArrayList<>();
    for (int i = 0; i < COMMANDS; i++) {
      Duration pause = calls.pause();
      if (!pause.isZero()) {
        pass(pause);
        plain.pass(pause, RandomCalls.keys());
        done.add("(" + pause + ")");
      }
      compare(calls.next(), tier, plain, seed, done);
    }
    for (String key : RandomCalls.keys()) {
      for (CommandCall call : state(key)) {
        compare(call, tier, plain, seed, done);
      }
    }
  }

  private static List<CommandCall> state(String key) {
    return List.of(
        CommandCall.of(CommandVerb.PTTL, key),
        CommandCall.of(CommandVerb.GET, key),
        CommandCall.of(CommandVerb.HGETALL, key),
        CommandCall.of(CommandVerb.LRANGE, key, WholeNumber.text(0), WholeNumber.text(-1)));
  }

  private void compare(
      CommandCall call, CommandTier tier, PlainRedis plain, long seed, List<String> done) {
    done.add(call.verb() + " " + call.keys() + " " + latin1(call.arguments()) + call.ttlMillis());
    Object here = latin1(reply(call, tier, done.size() % 2 == 0));
    Object there = plain.reply(call);
    count(call, there);
    if (call.verb() == CommandVerb.PTTL && here instanceof Long left && left > 0) {
      assertThat((Long) there).as("seed %s: %s", seed, done).isCloseTo(left, within());
    } else {
      assertThat(comparable(call, here))
          .as("seed %s: %s", seed, done)
          .isEqualTo(comparable(call, there));
    }
  }

  /** Returns the reply to a command, or to a GET the reply of the shorter way. */
  private static @Nullable Object reply(CommandCall call, CommandTier tier, boolean shorter) {
    return shorter && call.verb() == CommandVerb.GET
        ? tier.get(call.key())
        : tier.run(List.of(call)).get(0);
  }

  private static Offset<Long> within() {
    return Offset.offset(SLACK_MILLIS);
  }

  private void count(CommandCall call, @Nullable Object reply) {
    counts.merge(call.verb().name(), 1, Integer::sum);
    if (reply instanceof CommandRefusal refusal) {
      counts.merge(refusal.message(), 1, Integer::sum);
    }
  }

  /** A hash has no order. */
  private static @Nullable Object comparable(CommandCall call, @Nullable Object reply) {
    if (call.verb() != CommandVerb.HGETALL || !(reply instanceof List<?> all)) {
      return reply;
    }
    Set<String> pairs = new LinkedHashSet<>();
    for (int i = 0; i < all.size(); i += 2) {
      pairs.add(all.get(i) + "=" + all.get(i + 1));
    }
    return pairs;
  }

  private static @Nullable Object latin1(@Nullable Object reply) {
    if (reply instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
    if (reply instanceof List<?> all) {
      List<@Nullable Object> texts = new ArrayList<>();
      all.forEach(one -> texts.add(latin1(one)));
      return texts;
    }
    return reply;
  }
}
