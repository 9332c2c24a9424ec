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
 * The commands that Homeroom sends, each with the reply that it must get: these verbs and no others
 * need to be allowed by an ACL. Never KEYS, FLUSHALL, FLUSHDB.
 */
final class Commands {
  private static final byte[] OK = {'O', 'K'};
  private static final byte[] PONG = {'P', 'O', 'N', 'G'};

  private Commands() {}

  /**
   * Reads several keys in one round trip.
   *
   * @param most bytes that a value may have
   * @param tooLong gets the place of a value that has more: the command fails by it
   * @param read what is made of the values, at the places of their keys, while the connection can
   *     still be ended: by a {@link WrongReplyException}
   */
  static <T> Command<T> mget(
      List<byte[]> keys,
      int expectedBytes,
      int most,
      IntConsumer tooLong,
      Function<List<byte @Nullable []>, T> read) {
    CommandArguments arguments = new CommandArguments(Protocol.Command.MGET);
    keys.forEach(arguments::add);
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

  /** A SET of one key, and how large its value is. */
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

  /** Sets a key with a time to live; replaces whatever type stands there. */
  static Command<Boolean> set(byte[] key, byte[] value, long ttlMillis) {
    return setAll(List.of(SetCommand.of(key, value, ttlMillis)));
  }

  /** Sets several keys in one round trip: all, or some of them if it fails. */
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

  /** Deletes keys, freeing their memory in the background. */
  static Command<Long> unlink(Collection<byte[]> keys) {
    CommandArguments arguments = new CommandArguments(Protocol.Command.UNLINK);
    keys.forEach(arguments::add);
    return number("unlink", arguments);
  }

  /** Publishes a message; returns how many listened. Twice does no harm: it only hastens. */
  static Command<Long> publish(byte[] channel, byte[] message) {
    return number(
        "publish", new CommandArguments(Protocol.Command.PUBLISH).add(channel).add(message));
  }

  /** Asks for a sign of life. */
  static Command<Boolean> ping() {
    return new Command<>(
        "ping",
        true,
        0,
        connection -> {
          if (connection.executeCommand(new CommandArguments(Protocol.Command.PING))
                  instanceof byte[] reply
              && Arrays.equals(reply, PONG)) {
            return true;
          }
          throw new WrongReplyException("PING got no PONG");
        });
  }

  /** Counts the keys of the whole database. */
  static Command<Long> dbsize() {
    return number("dbsize", new CommandArguments(Protocol.Command.DBSIZE));
  }

  /** Notes a member of a set that lives for a while; returns all its members. */
  static Command<List<String>> join(byte[] key, String member, long ttlSeconds) {
    CommandArguments add = new CommandArguments(Protocol.Command.SADD).add(key).add(member);
    CommandArguments expire =
        new CommandArguments(Protocol.Command.EXPIRE).add(key).add(ttlSeconds);
    CommandArguments list = new CommandArguments(Protocol.Command.SMEMBERS).add(key);
    return new Command<>(
        "sadd",
        true,
        0,
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

  private static Command<Long> number(String name, CommandArguments arguments) {
    return new Command<>(
        name,
        true,
        0,
        connection -> {
          if (connection.executeCommand(arguments) instanceof Long number) {
            return number;
          }
          throw new WrongReplyException(name + " got no number");
        });
  }
}
