package dev.homeroom.cache.failover;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The start's wait for the first probe. If the probe takes too long, the start goes on without
 * Redis. Not thread-safe.
 */
final class FirstProbeWait {
  private boolean waiting;

  /** The reason of a start without Redis; logged once the probe has ended, which may know more. */
  private @Nullable String untold;

  FirstProbeWait(boolean waiting) {
    this.waiting = waiting;
  }

  boolean isWaiting() {
    return waiting;
  }

  void end() {
    waiting = false;
  }

  /** Ends the wait without Redis, for a reason that is still to be logged. */
  void goOn(String reason) {
    waiting = false;
    untold = reason;
  }

  /** Replaces the reason by that of a probe, unless it was logged already. */
  void correct(String reason) {
    untold = untold == null ? null : reason;
  }

  /** Returns the reason to log, once; empty if there is none. */
  Optional<String> toTell() {
    Optional<String> reason = Optional.ofNullable(untold);
    untold = null;
    return reason;
  }
}
