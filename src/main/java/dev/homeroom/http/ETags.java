package dev.homeroom.http;

import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Weak entity tags over payload bytes (RFC 9110 §8.8.3). Two check sums of different polynomials,
 * both made by the processor, and the length: 64 bits against chance, nothing against an attacker,
 * who would only fool a copy of his own.
 */
final class ETags {
  private final CRC32C first = new CRC32C();
  private final CRC32 second = new CRC32();
  private long length;

  ETags add(byte[] payload) {
    first.update(payload, 0, payload.length);
    second.update(payload, 0, payload.length);
    length += payload.length;
    return this;
  }

  /** Returns the tag of what was added. */
  String weak() {
    long both = first.getValue() << 32 | second.getValue();
    return "W/\"" + Long.toHexString(both) + '-' + Long.toHexString(length) + '"';
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
