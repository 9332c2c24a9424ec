package dev.homeroom.time;

/** A clock for durations: nanoseconds since some fixed moment, never set by anybody. */
@FunctionalInterface
public interface Ticker {
  /** Returns the nanoseconds that have passed since a fixed but arbitrary moment. */
  long nanos();
}
