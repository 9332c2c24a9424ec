package dev.homeroom.cache.entry;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;

/**
 * Writes text of whole characters. Half of a surrogate pair, which H2 stores, becomes U+FFFD: it
 * has no UTF-8, and one such text must not fail a whole value.
 */
final class WholeText extends StdSerializer<String> {
  private static final long serialVersionUID = 1L;
  private static final char REPLACEMENT = '\uFFFD';

  WholeText() {
    super(String.class);
  }

  @Override
  public void serialize(String text, JsonGenerator out, SerializerProvider provider)
      throws IOException {
    out.writeString(whole(text));
  }

  private static String whole(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return replaced(text);
      }
    }
    return text;
  }

  private static String replaced(String text) {
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints()
        .map(point -> Character.getType(point) == Character.SURROGATE ? REPLACEMENT : point)
        .forEach(whole::appendCodePoint);
    return whole.toString();
  }
}
