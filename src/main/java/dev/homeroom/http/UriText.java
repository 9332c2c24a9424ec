package dev.homeroom.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The characters of URIs: ASCII, of which each part allows some as they are, and whole percent
 * sequences that stand for UTF-8 (RFC 3986 §2).
 */
final class UriText {
  private static final int ASCII = 128;

  /** What stands in a path as it is, besides letters and digits (RFC 3986 §3.3). */
  private static final boolean[] IN_PATH = plain("-._~!$&'()*+,;=:@/");

  /** The same of a query (RFC 3986 §3.4). */
  private static final boolean[] IN_QUERY = plain("-._~!$&'()*+,;=:@/?");

  private UriText() {}

  /** Returns whether a path keeps the rule. */
  static boolean isPath(String path) {
    return isText(path, IN_PATH);
  }

  /** Returns whether a query keeps the rule. */
  static boolean isQuery(String query) {
    return isText(query, IN_QUERY);
  }

  private static boolean isText(String text, boolean[] plain) {
    boolean isAscii = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        if (i + 2 >= text.length() || hex(text.charAt(i + 1)) < 0 || hex(text.charAt(i + 2)) < 0) {
          return false;
        }
        isAscii &= hex(text.charAt(i + 1)) < 8;
        i += 2;
      } else if (c >= ASCII || !plain[c]) {
        return false;
      }
    }
    return isAscii || isUtf8(text);
  }

  private static boolean isUtf8(String text) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets(text)));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Returns what a text that keeps the rule stands for. */
  static String decoded(String text) {
    return text.indexOf('%') < 0 ? text : new String(octets(text), StandardCharsets.UTF_8);
  }

  /** The bytes that a text of whole percent sequences stands for. */
  private static byte[] octets(String text) {
    ByteBuffer octets = ByteBuffer.allocate(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        octets.put((byte) (hex(text.charAt(i + 1)) << 4 | hex(text.charAt(i + 2))));
        i += 2;
      } else {
        octets.put((byte) c);
      }
    }
    octets.flip();
    byte[] bytes = new byte[octets.remaining()];
    octets.get(bytes);
    return bytes;
  }

  /** Of ASCII alone: {@link Character#digit} knows digits of other scripts. */
  private static int hex(char c) {
    return c < ASCII ? Character.digit(c, 16) : -1;
  }

  private static boolean[] plain(String marks) {
    boolean[] plain = new boolean[ASCII];
    for (char c = 0; c < ASCII; c++) {
      plain[c] = Character.isLetterOrDigit(c) || marks.indexOf(c) >= 0;
    }
    return plain;
  }
}
