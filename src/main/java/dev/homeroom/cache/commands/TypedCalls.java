package dev.homeroom.cache.commands;

import dev.homeroom.cache.CommandRefusedException;
import dev.homeroom.cache.spi.CommandCall;
import dev.homeroom.cache.spi.CommandRefusal;
import dev.homeroom.cache.spi.CommandTier;
import dev.homeroom.cache.spi.CommandVerb;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs single commands, and makes values of their replies or throws their refusals. */
final class TypedCalls<V> {
  private final CommandTier tier;
  private final ValueCodec<V> codec;
  private final TypedReplies<V> replies;
  private final long defaultTtlMillis;

  TypedCalls(CommandTier tier, ValueCodec<V> codec, long defaultTtlMillis) {
    this.tier = tier;
    this.codec = codec;
    this.replies = new TypedReplies<>(codec);
    this.defaultTtlMillis = defaultTtlMillis;
  }

  private @Nullable Object run(CommandVerb verb, String key, byte[]... arguments) {
    CommandCall call = CommandCall.of(verb, CommandInput.key(key), arguments);
    return run(verb.isCreating() ? call.living(defaultTtlMillis) : call);
  }

  @Nullable Object run(CommandCall call) {
    return accepted(tier.run(List.of(call)).get(0));
  }

  /** Returns a reply that is no refusal. */
  static @Nullable Object accepted(@Nullable Object reply) {
    if (reply instanceof CommandRefusal refusal) {
      throw new CommandRefusedException(refusal.message());
    }
    return reply;
  }

  @Nullable V get(String key) {
    Object reply = accepted(tier.get(CommandInput.key(key)));
    return reply instanceof byte[] bytes ? codec.value(bytes) : null;
  }

  long number(CommandVerb verb, String key, byte[]... arguments) {
    return number(run(verb, key, arguments));
  }

  long number(CommandVerb verb, List<String> keys) {
    return number(run(CommandCall.of(verb, CommandInput.keys(keys))));
  }

  private static long number(@Nullable Object reply) {
    if (reply instanceof Long number) {
      return number;
    }
    throw new IllegalStateException("a reply is no number");
  }

  @Nullable V value(CommandVerb verb, String key, byte[]... arguments) {
    return run(verb, key, arguments) instanceof byte[] bytes ? codec.value(bytes) : null;
  }

  List<@Nullable V> values(CommandCall call) {
    return replies.values(list(run(call)));
  }

  Map<String, V> fields(CommandCall call) {
    return replies.fields(list(run(call)));
  }

  private static List<?> list(@Nullable Object reply) {
    return reply instanceof List<?> list ? list : List.of();
  }
}
