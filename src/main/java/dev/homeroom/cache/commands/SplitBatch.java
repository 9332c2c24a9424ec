package dev.homeroom.cache.commands;

import dev.homeroom.cache.spi.CommandCall;
import dev.homeroom.cache.spi.CommandVerb;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs a batch whose keys live in different tiers: those of one tier one by one, all others
 * together. A command of several keys becomes one a key. The commands of a key keep their order;
 * keys have none among them.
 */
final class SplitBatch {
  private SplitBatch() {}

  /**
   * Runs a batch; returns its replies in order.
   *
   * @param apart tells keys that go one by one; asked once a key, as its answer may change
   * @param single runs a command of one key
   * @param together runs the others, each of one key, in one go
   */
  static List<@Nullable Object> run(
      List<CommandCall> calls,
      Predicate<String> apart,
      Function<CommandCall, @Nullable Object> single,
      Function<List<CommandCall>, List<@Nullable Object>> together) {
    List<CommandCall> parts = calls.stream().flatMap(call -> parts(call).stream()).toList();
    Set<String> keysApart =
        parts.stream().map(CommandCall::key).distinct().filter(apart).collect(Collectors.toSet());
    List<CommandCall> others =
        parts.stream().filter(part -> !keysApart.contains(part.key())).toList();
    List<@Nullable Object> ofOthers = others.isEmpty() ? List.of() : together.apply(others);
    List<@Nullable Object> replies = new ArrayList<>(parts.size());
    int next = 0;
    for (CommandCall part : parts) {
      replies.add(keysApart.contains(part.key()) ? single.apply(part) : ofOthers.get(next++));
    }
    return merged(calls, replies);
  }

  private static List<CommandCall> parts(CommandCall call) {
    return call.keys().size() == 1
        ? List.of(call)
        : call.keys().stream().map(key -> CommandCall.of(call.verb(), List.of(key))).toList();
  }

  /** Makes replies of those of the parts. */
  private static List<@Nullable Object> merged(
      List<CommandCall> calls, List<@Nullable Object> replies) {
    List<@Nullable Object> merged = new ArrayList<>(calls.size());
    int from = 0;
    for (CommandCall call : calls) {
      int to = from + call.keys().size();
      merged.add(
          call.keys().size() == 1 ? replies.get(from) : merged(call, replies.subList(from, to)));
      from = to;
    }
    return merged;
  }

  /** Returns the reply to MGET, DEL or EXISTS of several keys. */
  private static Object merged(CommandCall call, List<@Nullable Object> replies) {
    if (call.verb() == CommandVerb.MGET) {
      List<@Nullable Object> values = new ArrayList<>(replies.size());
      replies.forEach(reply -> values.add(reply instanceof List<?> one ? one.get(0) : null));
      return values;
    }
    return replies.stream().mapToLong(reply -> reply instanceof Long number ? number : 0).sum();
  }
}
