package dev.homeroom.cache.readthrough;

import dev.homeroom.time.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which loads failed or were slow lately, so that not every caller asks a database in
 * trouble: callers get the same exception for 1 s, and the old value, if there is one, for 15 s.
 * Bounded; a load that is not remembered is tried again at once.
 *
 * <p>Exceptions are large: about 5 KB each on a server, and 52 MB were held for 9,999 keys. So few
 * are held, for their second, without the lower part of deep traces, and none that is huge.
 */
final class FailedLoads {
  static final int MAX = 10_000;

  /** The most exceptions that are held: under 1 MB as a server makes them. */
  static final int MOST_CAUSES = 64;

  /** Of each trace: driver, data source and repository are above, interceptors and pools below. */
  static final int MOST_FRAMES = 40;

  /** An exception with as many causes and suppressed ones is not held. */
  static final int MOST_CHAINED = 16;

  /** Nor is one with so long messages. */
  static final int MOST_CHARS = 16_384;

  private static final Duration REPEATED = Duration.ofSeconds(1);
  private static final Duration SPARED = Duration.ofSeconds(15);

  private final RecentNotes<Throwable> causes;
  private final RecentNotes<Boolean> spared;

  FailedLoads(Ticker ticker) {
    this.causes = new RecentNotes<>(MOST_CAUSES, REPEATED, ticker);
    this.spared = new RecentNotes<>(MAX, SPARED, ticker);
  }

  /** Notes that a load failed; cuts the traces of what it failed with. */
  void failed(String key, Throwable cause) {
    spared.put(key, true);
    if (isCut(cause)) {
      causes.put(key, cause);
    } else {
      causes.remove(key);
    }
  }

  /** Notes that a caller got an old value because a load takes long. */
  void slow(String key) {
    if (spared.get(key) == null) {
      spared.put(key, true);
    }
  }

  /** Forgets it: a load succeeded. */
  void ended(String key) {
    spared.remove(key);
    causes.remove(key);
  }

  /** Returns whether a caller with a stale value serves it without a new load. */
  boolean isSpared(String key) {
    return spared.get(key) != null;
  }

  /** Returns the failure to throw again if there is no stale value; null if a load may be tried. */
  @Nullable Throwable repeated(String key) {
    return causes.get(key);
  }

  /** Returns how many keys are remembered. */
  int size() {
    return spared.size();
  }

  /** Cuts deep traces; returns whether what is left is small enough to be held. */
  private static boolean isCut(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> open = new ArrayDeque<>();
    open.add(failure);
    long chars = 0;
    while (!open.isEmpty()) {
      Throwable one = open.remove();
      if (!seen.add(one)) {
        continue;
      }
      String message = one.getMessage();
      chars += message == null ? 0 : message.length();
      if (seen.size() > MOST_CHAINED || chars > MOST_CHARS) {
        return false;
      }
      StackTraceElement[] trace = one.getStackTrace();
      if (trace.length > MOST_FRAMES) {
        one.setStackTrace(Arrays.copyOf(trace, MOST_FRAMES));
      }
      if (one.getCause() != null) {
        open.add(one.getCause());
      }
      open.addAll(Arrays.asList(one.getSuppressed()));
    }
    return true;
  }
}
