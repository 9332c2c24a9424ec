package dev.homeroom.notices;

/**
 * The beginning of a text, cut to a size.
 *
 * @param text whole characters
 * @param cut whether its end is missing
 */
record Excerpt(String text, boolean cut) {
  private static final int UNICODE_ESCAPE = 6;
  private static final int SHORT_ESCAPE = 2;

  /**
   * Returns as much of a text as takes at most so many bytes between the quotes of a JSON string
   * (RFC 8259 §7), in UTF-8.
   */
  static Excerpt of(String text, int maxBytes) {
    int bytes = 0;
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      bytes += bytes(point);
      if (bytes > maxBytes) {
        return new Excerpt(text.substring(0, at), true);
      }
      at += Character.charCount(point);
    }
    return new Excerpt(text, false);
  }

  private static int bytes(int point) {
    if (point < ' ') {
      return "\b\t\n\f\r".indexOf(point) < 0 ? UNICODE_ESCAPE : SHORT_ESCAPE;
    }
    if (point == '"' || point == '\\') {
      return SHORT_ESCAPE;
    }
    if (point < 0x80) {
      return 1;
    }
    if (point < 0x800) {
      return 2;
    }
    return point < Character.MIN_SUPPLEMENTARY_CODE_POINT ? 3 : 4;
  }
}
