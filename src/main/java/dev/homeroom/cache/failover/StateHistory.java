package dev.homeroom.cache.failover;

import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.StateChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The state, its last changes and their number. Only {@link #state} is thread-safe. */
final class StateHistory {
  private static final int MAX_ROWS = 100;
  private static final int MAX_REASON = 200;

  private final ClockAndRandom clockAndRandom;
  private final Deque<StateChange> rows = new ArrayDeque<>();
  private volatile CacheState state;
  private Instant since;
  private long sinceNanos;
  private long changes;

  StateHistory(CacheState first, ClockAndRandom clockAndRandom) {
    this.clockAndRandom = clockAndRandom;
    this.state = first;
    this.since = clockAndRandom.clock().instant();
    this.sinceNanos = clockAndRandom.ticker().nanos();
  }

  StateChange change(CacheState to, String reason) {
    since = clockAndRandom.clock().instant();
    sinceNanos = clockAndRandom.ticker().nanos();
    StateChange change = new StateChange(since, state, to, cleaned(reason));
    if (rows.size() >= MAX_ROWS) {
      rows.removeFirst();
    }
    rows.addLast(change);
    changes++;
    state = to;
    return change;
  }

  /** Returns a reason as one short line. */
  static String cleaned(String reason) {
    String line = reason.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= MAX_REASON ? line : line.substring(0, MAX_REASON);
  }

  CacheState state() {
    return state;
  }

  Instant since() {
    return since;
  }

  long sinceNanos() {
    return sinceNanos;
  }

  Duration timeInState() {
    return Duration.ofNanos(clockAndRandom.ticker().nanos() - sinceNanos);
  }

  long changes() {
    return changes;
  }

  /** Returns the last changes, oldest first. */
  List<StateChange> rows() {
    return List.copyOf(rows);
  }
}
