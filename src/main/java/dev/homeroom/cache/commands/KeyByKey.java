package dev.homeroom.cache.commands;

import dev.homeroom.cache.spi.CommandCall;
import dev.homeroom.cache.spi.CommandVerb;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs a command of several keys as one command a key, since they may live in different tiers. */
final class KeyByKey {
  private KeyByKey() {}

  /** Returns the reply to MGET, DEL or EXISTS. */
  static Object run(CommandCall call, Function<CommandCall, @Nullable Object> runner) {
    List<@Nullable Object> replies = new ArrayList<>(call.keys().size());
    for (String key : call.keys()) {
      Object reply = runner.apply(CommandCall.of(call.verb(), List.of(key)));
      replies.add(reply instanceof List<?> one ? one.get(0) : reply);
    }
    if (call.verb() == CommandVerb.MGET) {
      return replies;
    }
    return replies.stream().mapToLong(reply -> reply instanceof Long number ? number : 0).sum();
  }
}
