package dev.homeroom.cache.redis;

import dev.homeroom.cache.spi.CommandReplay;
import dev.homeroom.cache.spi.CommandTier.KeyPage;
import dev.homeroom.cache.spi.TierFailure.Weight;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisDataException;

/** Replays memory's changes in Redis, in batches that fit into the time of an operation. */
final class RedisReplay implements CommandReplay {
  private static final int BATCH = 500;
  private static final byte[] NX = {'N', 'X'};

  private final Redis redis;
  private final KeySpace keys;

  RedisReplay(Redis redis, KeySpace keys) {
    this.redis = redis;
    this.keys = keys;
  }

  @Override
  public void settle() {
    redis.askInRecovery(Commands.ping());
  }

  @Override
  public void delete(Collection<String> gone) {
    List<String> all = List.copyOf(gone);
    for (int from = 0; from < all.size(); from += BATCH) {
      List<String> some = all.subList(from, Math.min(from + BATCH, all.size()));
      redis.askInRecovery(Commands.unlink(some.stream().map(keys::ofCommand).toList()));
    }
  }

  @Override
  public void raise(Collection<Difference> differences) {
    if (!differences.isEmpty()) {
      redis.askInRecovery(raising(List.copyOf(differences)));
    }
  }

  /** Raises counters, each in a transaction of its own; never sent twice. */
  private Command<Boolean> raising(List<Difference> differences) {
    List<CommandArguments> frames = new ArrayList<>();
    differences.forEach(difference -> frames.addAll(frames(difference)));
    return new Command<>(
        "incrby",
        false,
        0,
        connection -> {
          frames.forEach(connection::sendCommand);
          requireServed(replies(connection, frames.size()));
          return true;
        });
  }

  private List<CommandArguments> frames(Difference difference) {
    byte[] key = keys.ofCommand(difference.key());
    List<CommandArguments> frames = new ArrayList<>();
    frames.add(new CommandArguments(Protocol.Command.MULTI));
    frames.add(
        new CommandArguments(Protocol.Command.INCRBY)
            .add(key)
            .add(Long.toString(difference.by()).getBytes(StandardCharsets.US_ASCII)));
    if (difference.expiresAtMillis() != Long.MAX_VALUE) {
      frames.add(
          new CommandArguments(Protocol.Command.PEXPIREAT)
              .add(key)
              .add(difference.expiresAtMillis())
              .add(NX));
    }
    frames.add(new CommandArguments(Protocol.Command.EXEC));
    return frames;
  }

  /** Reads all replies, whatever they are: one that is left would be the next command's. */
  private static List<@Nullable Object> replies(RedisConnection connection, int count) {
    List<@Nullable Object> replies = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      replies.add(connection.receive(new ReplyLimit(2, CommandLimits.WORD_BYTES)));
    }
    return replies;
  }

  /**
   * Throws an error by which Redis serves nobody. A value that is no counter any more, a sum that
   * overflows, or a missing right concerns this counter alone: it is not raised.
   */
  private static void requireServed(List<@Nullable Object> replies) {
    // EXEC alone answers with a list.
    boolean someRan = replies.stream().anyMatch(List.class::isInstance);
    for (Object reply : replies) {
      if (reply instanceof JedisDataException error
          && ErrorReplies.sorted(String.valueOf(error.getMessage())).weight() != Weight.MISS) {
        throw someRan ? new PartlyRefusedException(error) : error;
      }
    }
  }

  @Override
  public void deleteAll(String prefix) {
    String pattern = KeySpace.escaped(prefix) + "*";
    String cursor = "0";
    do {
      KeyPage page = redis.askInRecovery(RedisCommandTier.scanning(keys, cursor, pattern, BATCH));
      delete(page.keys());
      cursor = page.cursor();
    } while (!cursor.equals("0"));
  }
}
