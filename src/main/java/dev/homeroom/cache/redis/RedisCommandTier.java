package dev.homeroom.cache.redis;

import dev.homeroom.cache.spi.CommandCall;
import dev.homeroom.cache.spi.CommandRefusal;
import dev.homeroom.cache.spi.CommandTier;
import dev.homeroom.cache.spi.TierFailedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The Redis-shaped commands in Redis itself, several in one round trip. Every method throws {@link
 * TierFailedException} if Redis is not in use, does not answer within 300 ms, or cannot serve one
 * of the commands (out of memory, read-only …).
 */
final class RedisCommandTier implements CommandTier {
  private static final CommandRefusal LONG_REPLY =
      new CommandRefusal(
          "ERR the reply has more than " + CommandLimits.TOTAL_BYTES + " bytes: ask for a part");

  private final Redis redis;
  private final KeySpace keys;

  RedisCommandTier(Redis redis, KeySpace keys) {
    this.redis = redis;
    this.keys = keys;
  }

  @Override
  public List<@Nullable Object> run(List<CommandCall> calls) {
    if (calls.isEmpty()) {
      return List.of();
    }
    List<CommandFrames> frames = calls.stream().map(call -> CommandFrames.of(call, keys)).toList();
    String name = calls.size() == 1 ? calls.get(0).verb().text() : "batch";
    boolean repeatable = calls.stream().allMatch(call -> call.verb().isRepeatable());
    try {
      return redis.ask(
          new Command<>(
              name, repeatable, bytes(calls), connection -> exchanged(connection, frames, calls)));
    } catch (TierFailedException e) {
      if (calls.size() == 1 && e.failure().equals(RedisFailure.LONG_REPLY)) {
        return List.of(LONG_REPLY);
      }
      throw e;
    }
  }

  private static int bytes(List<CommandCall> calls) {
    return calls.stream()
        .flatMap(call -> call.arguments().stream())
        .mapToInt(argument -> argument.length)
        .sum();
  }

  private static List<@Nullable Object> exchanged(
      RedisConnection connection, List<CommandFrames> frames, List<CommandCall> calls) {
    frames.forEach(frame -> frame.send(connection));
    List<@Nullable Object> replies = new ArrayList<>(frames.size());
    JedisDataException failed = null;
    boolean someRan = false;
    for (int i = 0; i < frames.size(); i++) {
      Object reply = CommandFrames.valueOf(frames.get(i).receive(connection));
      if (reply instanceof JedisDataException error) {
        failed = failed == null ? error : failed;
        someRan |= error instanceof PartlyRefusedException;
      } else {
        someRan |= calls.get(i).verb().isWrite() && !(reply instanceof CommandRefusal);
      }
      replies.add(reply);
    }
    if (failed != null) {
      throw someRan ? new PartlyRefusedException(failed) : failed;
    }
    return replies;
  }

  @Override
  public KeyPage scan(String cursor, String pattern, int count) {
    return redis.ask(scanning(keys, cursor, pattern, count));
  }

  /** Returns the command that reads a page of the keys of commands. */
  static Command<KeyPage> scanning(KeySpace keys, String cursor, String pattern, int count) {
    return KeyScan.page(keys.patternOfCommands(pattern), cursor, count, keys::commandOf);
  }
}
