package dev.homeroom.cache.redis;

import dev.homeroom.cache.TierFailure;
import dev.homeroom.cache.TierFailure.Weight;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * What Jedis throws, sorted: the only place that does it. Error replies are told by their first
 * word, since Jedis' types miss half of them (FAULTS M12, A.4).
 *
 * @param failure what it means
 * @param lost whether the connection was lost, and not merely slow or refused
 * @param connectionUsable whether the connection can serve the next command
 */
record Sorted(TierFailure failure, boolean lost, boolean connectionUsable) {
  /** It did not answer by the deadline. */
  static final TierFailure LATE = counted("no answer in time");

  /** Its name has no address. */
  static final TierFailure UNKNOWN_HOST = atOnce("unknown host");

  private static final Map<String, TierFailure> ERROR_REPLIES =
      Map.ofEntries(
          Map.entry("NOAUTH", atOnce("access denied (NOAUTH)")),
          Map.entry("WRONGPASS", atOnce("access denied (WRONGPASS)")),
          Map.entry("READONLY", atOnce("it takes no writes (READONLY)")),
          Map.entry("LOADING", atOnce("it is loading its data (LOADING)")),
          Map.entry("MISCONF", atOnce("it cannot save to disk (MISCONF)")),
          Map.entry("OOM", atOnce("its memory is full (OOM)")),
          Map.entry("BUSY", counted("it runs a script (BUSY)")),
          Map.entry("MASTERDOWN", counted("its primary is down (MASTERDOWN)")),
          Map.entry("NOREPLICAS", counted("it has too few replicas (NOREPLICAS)")),
          Map.entry("CLUSTERDOWN", counted("the cluster is down (CLUSTERDOWN)")),
          Map.entry("NOPERM", miss("no permission for a command or key (NOPERM)")),
          Map.entry("WRONGTYPE", miss("a value of another type (WRONGTYPE)")));

  /** Sorts whatever an exchange threw. */
  static Sorted of(Throwable thrown) {
    if (thrown instanceof PoolBusyException) {
      return new Sorted(miss("no connection came free"), false, true);
    }
    if (thrown instanceof JedisDataException) {
      return new Sorted(errorReply(String.valueOf(thrown.getMessage())), false, true);
    }
    if (thrown instanceof JedisConnectionException) {
      return connection(thrown);
    }
    if (thrown instanceof WrongReplyException) {
      return new Sorted(counted("a wrong reply: " + thrown.getMessage()), false, false);
    }
    return new Sorted(
        counted("an unreadable reply: " + thrown.getClass().getSimpleName()), false, false);
  }

  private static TierFailure errorReply(String message) {
    String word = message.split(" ", 2)[0];
    TierFailure known = ERROR_REPLIES.get(word);
    if (known != null) {
      return known;
    }
    if (message.contains("max number of clients")) {
      return counted("it takes no more clients");
    }
    if (message.contains("invalid password") || message.contains("without any password")) {
      return atOnce("access denied");
    }
    // Upper-case words are Redis' codes; anything else might be a value and is not repeated.
    return miss("an error reply " + (word.matches("[A-Z]{2,20}") ? word : ""));
  }

  private static Sorted connection(Throwable thrown) {
    Throwable cause = root(thrown);
    if (cause instanceof SocketTimeoutException) {
      return new Sorted(LATE, false, false);
    }
    if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
      return new Sorted(atOnce("connection refused"), false, false);
    }
    if (cause instanceof UnknownHostException) {
      return new Sorted(UNKNOWN_HOST, false, false);
    }
    if (cause instanceof SSLException || cause instanceof GeneralSecurityException) {
      return new Sorted(atOnce("TLS refused: " + Tls.refusal(cause)), false, false);
    }
    return new Sorted(counted("connection lost"), true, false);
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

  private static TierFailure atOnce(String reason) {
    return new TierFailure(Weight.AT_ONCE, reason);
  }

  private static TierFailure counted(String reason) {
    return new TierFailure(Weight.COUNTED, reason);
  }

  private static TierFailure miss(String reason) {
    return new TierFailure(Weight.MISS, reason);
  }
}
