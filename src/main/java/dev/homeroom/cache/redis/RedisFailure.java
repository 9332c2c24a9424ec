package dev.homeroom.cache.redis;

import static dev.homeroom.cache.spi.TierFailure.atOnce;
import static dev.homeroom.cache.spi.TierFailure.counted;
import static dev.homeroom.cache.spi.TierFailure.miss;

import dev.homeroom.cache.spi.TierFailure;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * A classified exception of Jedis. Only this class classifies them, with {@link ErrorReplies}.
 *
 * @param failure its meaning for the cache
 * @param lost whether the connection was lost, and not merely slow or refused
 * @param connectionUsable whether the connection can serve the next command
 */
record RedisFailure(TierFailure failure, boolean lost, boolean connectionUsable) {
  /** Redis did not answer by the deadline. */
  static final TierFailure LATE = TierFailure.LATE;

  /** The host name has no address. */
  static final TierFailure UNKNOWN_HOST = atOnce("unknown host");

  /** A reply is longer than a caller may have: no failure of Redis. */
  static final TierFailure LONG_REPLY = miss("a reply that is too long");

  /** Classifies an exception of an exchange with Redis. */
  static RedisFailure of(Throwable thrown) {
    if (thrown instanceof PoolBusyException) {
      return new RedisFailure(TierFailure.BUSY, false, true);
    }
    if (thrown instanceof RefusedConnectionException refused) {
      return new RedisFailure(refused.failure(), false, true);
    }
    if (thrown instanceof JedisDataException) {
      return new RedisFailure(
          ErrorReplies.sorted(String.valueOf(thrown.getMessage())), false, true);
    }
    if (thrown instanceof JedisConnectionException) {
      return connection(thrown);
    }
    if (thrown instanceof LongCommandReplyException) {
      return new RedisFailure(LONG_REPLY, false, false);
    }
    if (thrown instanceof WrongReplyException) {
      return new RedisFailure(counted("a wrong reply: " + thrown.getMessage()), false, false);
    }
    return new RedisFailure(
        counted("an unreadable reply: " + thrown.getClass().getSimpleName()), false, false);
  }

  private static RedisFailure connection(Throwable thrown) {
    Throwable cause = root(thrown);
    if (cause instanceof SocketTimeoutException) {
      return new RedisFailure(LATE, false, false);
    }
    if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
      return new RedisFailure(atOnce("connection refused"), false, false);
    }
    if (cause instanceof UnknownHostException) {
      return new RedisFailure(UNKNOWN_HOST, false, false);
    }
    if (cause instanceof SSLException || cause instanceof GeneralSecurityException) {
      return new RedisFailure(atOnce("TLS refused: " + Tls.refusal(cause)), false, false);
    }
    return new RedisFailure(counted("connection lost"), true, false);
  }

  private static Throwable root(Throwable thrown) {
    Throwable at = thrown;
    for (Throwable next = at; next != null && next != next.getCause(); next = cause(next)) {
      at = next;
    }
    return at;
  }

  private static @Nullable Throwable cause(Throwable of) {
    // A time-out inside a TLS handshake is a time-out.
    return of instanceof SocketTimeoutException ? null : of.getCause();
  }
}
