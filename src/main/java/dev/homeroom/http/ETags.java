package dev.homeroom.http;

import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Checksum;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Weak entity tags over payload bytes (RFC 9110 §8.8.3): 64 bits and the length against chance,
 * nothing against an attacker, who would only fool a copy of his own. The same on every server.
 */
final class ETags {
  private ETags() {}

  /**
   * Returns the tag of values, in this order, and of what stands beside them. What each payload
   * comes to is kept with its entry, so that a hit does not go through its bytes.
   */
  static String weak(Collection<? extends Cached<?>> values, byte[] beside) {
    long sum = Checksum.of(beside);
    long length = beside.length;
    for (Cached<?> value : values) {
      sum = Checksum.both(sum, value.checksum());
      length += value.payload().length;
    }
    return "W/\"" + Long.toHexString(sum) + '-' + Long.toHexString(length) + '"';
  }

  /**
   * Returns whether {@code If-None-Match} names the tag, by weak comparison (RFC 9110 §13.1.2): the
   * value is {@code *} or a list of tags.
   */
  static boolean matches(@Nullable String ifNoneMatch, String tag) {
    if (ifNoneMatch == null) {
      return false;
    }
    if (ifNoneMatch.strip().equals("*")) {
      return true;
    }
    String opaque = tag.substring(tag.indexOf('"'));
    int at = ifNoneMatch.indexOf(opaque);
    while (at >= 0) {
      if (isWhole(ifNoneMatch, at, at + opaque.length())) {
        return true;
      }
      at = ifNoneMatch.indexOf(opaque, at + 1);
    }
    return false;
  }

  /** Ours hold no quote inside, so a found one is whole if list separators stand around it. */
  private static boolean isWhole(String list, int from, int to) {
    int before = from >= 2 && list.startsWith("W/", from - 2) ? from - 2 : from;
    boolean begins = before == 0 || isSeparator(list.charAt(before - 1));
    return begins && (to == list.length() || isSeparator(list.charAt(to)));
  }

  private static boolean isSeparator(char c) {
    return c == ',' || c == ' ' || c == '\t';
  }
}
