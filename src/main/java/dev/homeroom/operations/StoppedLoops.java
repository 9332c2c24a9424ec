package dev.homeroom.operations;

import dev.homeroom.time.BackgroundLoop;
import dev.homeroom.time.BackgroundLoops;
import dev.homeroom.time.Ticker;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds background loops that have stopped: their last step began more than 30 s ago, at two checks
 * that are 5 s apart. A single check would also find the loops of a process that was paused.
 */
final class StoppedLoops {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final long APART_NANOS = Duration.ofSeconds(5).toNanos();

  private final BackgroundLoops loops;
  private final Ticker ticker;
  private @Nullable Long firstSeenNanos;

  StoppedLoops(BackgroundLoops loops, Ticker ticker) {
    this.loops = loops;
    this.ticker = ticker;
  }

  /** Returns the names of the stopped loops; none before the second check. */
  synchronized List<String> stopped() {
    List<String> silent =
        loops.all().stream()
            .filter(loop -> loop.silence().compareTo(LONGEST) > 0)
            .map(BackgroundLoop::name)
            .toList();
    if (silent.isEmpty()) {
      firstSeenNanos = null;
      return silent;
    }
    long now = ticker.nanos();
    Long first = firstSeenNanos;
    if (first == null) {
      firstSeenNanos = now;
      return List.of();
    }
    return now - first >= APART_NANOS ? silent : List.of();
  }
}
