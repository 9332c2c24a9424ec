package dev.homeroom.audit;

/**
 * Makes text safe to store and to show: in one line, in one cell of a table, in any database. What
 * is replaced cannot be read back.
 */
final class AuditText {
  private static final char REPLACEMENT = '\uFFFD';

  private AuditText() {}

  /**
   * Returns a text with each control character, line separator, format character (which can reverse
   * what is shown) and half of a surrogate pair replaced by U+FFFD.
   *
   * @param max the most UTF-16 units; a longer text is cut, and ends with an ellipsis
   */
  static String clean(String text, int max) {
    StringBuilder clean = new StringBuilder(Math.min(text.length(), max));
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      int width = Character.charCount(character);
      if (clean.length() + width > max) {
        return clean.length() == max ? cut(clean) : clean.append('…').toString();
      }
      clean.appendCodePoint(isPlain(character) ? character : REPLACEMENT);
      i += width;
    }
    return clean.toString();
  }

  private static String cut(StringBuilder full) {
    int last = Character.charCount(full.codePointBefore(full.length()));
    full.setLength(full.length() - last);
    return full.append('…').toString();
  }

  private static boolean isPlain(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
