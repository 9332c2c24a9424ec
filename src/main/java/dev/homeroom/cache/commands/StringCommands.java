package dev.homeroom.cache.commands;

import dev.homeroom.cache.spi.CommandCall;
import dev.homeroom.cache.spi.CommandValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Memory's commands of strings and numbers. */
final class StringCommands {
  private static final byte[] OK = {'O', 'K'};

  private final KeyTable keys;

  StringCommands(KeyTable keys) {
    this.keys = keys;
  }

  byte @Nullable [] get(String key) {
    CommandValue found = keys.find(key);
    if (found == null) {
      return null;
    }
    if (found instanceof StringValue string) {
      return string.content();
    }
    throw new RefusedException(Refusals.WRONG_TYPE);
  }

  List<byte @Nullable []> mget(CommandCall call) {
    List<byte @Nullable []> found = new ArrayList<>(call.keys().size());
    for (String key : call.keys()) {
      found.add(keys.find(key) instanceof StringValue value ? value.content() : null);
    }
    return found;
  }

  byte[] set(CommandCall call) {
    long ttl = call.ttlMillis();
    if (ttl < 0 || ttl > Long.MAX_VALUE - keys.now()) {
      throw new RefusedException(Refusals.invalidExpiry("set"));
    }
    keys.put(call.key(), new StringValue(call.arguments().get(0), keys.endOf(ttl)));
    return OK;
  }

  long incrBy(CommandCall call) {
    long by = WholeNumber.of(call.arguments().get(0), Refusals.NO_INTEGER);
    StringValue old = keys.toChange(call.key(), StringValue.class);
    long now =
        old == null ? by : WholeNumber.sum(WholeNumber.of(old.content(), Refusals.NO_INTEGER), by);
    long end = old == null ? keys.endOf(call.ttlMillis()) : old.expiresAtMillis();
    boolean counted = old == null || old.isCounted();
    keys.put(
        call.key(),
        counted ? StringValue.counted(now, end) : new StringValue(WholeNumber.text(now), end));
    return now;
  }
}
