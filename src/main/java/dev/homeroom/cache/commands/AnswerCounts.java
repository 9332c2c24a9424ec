package dev.homeroom.cache.commands;

import dev.homeroom.cache.CircuitFigures.OperationCalls;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Stream;

/** Counts by whom one command was answered. */
final class AnswerCounts {
  private final LongAdder successes = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder timeouts = new LongAdder();
  private final LongAdder fallbacks = new LongAdder();

  void answered() {
    successes.increment();
  }

  void failed(boolean late) {
    failures.increment();
    if (late) {
      timeouts.increment();
    }
  }

  void inMemory() {
    fallbacks.increment();
  }

  /** Returns the sums: each call that Redis has not answered ends in memory. */
  static OperationCalls sum(Stream<AnswerCounts> some) {
    List<AnswerCounts> all = some.toList();
    long failed = sum(all, counts -> counts.failures);
    long fallbacks = sum(all, counts -> counts.fallbacks);
    long successes = sum(all, counts -> counts.successes);
    // A failed call is counted a moment before memory answers it.
    long rejects = Math.max(0, fallbacks - failed);
    return new OperationCalls(
        successes + failed + rejects,
        failed,
        successes,
        rejects,
        sum(all, counts -> counts.timeouts),
        fallbacks);
  }

  private static long sum(List<AnswerCounts> all, Function<AnswerCounts, LongAdder> part) {
    return all.stream().mapToLong(counts -> part.apply(counts).sum()).sum();
  }
}
