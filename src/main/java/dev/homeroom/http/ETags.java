package dev.homeroom.http;

import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Checksum;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Computes weak entity tags over payload bytes (RFC 9110 §8.8.3), the same on every server. 64 bits
 * and the length make chance collisions unlikely; they do not resist an attacker, whose collision
 * would harm only the attacker's own copy.
 */
final class ETags {
  private ETags() {}

  /**
   * Returns the tag of values, in this order, and of the bytes beside them. Each entry keeps its
   * payload's checksum, so that a hit does not read the payload.
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

  /**
   * Returns whether a found tag is a whole element of the list. Our tags hold no quote, so it is
   * enough to check the separators around it.
   */
  private static boolean isWhole(String list, int from, int to) {
    int before = from >= 2 && list.startsWith("W/", from - 2) ? from - 2 : from;
    boolean begins = before == 0 || isSeparator(list.charAt(before - 1));
    return begins && (to == list.length() || isSeparator(list.charAt(to)));
  }

  private static boolean isSeparator(char c) {
    return c == ',' || c == ' ' || c == '\t';
  }
}
