package dev.homeroom.cache.reading;

import dev.homeroom.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which keys' loads failed or were slow lately, so that a database in trouble is not asked by every
 * caller: for 1 s the same exception, and for 15 s the old value where there is one (PRODUCT.md
 * §5). Bounded; what does not fit is tried again at once.
 */
final class FailedLoads {
  static final int MAX = 10_000;
  private static final long REPEATED_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long SPARED_NANOS = Duration.ofSeconds(15).toNanos();

  private final ConcurrentHashMap<String, Failed> byKey = new ConcurrentHashMap<>();
  private final Ticker ticker;

  private record Failed(@Nullable Throwable cause, long atNanos) {}

  FailedLoads(Ticker ticker) {
    this.ticker = ticker;
  }

  /** Notes that a load failed. */
  void failed(String key, Throwable cause) {
    note(key, new Failed(cause, ticker.nanos()));
  }

  /** Notes that somebody got an old value because a load takes long. */
  void slow(String key) {
    if (!byKey.containsKey(key)) {
      note(key, new Failed(null, ticker.nanos()));
    }
  }

  private void note(String key, Failed failed) {
    if (byKey.size() >= MAX) {
      byKey.values().removeIf(old -> age(old) >= SPARED_NANOS);
    }
    if (byKey.size() < MAX) {
      byKey.put(key, failed);
    }
  }

  /** Forgets it: a load succeeded. */
  void ended(String key) {
    if (!byKey.isEmpty()) {
      byKey.remove(key);
    }
  }

  /** Returns whether who has something old to serve serves it without trying. */
  boolean isSpared(String key) {
    Failed failed = byKey.isEmpty() ? null : byKey.get(key);
    if (failed == null) {
      return false;
    }
    if (age(failed) >= SPARED_NANOS) {
      byKey.remove(key, failed);
      return false;
    }
    return true;
  }

  /** Returns what to throw again for who has nothing to serve; null if it is to be tried. */
  @Nullable Throwable repeated(String key) {
    Failed failed = byKey.isEmpty() ? null : byKey.get(key);
    return failed != null && age(failed) < REPEATED_NANOS ? failed.cause() : null;
  }

  private long age(Failed failed) {
    return ticker.nanos() - failed.atNanos();
  }
}
