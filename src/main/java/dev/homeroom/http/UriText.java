package dev.homeroom.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Checks and decodes parts of URIs: the ASCII characters that a part allows, and whole percent
 * sequences that encode UTF-8 (RFC 3986 §2).
 */
final class UriText {
  private static final int ASCII = 128;

  /** The characters that a path allows unencoded (RFC 3986 §3.3). */
  private static final boolean[] IN_PATH = plain("-._~!$&'()*+,;=:@/");

  /** The characters that a query allows unencoded (RFC 3986 §3.4). */
  private static final boolean[] IN_QUERY = plain("-._~!$&'()*+,;=:@/?");

  private UriText() {}

  /** Returns whether a path is well-formed. */
  static boolean isPath(String path) {
    return isText(path, IN_PATH);
  }

  /** Returns whether a query is well-formed. */
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

  /** Decodes a well-formed text. */
  static String decoded(String text) {
    return text.indexOf('%') < 0 ? text : new String(octets(text), StandardCharsets.UTF_8);
  }

  /** Returns the bytes that a text of whole percent sequences encodes. */
  private static byte[] octets(String text) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        octets.write(hex(text.charAt(i + 1)) << 4 | hex(text.charAt(i + 2)));
        i += 2;
      } else {
        octets.write(c);
      }
    }
    return octets.toByteArray();
  }

  /** Returns the value of a hex digit, which {@link Character#digit} finds in other scripts too. */
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
