package dev.homeroom.cache.failover;

import dev.homeroom.cache.ProbeFigures;
import dev.homeroom.cache.RedisServerFigures;
import dev.homeroom.cache.spi.RedisProbe;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Counts probes, and keeps what Redis told last. Not thread-safe. */
final class ProbeCounts {
  private @Nullable Instant lastCheck;
  private int failuresInARow;
  private long attempts;
  private @Nullable RedisServerFigures server;

  /** Counts a probe of a Redis that is not in use. */
  void connecting() {
    attempts++;
  }

  void ended(RedisProbe.Result result, Instant now) {
    lastCheck = now;
    failuresInARow = result.isGood() ? 0 : failuresInARow + 1;
    if (result.isGood()) {
      server = result.server();
    }
  }

  ProbeFigures figures() {
    return new ProbeFigures(lastCheck, failuresInARow, attempts, server);
  }
}
