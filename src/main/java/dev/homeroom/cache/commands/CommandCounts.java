package dev.homeroom.cache.commands;

import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.CircuitFigures;
import dev.homeroom.cache.CircuitFigures.OperationCalls;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.CacheRecorder.Operation;
import dev.homeroom.cache.spi.CommandCall;
import dev.homeroom.cache.spi.CommandValues;
import dev.homeroom.cache.spi.CommandVerb;
import dev.homeroom.cache.spi.TierFailure;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts what became of each command, for the circuit's figures and for metrics. */
final class CommandCounts {
  private static final String NAME = "redis-";

  private final Map<CommandVerb, AnswerCounts> verbs = new EnumMap<>(CommandVerb.class);
  private final AnswerCounts gets = new AnswerCounts();
  private final AnswerCounts scans = new AnswerCounts();
  private final CommandOperations operations;

  CommandCounts(CacheRecorder recorder) {
    operations = new CommandOperations(recorder.operations(CommandValues.REGION));
    for (CommandVerb verb : CommandVerb.values()) {
      verbs.put(verb, verb == CommandVerb.GET ? gets : new AnswerCounts());
    }
  }

  private AnswerCounts of(CommandCall call) {
    return Objects.requireNonNull(verbs.get(call.verb()));
  }

  /** Counts commands that Redis has answered. */
  void answered(List<CommandCall> calls, List<@Nullable Object> replies) {
    for (int i = 0; i < calls.size(); i++) {
      of(calls.get(i)).answered();
      operations.count(Source.REDIS, calls.get(i).verb(), replies.get(i));
    }
  }

  /** Counts commands that Redis was to run and did not. */
  void failed(List<CommandCall> calls, TierFailure failure) {
    for (CommandCall call : calls) {
      failed(of(call), failure);
    }
  }

  private void failed(AnswerCounts counts, TierFailure failure) {
    if (!failure.equals(TierFailure.NOT_IN_USE)) {
      counts.failed(failure.equals(TierFailure.LATE));
      operations.count(Source.REDIS, Operation.ERROR);
    }
  }

  /** Counts a command that memory has answered. */
  void inMemory(CommandCall call, @Nullable Object reply) {
    of(call).inMemory();
    operations.count(Source.MEMORY, call.verb(), reply);
  }

  /** Counts a GET that memory has answered. */
  void got(@Nullable Object reply) {
    gets.inMemory();
    operations.count(Source.MEMORY, CommandVerb.GET, reply);
  }

  /** Counts a page of keys of Redis. */
  void scanned() {
    scans.answered();
  }

  /** Counts a page of keys that Redis did not give. */
  void scanFailed(TierFailure failure) {
    failed(scans, failure);
  }

  /** Counts a page of keys of memory. */
  void scannedInMemory() {
    scans.inMemory();
  }

  /** Returns the figures in a state. */
  CircuitFigures figures(CacheState state) {
    if (state == CacheState.NOT_CONFIGURED) {
      return new CircuitFigures(null, AnswerCounts.sum(Stream.of()), Map.of());
    }
    Map<String, OperationCalls> each = new TreeMap<>();
    verbs.forEach((verb, counts) -> put(each, verb.text(), counts));
    put(each, "scan", scans);
    Stream<AnswerCounts> all = Stream.concat(verbs.values().stream(), Stream.of(scans));
    return new CircuitFigures(word(state), AnswerCounts.sum(all), each);
  }

  private static void put(Map<String, OperationCalls> each, String name, AnswerCounts counts) {
    OperationCalls calls = AnswerCounts.sum(Stream.of(counts));
    if (calls.requests() > 0) {
      each.put(NAME + name, calls);
    }
  }

  private static String word(CacheState state) {
    return switch (state) {
      case REDIS -> "closed";
      case RECOVERING -> "half-open";
      default -> "open";
    };
  }
}
