package dev.homeroom.cache;

import java.nio.charset.StandardCharsets;

/** Encodes and checks the texts of keys and tags. */
final class Text {
  /** The most bytes of a key, and of a tag after its kind. */
  static final int MAX_BYTES = 512;

  private static final String HEX = "0123456789ABCDEF";
  private static final boolean[] UNRESERVED = unreserved();

  private Text() {}

  /**
   * Percent-encodes a part, so that distinct parts give distinct texts and no part can hold a
   * separator, a pattern or a line end (RFC 3986 §2.1; unreserved characters of §2.3 stay).
   */
  static String encoded(String part) {
    int i = 0;
    while (i < part.length() && isUnreserved(part.charAt(i))) {
      i++;
    }
    if (i == part.length()) {
      return part;
    }
    StringBuilder out = new StringBuilder(part.length() + 16).append(part, 0, i);
    for (byte b : part.substring(i).getBytes(StandardCharsets.UTF_8)) {
      if (isUnreserved((char) (b & 0xff))) {
        out.append((char) b);
      } else {
        out.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
      }
    }
    return out.toString();
  }

  /** Returns the text; refuses one that is empty or longer than {@value #MAX_BYTES} bytes. */
  static String bounded(String what, String text) {
    if (text.isEmpty()) {
      throw new InvalidKeyException(what + " must not be empty");
    }
    // Encoded texts are ASCII: one byte a character.
    if (text.length() > MAX_BYTES) {
      throw new InvalidKeyException(
          what + " has " + text.length() + " bytes, at most " + MAX_BYTES + " are allowed");
    }
    return text;
  }

  private static boolean isUnreserved(char c) {
    return c < UNRESERVED.length && UNRESERVED[c];
  }

  /** Returns a table, since each character of each part is looked up. */
  private static boolean[] unreserved() {
    boolean[] table = new boolean[128];
    String all = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    for (int i = 0; i < all.length(); i++) {
      table[all.charAt(i)] = true;
    }
    return table;
  }
}
