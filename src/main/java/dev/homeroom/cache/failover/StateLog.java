package dev.homeroom.cache.failover;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.StateChange;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/** Writes a log line for each change of state, and one a minute while Redis is away. */
final class StateLog {
  private static final System.Logger LOGGER = System.getLogger(StateLog.class.getName());

  /** The words of {@code cache.redis} for a refused user or password in a failure's reason. */
  private static final String ACCESS_DENIED = "access denied";

  /** The words of {@code cache.redis} for an untrusted certificate, or a server without TLS. */
  private static final String TLS_REFUSED = "TLS refused";

  private static final String CHECK_CERTIFICATE =
      "check REDIS_TLS_CA, and the host in REDIS_URL against the names in the certificate.";

  private static final String MEMORY_ANSWERS =
      "This means: memory and the database answer, no request waits for Redis";
  private static final String CHECK_ACCESS =
      "check REDIS_PASSWORD and REDIS_USERNAME, or the user and password in REDIS_URL; the server"
          + " joins Redis by itself if that lets it in, and needs a restart for a new setting.";

  /** The advice for a refusal by Redis, by a phrase in the failure's reason. */
  private static final Map<String, String> REFUSALS =
      Map.of(
          "no permission",
          "allow the user of REDIS_USERNAME, or the default user, what docs/keys.md lists (ACL"
              + " SETUSER); the server comes back by itself.",
          "not know the command",
          "let Redis know the commands that docs/keys.md lists: see rename-command, and what"
              + " stands between.",
          "REDIS_DB",
          "set REDIS_DB, or the database in REDIS_URL, to one that this Redis has, and restart; a"
              + " cluster has only 0.",
          "no more clients",
          "raise maxclients of Redis, or lower REDIS_POOL_SIZE: each server holds so many"
              + " connections and three more; it comes back by itself.");

  private StateLog() {}

  static void notConfigured() {
    LOGGER.log(
        INFO,
        "Cache NOT_CONFIGURED: Redis not configured. This means: memory and the database answer."
            + " Do: nothing, or set REDIS_URL to share the cache between servers.");
  }

  /** Logs at the start that Redis is away, which is no change of state. */
  static void startsWithout(String reason) {
    LOGGER.log(
        isAccess(reason) ? ERROR : WARNING,
        "Cache starts DEGRADED: Redis not available (Redis client error: {0}). Attempting Redis"
            + " reconnection. {1}. Do: {2}",
        reason,
        MEMORY_ANSWERS,
        whatToDo(reason));
  }

  /** Logs a change of state in one line. */
  static void changed(StateChange change) {
    switch (change.to()) {
      case REDIS ->
          LOGGER.log(
              INFO,
              "Cache {0} -> REDIS: Redis connected, Redis client connected ({1}). This means:"
                  + " reads use Redis. Do: nothing.",
              change.from(),
              change.reason());
      case DEGRADED -> degraded(change);
      case RECOVERING ->
          LOGGER.log(
              INFO,
              "Cache {0} -> RECOVERING: {1}. This means: Redis answers again, readers follow after"
                  + " one more canary. Do: nothing.",
              change.from(),
              change.reason());
      case FORCED_MEMORY, NOT_CONFIGURED ->
          LOGGER.log(
              WARNING,
              "Cache {0} -> {1}: {2}. This means: an operator has set memory and the database to"
                  + " answer, and Redis is not used. Do: switch back to auto when that is over.",
              change.from(),
              change.to(),
              change.reason());
    }
  }

  private static void degraded(StateChange change) {
    boolean byHand = change.from() == CacheState.FORCED_MEMORY;
    LOGGER.log(
        WARNING,
        "Cache {0} -> DEGRADED: Redis not available ({1}{2}). Attempting Redis reconnection. {3}."
            + " Do: {4}",
        change.from(),
        byHand ? "not yet: " : "Redis client error: ",
        change.reason(),
        MEMORY_ANSWERS,
        byHand ? "nothing." : whatToDo(change.reason()));
  }

  /** Logs, at most once a minute, that Redis is still away. */
  static void stillAway(Duration length, long failedProbes, String reason) {
    LOGGER.log(
        WARNING,
        "Redis still not available: DEGRADED for {0}, {1} probes failed, last: {2}. Attempting"
            + " Redis reconnection. {3}. Do: {4}",
        text(length),
        Long.toString(failedProbes),
        reason,
        MEMORY_ANSWERS,
        whatToDo(reason));
  }

  /** Logs the same after a successful probe, as more of them are needed. */
  static void answersAgain(Duration length, Duration held) {
    LOGGER.log(
        WARNING,
        "Redis still not available: DEGRADED for {0}. It answers again, and is used after some"
            + " more good probes{1}. {2}. Do: nothing, unless it comes and goes.",
        text(length),
        held.isZero() ? "" : ", not before " + text(held) + " have passed, as it was lost often",
        MEMORY_ANSWERS);
  }

  static void probeFailed(String reason) {
    LOGGER.log(DEBUG, "Redis probe failed: {0}", reason);
  }

  private static String whatToDo(String reason) {
    if (reason.contains(TLS_REFUSED)) {
      return CHECK_CERTIFICATE;
    }
    if (isAccess(reason)) {
      return CHECK_ACCESS;
    }
    return REFUSALS.entrySet().stream()
        .filter(refusal -> reason.contains(refusal.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(
            "see why Redis does not answer; nothing else is needed, the server comes back by itself.");
  }

  private static boolean isAccess(String reason) {
    return reason.toLowerCase(Locale.ROOT).contains(ACCESS_DENIED);
  }

  /** Returns a duration as text, such as {@code 1m30s}. */
  static String text(Duration duration) {
    return duration.truncatedTo(ChronoUnit.MILLIS).toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
