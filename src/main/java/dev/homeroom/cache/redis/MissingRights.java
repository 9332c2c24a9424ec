package dev.homeroom.cache.redis;

import dev.homeroom.cache.spi.TierFailure;
import dev.homeroom.time.Ticker;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Warns, at most once a minute each, of refusals of a Redis that is otherwise in use: a command, a
 * key, a channel, a further connection. It tells at most 32 different ones apart.
 */
final class MissingRights {
  private static final int MOST = 32;

  private final Ticker ticker;
  private final Map<String, ThrottledWarning> alarms = new ConcurrentHashMap<>();

  MissingRights(Ticker ticker) {
    this.ticker = ticker;
  }

  /** Warns if a failure is a refusal. */
  void tell(TierFailure failure) {
    String reason = failure.reason();
    if (ErrorReplies.isRefusal(reason) && (alarms.size() < MOST || alarms.containsKey(reason))) {
      alarms.computeIfAbsent(reason, this::alarm).raise();
    }
  }

  private ThrottledWarning alarm(String reason) {
    return new ThrottledWarning(
        ticker,
        "Redis refuses what Homeroom needs: "
            + reason
            + ". This means: reads and writes by it are misses, and other servers' changes"
            + " may be seen up to 2 s late. Do: allow the user of REDIS_USERNAME, or the default"
            + " user, what docs/keys.md lists (ACL SETUSER); maxclients of Redis has to allow"
            + " REDIS_POOL_SIZE and three more for each server.");
  }
}
