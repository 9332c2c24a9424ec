package dev.homeroom.cache.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The commands that Homeroom sends, each with the form of its reply. An ACL needs to allow these
 * commands and no others. Never KEYS, FLUSHALL, FLUSHDB.
 */
final class Commands {
  private static final byte[] OK = {'O', 'K'};
  private static final byte[] PONG = {'P', 'O', 'N', 'G'};

  private Commands() {}

  /**
   * Reads several keys in one round trip.
   *
   * @param most the most bytes of a value
   * @param tooLong gets the index of a value that is longer: the command fails then
   * @param read converts the values, in the order of their keys; may throw a {@link
   *     WrongReplyException}, which closes the connection
   */
  static <T> Command<T> mget(
      List<byte[]> keys,
      int expectedBytes,
      int most,
      IntConsumer tooLong,
      Function<List<byte @Nullable []>, T> read) {
    CommandArguments arguments = new CommandArguments(Protocol.Command.MGET).addObjects(keys);
    ReplyLimit limit = new ReplyLimit(keys.size(), most);
    return new Command<>(
        "mget",
        true,
        expectedBytes,
        connection -> {
          try {
            return read.apply(values(connection.ask(arguments, limit), keys.size()));
          } catch (LongReplyException e) {
            if (e.item() >= 0) {
              tooLong.accept(e.item());
            }
            throw e;
          }
        });
  }

  private static List<byte @Nullable []> values(@Nullable Object reply, int wanted) {
    if (!(reply instanceof List<?> found) || found.size() != wanted) {
      throw new WrongReplyException("MGET got no list of its length");
    }
    List<byte @Nullable []> values = new ArrayList<>(found.size());
    for (Object value : found) {
      if (value != null && !(value instanceof byte[])) {
        throw new WrongReplyException("MGET got something else than a value");
      }
      values.add((byte[]) value);
    }
    return values;
  }

  record SetCommand(CommandArguments arguments, int bytes) {
    static SetCommand of(byte[] key, byte[] value, long ttlMillis) {
      CommandArguments arguments =
          new CommandArguments(Protocol.Command.SET)
              .add(key)
              .add(value)
              .add(Protocol.Keyword.PX)
              .add(ttlMillis);
      return new SetCommand(arguments, value.length);
    }
  }

  /** Sets a key with a time to live; replaces a value of any type. */
  static Command<Boolean> set(byte[] key, byte[] value, long ttlMillis) {
    return setAll(List.of(SetCommand.of(key, value, ttlMillis)));
  }

  /** Sets several keys in one round trip; a failure may leave only some of them set. */
  static Command<Boolean> setAll(List<SetCommand> settings) {
    return new Command<>(
        "set",
        true,
        settings.stream().mapToInt(SetCommand::bytes).sum(),
        connection -> {
          settings.forEach(setting -> connection.sendCommand(setting.arguments()));
          connection.getMany(settings.size()).forEach(Commands::requireOk);
          return true;
        });
  }

  private static void requireOk(Object reply) {
    if (reply instanceof JedisDataException error) {
      throw error;
    }
    if (!(reply instanceof byte[] bytes) || !Arrays.equals(bytes, OK)) {
      throw new WrongReplyException("SET got no OK");
    }
  }

  static Command<Long> unlink(Collection<byte[]> keys) {
    return number("unlink", new CommandArguments(Protocol.Command.UNLINK).addObjects(keys));
  }

  /** Publishes a message; returns the number of listeners. It may be sent twice without harm. */
  static Command<Long> publish(byte[] channel, byte[] message) {
    return number(
        "publish", new CommandArguments(Protocol.Command.PUBLISH).add(channel).add(message));
  }

  static Command<Boolean> ping() {
    return small(
        "ping",
        connection -> {
          if (connection.executeCommand(new CommandArguments(Protocol.Command.PING))
                  instanceof byte[] reply
              && Arrays.equals(reply, PONG)) {
            return true;
          }
          throw new WrongReplyException("PING got no PONG");
        });
  }

  static Command<Long> dbsize() {
    return number("dbsize", new CommandArguments(Protocol.Command.DBSIZE));
  }

  /** Adds a member to a set that expires; returns all its members. */
  static Command<List<String>> join(byte[] key, String member, long ttlSeconds) {
    CommandArguments add = new CommandArguments(Protocol.Command.SADD).add(key).add(member);
    CommandArguments expire =
        new CommandArguments(Protocol.Command.EXPIRE).add(key).add(ttlSeconds);
    CommandArguments list = new CommandArguments(Protocol.Command.SMEMBERS).add(key);
    return small(
        "sadd",
        connection -> {
          connection.executeCommand(add);
          connection.executeCommand(expire);
          return texts(connection.ask(list, ReplyLimit.NAMES));
        });
  }

  private static List<String> texts(@Nullable Object reply) {
    if (!(reply instanceof List<?> members)) {
      throw new WrongReplyException("SMEMBERS got no list");
    }
    List<String> texts = new ArrayList<>();
    for (Object member : members) {
      if (!(member instanceof byte[] bytes)) {
        throw new WrongReplyException("SMEMBERS got something else than texts");
      }
      texts.add(new String(bytes, StandardCharsets.UTF_8));
    }
    return texts;
  }

  private static <T> Command<T> small(String name, Function<RedisConnection, T> exchange) {
    return new Command<>(name, true, 0, exchange);
  }

  private static Command<Long> number(String name, CommandArguments arguments) {
    return small(
        name,
        connection -> {
          if (connection.executeCommand(arguments) instanceof Long number) {
            return number;
          }
          throw new WrongReplyException(name + " got no number");
        });
  }
}
