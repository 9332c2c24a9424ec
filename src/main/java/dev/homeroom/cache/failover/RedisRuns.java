package dev.homeroom.cache.failover;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The run of Redis that the probes met, and its number. Only that is thread-safe. */
final class RedisRuns {
  private final AtomicLong number = new AtomicLong(1);
  private @Nullable String id;

  /**
   * Notes the run that a successful probe has met.
   *
   * @param found empty if Redis does not tell it: then each return after an outage counts as
   *     another run
   */
  void met(String found, boolean afterOutage) {
    if (found.isEmpty()) {
      number.addAndGet(afterOutage ? 1 : 0);
      return;
    }
    if (id != null && !id.equals(found)) {
      number.incrementAndGet();
    }
    id = found;
  }

  /** Returns the number of the run, from 1. */
  long number() {
    return number.get();
  }

  /** Returns the run id; empty before the first successful probe, and if Redis does not tell it. */
  Optional<String> id() {
    return Optional.ofNullable(id);
  }
}
