package dev.homeroom.cache.commands;

import dev.homeroom.cache.spi.CommandCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Memory's commands of hashes. */
final class HashCommands {
  private final KeyTable keys;

  HashCommands(KeyTable keys) {
    this.keys = keys;
  }

  private @Nullable HashValue found(CommandCall call) {
    return keys.find(call.key(), HashValue.class);
  }

  byte @Nullable [] hget(CommandCall call) {
    HashValue hash = found(call);
    return hash == null ? null : hash.get(call.arguments().get(0));
  }

  long hexists(CommandCall call) {
    return hget(call) == null ? 0 : 1;
  }

  List<byte[]> hgetall(CommandCall call) {
    HashValue hash = found(call);
    return hash == null ? List.of() : hash.all();
  }

  long hset(CommandCall call) {
    HashValue hash = changed(call);
    List<byte[]> words = call.arguments();
    long more = 0;
    for (int i = 0; i < words.size(); i += 2) {
      more += HashValue.bytesOf(words.get(i), words.get(i + 1));
    }
    keys.requireRoom(call.key(), more);
    long added = 0;
    for (int i = 0; i < words.size(); i += 2) {
      added += hash.put(words.get(i), words.get(i + 1)) ? 1 : 0;
    }
    keys.put(call.key(), hash);
    return added;
  }

  private HashValue changed(CommandCall call) {
    return keys.findOrMake(call.key(), HashValue.class, call.ttlMillis(), HashValue::new);
  }

  long hdel(CommandCall call) {
    HashValue hash = keys.toChange(call.key(), HashValue.class);
    if (hash == null) {
      return 0;
    }
    long gone = call.arguments().stream().filter(hash::remove).count();
    keys.keepRest(call.key(), hash);
    return gone;
  }

  long hincrby(CommandCall call) {
    byte[] field = call.arguments().get(0);
    long by = WholeNumber.of(call.arguments().get(1), Refusals.NO_INTEGER);
    HashValue hash = changed(call);
    byte[] old = hash.get(field);
    long now =
        old == null ? by : WholeNumber.sum(WholeNumber.of(old, Refusals.NO_INTEGER_IN_HASH), by);
    byte[] text = WholeNumber.text(now);
    keys.requireRoom(call.key(), HashValue.bytesOf(field, text));
    hash.put(field, text);
    keys.put(call.key(), hash);
    return now;
  }
}
