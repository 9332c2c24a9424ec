package dev.homeroom.cache.failover;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The start: it waits for the first probe, but not long, and goes on without Redis if need be. Not
 * safe for threads.
 */
final class FirstProbeWait {
  private boolean waiting;

  /** Why it went on alone; told when its probe has ended and may know better. */
  private @Nullable String untold;

  FirstProbeWait(boolean waiting) {
    this.waiting = waiting;
  }

  /** Returns whether it still waits for the first probe. */
  boolean isWaiting() {
    return waiting;
  }

  /** It need not wait any more. */
  void end() {
    waiting = false;
  }

  /** It goes on alone. */
  void goOn(String reason) {
    waiting = false;
    untold = reason;
  }

  /** A probe knows better why, if that is not told yet. */
  void correct(String reason) {
    untold = untold == null ? null : reason;
  }

  /** Returns what is to be told, once. */
  Optional<String> toTell() {
    Optional<String> reason = Optional.ofNullable(untold);
    untold = null;
    return reason;
  }
}
