package dev.homeroom.cache.failover;

import dev.homeroom.cache.failover.FailoverLimits.FlapLimits;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Decides how long an entry into DEGRADED is held, because there were others shortly before. */
final class FlapGuard {
  private final FlapLimits limits;
  private final Deque<Long> entries = new ArrayDeque<>();
  private Duration lastHold = Duration.ZERO;

  FlapGuard(FlapLimits limits) {
    this.limits = limits;
  }

  /** Notes an entry and returns how long it is held; usually zero. */
  Duration entered(long now) {
    long within = limits.within().toNanos();
    while (!entries.isEmpty() && now - entries.getFirst() >= within) {
      entries.removeFirst();
    }
    // Only the last entries decide, so no more are kept.
    if (entries.size() >= limits.entries()) {
      entries.removeFirst();
    }
    entries.addLast(now);
    lastHold = entries.size() < limits.entries() ? Duration.ZERO : nextHold();
    return lastHold;
  }

  private Duration nextHold() {
    Duration next = lastHold.isZero() ? limits.hold() : lastHold.multipliedBy(2);
    return next.compareTo(limits.maxHold()) > 0 ? limits.maxHold() : next;
  }
}
