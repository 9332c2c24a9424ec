package dev.homeroom.cache.commands;

import dev.homeroom.cache.spi.CommandTier;
import dev.homeroom.cache.spi.CommandTier.KeyPage;
import dev.homeroom.cache.spi.CriticalRows;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * Pages of critical keys, then of all others. The cursor of the first is {@code c} and the last key
 * in Base64, which no cursor of the others looks like.
 */
final class CriticalScan {
  private static final String CRITICAL = "c";
  private static final String END = "0";

  private CriticalScan() {}

  static KeyPage scan(
      String cursor, CriticalRows rows, CommandTier others, String pattern, int count) {
    if (!cursor.equals(END) && !cursor.startsWith(CRITICAL)) {
      return others.scan(cursor, pattern, count);
    }
    List<String> keys = rows.keysAfter(cursor.equals(END) ? "" : key(cursor), count);
    Glob glob = new Glob(pattern);
    List<String> matching = keys.stream().filter(glob::matches).toList();
    if (keys.size() == count) {
      return new KeyPage(cursor(keys.get(count - 1)), matching);
    }
    // Those were the last ones: the others begin on the same page.
    KeyPage first = others.scan(END, pattern, count);
    return new KeyPage(
        first.cursor(), Stream.concat(matching.stream(), first.keys().stream()).toList());
  }

  private static String cursor(String key) {
    return CRITICAL + Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static String key(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor.substring(1)), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(Refusals.NO_CURSOR);
    }
  }
}
