package dev.homeroom.cache.redis;

import dev.homeroom.cache.spi.CommandTier.KeyPage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.ScanParams;

/** Reads pages of keys by SCAN. */
final class KeyScan {
  private KeyScan() {}

  /** Returns the command that reads a page of the names that match a pattern. */
  static Command<KeyPage> page(byte[] pattern, String cursor, int count) {
    return page(pattern, cursor, count, UnaryOperator.identity());
  }

  /** The same; {@code keyOf} makes a key of each name. */
  static Command<KeyPage> page(
      byte[] pattern, String cursor, int count, UnaryOperator<String> keyOf) {
    CommandArguments arguments =
        new CommandArguments(Protocol.Command.SCAN)
            .add(cursor)
            .addParams(new ScanParams().match(pattern).count(count));
    return new Command<>(
        "scan",
        true,
        0,
        connection -> {
          connection.sendCommand(arguments);
          Object reply = connection.receive(CommandLimits.PAGE);
          return reply instanceof List<?> page && page.size() == 2
              ? page(page, keyOf)
              : unread(reply);
        });
  }

  private static KeyPage page(List<?> page, UnaryOperator<String> keyOf) {
    if (!(page.get(0) instanceof byte[] cursor && page.get(1) instanceof List<?> names)) {
      return unread(page);
    }
    List<String> found = new ArrayList<>(names.size());
    for (Object name : names) {
      if (name instanceof byte[] bytes) {
        found.add(keyOf.apply(new String(bytes, StandardCharsets.UTF_8)));
      }
    }
    return new KeyPage(new String(cursor, StandardCharsets.US_ASCII), found);
  }

  private static KeyPage unread(@Nullable Object reply) {
    if (reply instanceof JedisDataException error) {
      throw error;
    }
    throw new WrongReplyException("SCAN got no cursor with keys");
  }
}
