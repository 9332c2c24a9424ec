package dev.homeroom.cache.commands;

import dev.homeroom.cache.CommandRefusedException;
import dev.homeroom.cache.spi.CommandCall;
import dev.homeroom.cache.spi.CommandRefusal;
import dev.homeroom.cache.spi.CommandVerb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes results of replies: {@code Long}, a value, a list or map of values. */
final class TypedReplies<V> {
  private final ValueCodec<V> codec;

  TypedReplies(ValueCodec<V> codec) {
    this.codec = codec;
  }

  List<@Nullable Object> of(List<CommandCall> calls, List<@Nullable Object> replies) {
    List<@Nullable Object> results = new ArrayList<>(replies.size());
    for (int i = 0; i < replies.size(); i++) {
      results.add(result(calls.get(i).verb(), replies.get(i)));
    }
    return results;
  }

  private @Nullable Object result(CommandVerb verb, @Nullable Object reply) {
    if (reply instanceof CommandRefusal refusal) {
      return new CommandRefusedException(refusal.message());
    }
    if (verb == CommandVerb.SET) {
      return null;
    }
    if (reply instanceof List<?> all) {
      return verb == CommandVerb.HGETALL ? fields(all) : values(all);
    }
    return reply instanceof byte[] bytes ? codec.value(bytes) : reply;
  }

  /** Returns values, null for each that is not there. */
  List<@Nullable V> values(List<?> replies) {
    List<@Nullable V> values = new ArrayList<>(replies.size());
    replies.forEach(one -> values.add(one instanceof byte[] bytes ? codec.value(bytes) : null));
    return values;
  }

  /** Returns the values of field, value, field, value. */
  Map<String, V> fields(List<?> words) {
    Map<String, V> fields = new LinkedHashMap<>();
    for (int i = 0; i + 1 < words.size(); i += 2) {
      if (words.get(i) instanceof byte[] field && words.get(i + 1) instanceof byte[] value) {
        fields.put(ValueCodec.TEXTS.value(field), codec.value(value));
      }
    }
    return fields;
  }
}
