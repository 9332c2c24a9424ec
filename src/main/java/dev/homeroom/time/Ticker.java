package dev.homeroom.time;

/** A monotonic clock for durations. */
@FunctionalInterface
public interface Ticker {
  /** Returns the nanoseconds since a fixed but arbitrary moment. */
  long nanos();
}
