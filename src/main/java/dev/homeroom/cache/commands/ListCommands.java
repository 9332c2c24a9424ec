package dev.homeroom.cache.commands;

import dev.homeroom.cache.spi.CommandCall;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Memory's commands of lists. */
final class ListCommands {
  private final KeyTable keys;

  ListCommands(KeyTable keys) {
    this.keys = keys;
  }

  long lpush(CommandCall call) {
    return push(call, ListValue::addFirst);
  }

  long rpush(CommandCall call) {
    return push(call, ListValue::addLast);
  }

  private long push(CommandCall call, BiConsumer<ListValue, byte[]> add) {
    ListValue list = keys.findOrMake(call.key(), ListValue.class, call.ttlMillis(), ListValue::new);
    keys.requireRoom(call.key(), call.arguments().stream().mapToLong(ListValue::bytesOf).sum());
    call.arguments().forEach(element -> add.accept(list, element));
    keys.put(call.key(), list);
    return list.size();
  }

  byte @Nullable [] lpop(CommandCall call) {
    return pop(call, ListValue::pollFirst);
  }

  byte @Nullable [] rpop(CommandCall call) {
    return pop(call, ListValue::pollLast);
  }

  private byte @Nullable [] pop(CommandCall call, Function<ListValue, byte @Nullable []> poll) {
    ListValue list = keys.toChange(call.key(), ListValue.class);
    if (list == null) {
      return null;
    }
    byte[] element = poll.apply(list);
    keys.keepRest(call.key(), list);
    return element;
  }

  long llen(CommandCall call) {
    ListValue list = keys.find(call.key(), ListValue.class);
    return list == null ? 0 : list.size();
  }

  List<byte[]> lrange(CommandCall call) {
    long first = WholeNumber.of(call.arguments().get(0), Refusals.NO_INTEGER);
    long last = WholeNumber.of(call.arguments().get(1), Refusals.NO_INTEGER);
    ListValue list = keys.find(call.key(), ListValue.class);
    return list == null ? List.of() : list.between(first, last);
  }
}
