package dev.homeroom.http;

import dev.homeroom.time.OnceAMinute;
import dev.homeroom.time.Ticker;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Logs unexpected failures: one a minute of each kind, with its stack trace and the number since
 * the last one; all of them with {@code DEBUG=true}. The kind is the place in the code that failed.
 */
final class FailureLog {
  private static final System.Logger LOGGER = System.getLogger(FailureLog.class.getName());
  private static final int MAX_CAUSES = 20;

  /** The most kinds, so that the log stays readable; all further ones count as one. */
  private static final int MAX_KINDS = 100;

  private final Ticker ticker;
  private final Map<String, FailureKind> kinds = new ConcurrentHashMap<>();

  FailureLog(Ticker ticker) {
    this.ticker = ticker;
  }

  private record FailureKind(OnceAMinute minute, AtomicLong notLogged) {}

  /**
   * Logs or counts a failure.
   *
   * @param request its correlation id
   * @param where the part of the server that failed; empty for the API
   */
  void failed(String request, String where, Throwable failure) {
    String name = origin(failure);
    String known = kinds.size() < MAX_KINDS || kinds.containsKey(name) ? name : "";
    FailureKind kind =
        kinds.computeIfAbsent(
            known, any -> new FailureKind(new OnceAMinute(ticker), new AtomicLong()));
    if (kind.minute().isDue()) {
      long more = kind.notLogged().getAndSet(0);
      LOGGER.log(
          System.Logger.Level.ERROR,
          "Request "
              + request
              + " failed"
              + where
              + ". This means a mistake in Homeroom: its caller got a 500. Do report it. Others of"
              + " its kind are not logged for a minute"
              + (more == 0 ? "." : "; " + more + " were not since the last line."),
          failure);
    } else {
      kind.notLogged().incrementAndGet();
      LOGGER.log(System.Logger.Level.DEBUG, "Request {0} failed too: {1}", request, failure);
    }
  }

  /** Returns the origin of a failure: class and first stack frame of its last cause. */
  private static String origin(Throwable failure) {
    Throwable last = failure;
    for (int i = 0; last.getCause() != null && i < MAX_CAUSES; i++) {
      last = last.getCause();
    }
    StackTraceElement[] trace = last.getStackTrace();
    return last.getClass().getName() + (trace.length == 0 ? "" : " " + trace[0]);
  }
}
