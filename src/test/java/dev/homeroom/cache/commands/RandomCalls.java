package dev.homeroom.cache.commands;

import dev.homeroom.cache.spi.CommandCall;
import dev.homeroom.cache.spi.CommandVerb;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes commands at random, on few keys, so that each type meets each command. */
final class RandomCalls {
  private static final CommandVerb[] VERBS = CommandVerb.values();
  private static final List<String> NAMES = List.of("a", "b:*", "ü[ß]\\", "k\r\nd");
  private static final List<Long> NUMBERS =
      List.of(0L, 1L, -1L, 7L, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 1, -3L, 2L);
  private static final List<Long> PLACES = List.of(0L, 1L, -1L, -2L, 2L, 100L, -100L, 5L);

  /** No numbers for Redis, though some are for Java. */
  private static final List<String> NO_NUMBERS =
      List.of("", "+1", "01", "-0", " 1", "1 ", "1.0", "9223372036854775808", "x", "1e3", "-");

  private final Random random;
  private final Queue<CommandCall> plan = new ArrayDeque<>();

  RandomCalls(long seed) {
    random = new Random(seed);
  }

  /** Returns a time that passes now: mostly none. */
  Duration pause() {
    return random.nextInt(20) == 0
        ? Duration.ofSeconds(List.of(50L, 550L, 5_550L).get(random.nextInt(3)))
        : Duration.ZERO;
  }

  CommandCall next() {
    CommandCall planned = plan.poll();
    if (planned != null) {
      return planned;
    }
    String key = key();
    switch (random.nextInt(50)) {
      case 0 -> plan(key, CommandVerb.HSET, new byte[][] {word(), noNumber()});
      case 1 -> plan(key, CommandVerb.HSET, new byte[][] {word(), text(Long.MIN_VALUE)});
      case 2 -> plan(key, CommandVerb.SET, new byte[][] {text(Long.MAX_VALUE)});
      case 3 -> plan(key, CommandVerb.PEXPIRE, new byte[][] {text(Long.MAX_VALUE)});
      default -> {}
    }
    return random();
  }

  /** Plans what leads to a refusal that is rare by chance. */
  private void plan(String key, CommandVerb verb, byte[][] words) {
    plan.add(CommandCall.of(CommandVerb.DEL, key));
    plan.add(CommandCall.of(verb, key, words));
    switch (verb) {
      case HSET -> plan.add(CommandCall.of(CommandVerb.HINCRBY, key, words[0], text(-1)));
      case SET -> plan.add(CommandCall.of(CommandVerb.INCRBY, key, text(1)));
      default -> {}
    }
  }

  private CommandCall random() {
    CommandVerb verb = VERBS[random.nextInt(VERBS.length)];
    return switch (verb) {
      case GET, PTTL, HGETALL, LPOP, RPOP, LLEN -> CommandCall.of(verb, key());
      case MGET, DEL, EXISTS -> CommandCall.of(verb, several(this::key, verb == CommandVerb.DEL));
      case SET -> CommandCall.of(verb, key(), value()).living(ttl());
      case PEXPIRE -> CommandCall.of(verb, key(), text(expiry()));
      case INCRBY -> CommandCall.of(verb, key(), number());
      case HGET, HEXISTS -> CommandCall.of(verb, key(), field());
      case HDEL -> call(verb, several(this::field, false));
      case HSET ->
          call(
              verb,
              several(() -> List.of(field(), value()), false).stream()
                  .flatMap(List::stream)
                  .toList());
      case HINCRBY -> CommandCall.of(verb, key(), field(), number());
      case LPUSH, RPUSH -> call(verb, several(this::value, false));
      case LRANGE -> CommandCall.of(verb, key(), place(), place());
    };
  }

  private CommandCall call(CommandVerb verb, List<byte[]> words) {
    return new CommandCall(verb, List.of(key()), words, 0);
  }

  private <T> List<T> several(Supplier<T> one, boolean few) {
    return Stream.generate(one).limit(few ? 1 : 1 + random.nextInt(3)).toList();
  }

  private String key() {
    return NAMES.get(random.nextInt(NAMES.size()));
  }

  /** Milliseconds; 0 is none. Far from one another, so that no second of the test's own counts. */
  private long ttl() {
    return List.of(0L, 0L, -5L, 100_000L, 1_000_000L, 10_000_000L, -5L, Long.MAX_VALUE - 5)
        .get(random.nextInt(8));
  }

  private long expiry() {
    return List.of(100_000L, 1_000_000L, 10_000_000L, 0L, -5L, Long.MAX_VALUE, Long.MIN_VALUE)
        .get(random.nextInt(7));
  }

  private byte[] field() {
    return random.nextInt(4) == 0 ? new byte[] {0, -1, (byte) random.nextInt(3)} : word();
  }

  private byte[] word() {
    return List.of("f", "g", "ü").get(random.nextInt(3)).getBytes(StandardCharsets.UTF_8);
  }

  private byte[] value() {
    return switch (random.nextInt(6)) {
      case 0 -> new byte[0];
      case 1 -> bytes();
      case 2 -> noNumber();
      default -> text(NUMBERS.get(random.nextInt(NUMBERS.size())));
    };
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(300)];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] noNumber() {
    return NO_NUMBERS.get(random.nextInt(NO_NUMBERS.size())).getBytes(StandardCharsets.UTF_8);
  }

  private byte[] number() {
    return random.nextInt(8) == 0 ? noNumber() : text(NUMBERS.get(random.nextInt(NUMBERS.size())));
  }

  private byte[] place() {
    return random.nextInt(12) == 0 ? noNumber() : text(PLACES.get(random.nextInt(PLACES.size())));
  }

  private static byte[] text(long number) {
    return Long.toString(number).getBytes(StandardCharsets.UTF_8);
  }

  /** Returns all keys that it uses. */
  static List<String> keys() {
    return new ArrayList<>(NAMES);
  }
}
