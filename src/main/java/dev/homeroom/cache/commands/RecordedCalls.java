package dev.homeroom.cache.commands;

import dev.homeroom.cache.spi.CommandCall;
import dev.homeroom.cache.spi.CommandTier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects commands of a pipeline until it ends; answers each as if its key were not there. Safe
 * for all threads.
 */
final class RecordedCalls implements CommandTier {
  private static final byte[] OK = {'O', 'K'};

  private final List<CommandCall> calls = new ArrayList<>();

  private boolean ended;

  /** Ends it, and returns the commands. */
  synchronized List<CommandCall> end() {
    ended = true;
    return List.copyOf(calls);
  }

  @Override
  public synchronized List<@Nullable Object> run(List<CommandCall> more) {
    if (ended) {
      throw new IllegalStateException("the pipeline is over: its commands were sent");
    }
    if (calls.size() + more.size() > CommandInput.MAX_CALLS) {
      throw new IllegalArgumentException(
          "more than " + CommandInput.MAX_CALLS + " commands in a pipeline");
    }
    calls.addAll(more);
    return more.stream().<@Nullable Object>map(RecordedCalls::reply).toList();
  }

  private static @Nullable Object reply(CommandCall call) {
    return switch (call.verb()) {
      case GET, HGET, LPOP, RPOP -> null;
      case MGET, HGETALL, LRANGE -> List.of();
      case SET -> OK;
      case PTTL -> -2L;
      default -> 0L;
    };
  }

  @Override
  public KeyPage scan(String cursor, String pattern, int count) {
    throw new IllegalStateException("no scan in a pipeline");
  }
}
