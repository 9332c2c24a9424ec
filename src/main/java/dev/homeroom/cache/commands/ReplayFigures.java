package dev.homeroom.cache.commands;

import java.util.concurrent.atomic.LongAdder;

/** Counts what was replayed in Redis since the start. */
final class ReplayFigures {
  private final LongAdder deleted = new LongAdder();
  private final LongAdder raised = new LongAdder();

  void deleted(int keys) {
    deleted.add(keys);
  }

  void raised(int counters) {
    raised.add(counters);
  }

  long deleted() {
    return deleted.sum();
  }

  long raised() {
    return raised.sum();
  }
}
