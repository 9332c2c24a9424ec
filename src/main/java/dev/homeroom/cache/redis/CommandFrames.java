package dev.homeroom.cache.redis;

import dev.homeroom.cache.spi.CommandCall;
import dev.homeroom.cache.spi.CommandRefusal;
import dev.homeroom.cache.spi.CommandVerb;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * One Redis-shaped command on the wire. A command that may make its key stands in a transaction
 * with {@code PEXPIRE … NX} (Redis 7.0), so that the key never is without its time to live.
 */
final class CommandFrames {
  private static final byte[] NX = {'N', 'X'};
  private static final int REPLIES_OF_TRANSACTION = 4;

  private final List<CommandArguments> frames;
  private final ReplyLimit limit;

  private CommandFrames(List<CommandArguments> frames, ReplyLimit limit) {
    this.frames = frames;
    this.limit = limit;
  }

  static CommandFrames of(CommandCall call, KeySpace keys) {
    CommandArguments command = new CommandArguments(command(call.verb()));
    call.keys().forEach(key -> command.add(keys.ofCommand(key)));
    call.arguments().forEach(command::add);
    ReplyLimit limit = limit(call);
    if (call.ttlMillis() == 0) {
      return new CommandFrames(List.of(command), limit);
    }
    if (call.verb() == CommandVerb.SET) {
      command.add(Protocol.Keyword.PX).add(call.ttlMillis());
      return new CommandFrames(List.of(command), limit);
    }
    CommandArguments expire =
        new CommandArguments(Protocol.Command.PEXPIRE)
            .add(keys.ofCommand(call.key()))
            .add(call.ttlMillis())
            .add(NX);
    return new CommandFrames(
        List.of(
            new CommandArguments(Protocol.Command.MULTI),
            command,
            expire,
            new CommandArguments(Protocol.Command.EXEC)),
        limit);
  }

  private static ProtocolCommand command(CommandVerb verb) {
    return Protocol.Command.valueOf(verb.name());
  }

  private static ReplyLimit limit(CommandCall call) {
    return switch (call.verb()) {
      case MGET -> CommandLimits.values(call.keys().size());
      case HGETALL, LRANGE -> CommandLimits.COLLECTION;
      case GET, HGET, LPOP, RPOP -> CommandLimits.values(0);
      default -> new ReplyLimit(2, CommandLimits.WORD_BYTES);
    };
  }

  void send(RedisConnection connection) {
    frames.forEach(connection::sendCommand);
  }

  /** Reads the replies, and returns the command's own, which may be an error. */
  @Nullable Object receive(RedisConnection connection) {
    List<@Nullable Object> replies = new ArrayList<>(frames.size());
    try {
      for (int i = 0; i < frames.size(); i++) {
        replies.add(connection.receive(limit));
      }
    } catch (LongReplyException e) {
      throw new LongCommandReplyException(e);
    }
    return replies.size() == REPLIES_OF_TRANSACTION ? ofTransaction(replies) : replies.get(0);
  }

  /** Returns the reply to the second of MULTI, command, PEXPIRE, EXEC. */
  private static @Nullable Object ofTransaction(List<@Nullable Object> replies) {
    if (replies.get(0) instanceof JedisDataException refused
        && !(replies.get(1) instanceof JedisDataException)) {
      // Without MULTI it was not queued: it has run.
      return new PartlyRefusedException(refused);
    }
    for (Object queued : replies) {
      // The command's own refusal comes before that of EXEC.
      if (queued instanceof JedisDataException) {
        return queued;
      }
    }
    if (replies.get(REPLIES_OF_TRANSACTION - 1) instanceof List<?> done && done.size() == 2) {
      return done.get(0);
    }
    throw new WrongReplyException("EXEC got no list of its length");
  }

  /** Returns the value of a reply: an error that is the caller's mistake is a refusal. */
  static @Nullable Object valueOf(@Nullable Object reply) {
    if (reply instanceof JedisDataException error && ErrorReplies.isOfArguments(message(error))) {
      return new CommandRefusal(message(error));
    }
    return reply;
  }

  private static String message(JedisDataException error) {
    return String.valueOf(error.getMessage());
  }
}
