package dev.homeroom.cache.redis;

import static dev.homeroom.cache.spi.TierFailure.atOnce;
import static dev.homeroom.cache.spi.TierFailure.counted;
import static dev.homeroom.cache.spi.TierFailure.miss;

import dev.homeroom.cache.spi.TierFailure;
import dev.homeroom.cache.spi.TierFailure.Weight;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.commands.ProtocolCommand;

/**
 * Classifies Redis' error replies by their first word, since Jedis' types miss half of them. Of
 * unknown replies it repeats only names of commands, since they may hold keys and values. It names
 * a refusal by the missing right or setting.
 */
final class ErrorReplies {
  private static final String NO_PERMISSION = "no permission for ";
  private static final String UNKNOWN_COMMAND = "it does not know the command";
  private static final String NO_MORE_CLIENTS = "it takes no more clients";

  /** The name of a command, in the quotes of Redis. */
  private static final Pattern COMMAND =
      Pattern.compile("['`]([A-Za-z]{2,20}(?:\\|[A-Za-z]{2,20})?)['`]");

  private static final Map<String, TierFailure> BY_WORD =
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
          Map.entry("WRONGTYPE", miss("a value of another type (WRONGTYPE)")));

  private ErrorReplies() {}

  /** Classifies the error reply to a command. */
  static TierFailure sorted(String message) {
    String word = message.split(" ", 2)[0];
    TierFailure known = BY_WORD.get(word);
    if (known != null) {
      return known;
    }
    if (word.equals("NOPERM")) {
      return miss(NO_PERMISSION + missing(message));
    }
    if (message.contains("max number of clients")) {
      return counted(NO_MORE_CLIENTS);
    }
    if (message.contains("invalid password") || message.contains("without any password")) {
      return atOnce("access denied");
    }
    if (message.contains("unknown command")) {
      return miss(UNKNOWN_COMMAND + command(message, ""));
    }
    // Upper-case words are Redis' codes; anything else might be a value and is not repeated.
    return miss("an error reply " + (word.matches("[A-Z]{2,20}") ? word : ""));
  }

  /**
   * Returns whether a command was refused because of its arguments or its key's value: WRONGTYPE,
   * or ERR that is no refusal of Redis itself.
   */
  static boolean isOfArguments(String message) {
    TierFailure sorted = sorted(message);
    return sorted.weight() == Weight.MISS
        && !isRefusal(sorted.reason())
        && (message.startsWith("ERR ") || message.startsWith("WRONGTYPE "));
  }

  private static String missing(String message) {
    if (message.contains("channel")) {
      return "the channel of the push (NOPERM)";
    }
    if (message.matches(".*\\bkeys?\\b.*")) {
      return "keys of CACHE_PREFIX (NOPERM)";
    }
    return command(message, "a command or key").replaceFirst("^ ", "the command ") + " (NOPERM)";
  }

  private static String command(String message, String unknown) {
    Matcher command = COMMAND.matcher(message);
    return command.find() ? " " + command.group(1).toLowerCase(Locale.ROOT) : unknown;
  }

  /** Classifies the error reply to a first command: never a miss, as nothing can be sent. */
  static TierFailure toGreeting(ProtocolCommand said, String message) {
    TierFailure sorted = sorted(message);
    if (sorted.weight() != Weight.MISS) {
      return sorted;
    }
    if (said == Protocol.Command.AUTH) {
      return atOnce("access denied (AUTH refused)");
    }
    return said == Protocol.Command.SELECT && !isRefusal(sorted.reason())
        ? atOnce("it does not have the database of REDIS_DB (SELECT refused)")
        : atOnce(sorted.reason());
  }

  /** Returns whether a reason is a missing right or setting. */
  static boolean isRefusal(String reason) {
    return reason.startsWith(NO_PERMISSION)
        || reason.startsWith(UNKNOWN_COMMAND)
        || reason.equals(NO_MORE_CLIENTS);
  }
}
