package dev.homeroom.cache.commands;

import dev.homeroom.cache.spi.CriticalRows.Row;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A critical key's value as it stands in Redis: {@code
 * {"value":"…","base64":false,"expires_at_millis":1}}.
 *
 * @param value the text, or Base64 of bytes that are no text
 * @param base64 which of the two
 * @param expiresAtMillis the key's end, in ms since the epoch; {@code Long.MAX_VALUE} for none
 */
record CriticalValue(String value, boolean base64, long expiresAtMillis) {
  static CriticalValue of(Row row) {
    String text = new String(row.value(), StandardCharsets.UTF_8);
    boolean isText = Arrays.equals(text.getBytes(StandardCharsets.UTF_8), row.value());
    return new CriticalValue(
        isText ? text : Base64.getEncoder().encodeToString(row.value()),
        !isText,
        row.expiresAtMillis());
  }

  byte[] bytes() {
    return base64 ? Base64.getDecoder().decode(value) : value.getBytes(StandardCharsets.UTF_8);
  }
}
