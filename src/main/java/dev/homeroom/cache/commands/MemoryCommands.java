package dev.homeroom.cache.commands;

import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.CommandCall;
import dev.homeroom.cache.spi.CommandTier;
import dev.homeroom.cache.spi.CommandValue;
import dev.homeroom.cache.spi.CommandValues;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The commands in this instance's memory. Changes take turns; reads of strings take no lock. Never
 * fails; refuses with {@code OOM …} what memory may not take.
 */
final class MemoryCommands implements CommandTier {
  private final KeyTable keys;
  private final StringCommands strings;
  private final HashCommands hashes;
  private final ListCommands lists;
  private final CommandCounts counts;

  MemoryCommands(CommandValues values, Clock clock) {
    this(values, clock, new CommandCounts(CacheRecorder.none()));
  }

  /** Makes one whose commands are counted. */
  MemoryCommands(CommandValues values, Clock clock, CommandCounts counts) {
    this.counts = counts;
    keys = new KeyTable(values, clock);
    strings = new StringCommands(keys);
    hashes = new HashCommands(keys);
    lists = new ListCommands(keys);
  }

  @Override
  public List<@Nullable Object> run(List<CommandCall> calls) {
    List<@Nullable Object> replies = new ArrayList<>(calls.size());
    for (CommandCall call : calls) {
      replies.add(run(call));
    }
    return replies;
  }

  /** Makes no call of it: what it costs is what memory costs, and the count. */
  @Override
  public @Nullable Object get(String key) {
    Object reply = string(key);
    counts.got(reply);
    return reply;
  }

  private @Nullable Object string(String key) {
    try {
      return strings.get(key);
    } catch (RefusedException e) {
      return e.refusal();
    }
  }

  /** Runs one command. */
  @Nullable Object run(CommandCall call) {
    Object reply = reply(call);
    counts.inMemory(call, reply);
    return reply;
  }

  private @Nullable Object reply(CommandCall call) {
    try {
      return switch (call.verb()) {
        case GET -> strings.get(call.key());
        case MGET -> strings.mget(call);
        case EXISTS -> call.keys().stream().filter(key -> keys.find(key) != null).count();
        case PTTL -> ttl(keys.look(call.key()));
        default -> keys.<@Nullable Object>inTurn(() -> runInTurn(call));
      };
    } catch (RefusedException e) {
      return e.refusal();
    }
  }

  /** Runs a change while no other one runs. */
  <T> T inTurn(Supplier<T> change) {
    return keys.inTurn(change);
  }

  long now() {
    return keys.now();
  }

  /** Returns when a key ends, in ms; {@code Long.MAX_VALUE} for never, or if it is not there. */
  long endOf(String key) {
    CommandValue value = keys.look(key);
    return value == null ? Long.MAX_VALUE : value.expiresAtMillis();
  }

  /** Returns whether a key is a number that nothing but counting has made. */
  boolean isCounted(String key) {
    return keys.look(key) instanceof StringValue value && value.isCounted();
  }

  /** Removes a key. */
  void forget(String key) {
    keys.remove(key);
  }

  /** Removes all keys. */
  void clear() {
    keys.clear();
  }

  private @Nullable Object runInTurn(CommandCall call) {
    return switch (call.verb()) {
      case SET -> strings.set(call);
      case INCRBY -> strings.incrBy(call);
      case DEL -> call.keys().stream().filter(keys::remove).count();
      case PEXPIRE -> expire(call);
      case HGET -> hashes.hget(call);
      case HSET -> hashes.hset(call);
      case HDEL -> hashes.hdel(call);
      case HEXISTS -> hashes.hexists(call);
      case HGETALL -> hashes.hgetall(call);
      case HINCRBY -> hashes.hincrby(call);
      case LPUSH -> lists.lpush(call);
      case RPUSH -> lists.rpush(call);
      case LPOP -> lists.lpop(call);
      case RPOP -> lists.rpop(call);
      case LLEN -> lists.llen(call);
      case LRANGE -> lists.lrange(call);
      case GET, MGET, EXISTS, PTTL -> throw new IllegalArgumentException("runs without a turn");
    };
  }

  private long ttl(@Nullable CommandValue value) {
    if (value == null) {
      return -2;
    }
    long end = value.expiresAtMillis();
    return end == Long.MAX_VALUE ? -1 : Math.max(0, end - keys.now());
  }

  private long expire(CommandCall call) {
    long millis = WholeNumber.of(call.arguments().get(0), Refusals.NO_INTEGER);
    if (millis > Long.MAX_VALUE - keys.now()) {
      throw new RefusedException(Refusals.invalidExpiry("pexpire"));
    }
    CommandValue value = keys.look(call.key());
    if (value == null) {
      return 0;
    }
    if (millis <= 0) {
      keys.remove(call.key());
    } else if (value instanceof StringValue string) {
      keys.put(call.key(), new StringValue(string.content(), keys.now() + millis));
    } else if (value instanceof CollectionValue collection) {
      collection.expireAt(keys.now() + millis);
      keys.put(call.key(), collection);
    }
    return 1;
  }

  /** Answers from a snapshot that is sorted by hash: what stays there all the while is found. */
  @Override
  public KeyPage scan(String cursor, String pattern, int count) {
    counts.scannedInMemory();
    return keys.inTurn(() -> KeyPages.of(keys.keys(), cursor, pattern, count));
  }
}
