package dev.homeroom.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * How long a test lets something take. A machine that does other work beside can break any time
 * that is promised, so the build asks only whether it happens at all. The times themselves are
 * judged by {@code ./mvnw -Ptimed verify}, on a machine that does nothing else.
 */
public final class Promised {
  /** What has not come by then never comes. */
  public static final Duration NEVER = Duration.ofSeconds(60);

  private static final boolean JUDGED = Boolean.getBoolean("times.judged");

  private Promised() {}

  /** Returns whether times are judged. */
  public static boolean areTimesJudged() {
    return JUDGED;
  }

  /** Returns the promised time where times are judged, and {@link #NEVER} everywhere else. */
  public static Duration within(Duration time) {
    return JUDGED || time.compareTo(NEVER) > 0 ? time : NEVER;
  }

  /** Waits until something is so. */
  public static void await(BooleanSupplier isSo) {
    long end = System.nanoTime() + NEVER.toNanos();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it never comes");
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }
}
