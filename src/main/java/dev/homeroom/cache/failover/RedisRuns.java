package dev.homeroom.cache.failover;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Which run of Redis the probes meet, and how many there were before it. Not safe for threads, but
 * for {@link #number}.
 */
final class RedisRuns {
  private final AtomicLong number = new AtomicLong(1);
  private @Nullable String id;

  /**
   * Takes what a good probe found.
   *
   * @param found the run id; empty where Redis does not tell it
   * @param afterOutage whether Redis was left before: what cannot be told from another run is one
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

  /** Returns the run id; empty before the first good probe, and where Redis does not tell it. */
  Optional<String> id() {
    return Optional.ofNullable(id);
  }
}
