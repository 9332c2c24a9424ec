package dev.homeroom.cache.commands;

import dev.homeroom.cache.CommandRefusedException;
import dev.homeroom.cache.InvalidKeyException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Checks what callers give to commands. */
final class CommandInput {
  static final int MAX_KEY_BYTES = 512;
  static final int MAX_VALUE_BYTES = 1_000_000;
  static final int MAX_CALLS = 1_000;

  private static final Pattern CURSOR = Pattern.compile("[rm]?[0-9]{1,20}|c[A-Za-z0-9_=-]{1,700}");

  private CommandInput() {}

  /** Returns a key that both tiers can tell from all others. */
  static String key(String key) {
    int length = key.length();
    if (length == 0 || length > MAX_KEY_BYTES) {
      return anyKey(key);
    }
    // The most frequent kind first: each get comes here.
    for (int i = 0; i < length; i++) {
      if (key.charAt(i) >= 0x80) {
        return anyKey(key);
      }
    }
    return key;
  }

  private static String anyKey(String key) {
    int bytes = 0;
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (Character.isSurrogate(c)) {
        return longKey(key);
      }
      bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
    }
    if (bytes == 0 || bytes > MAX_KEY_BYTES) {
      throw refused(bytes);
    }
    return key;
  }

  /** Checks a key with characters beyond the first 65,536: halves of them are no text. */
  private static String longKey(String key) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    if (!new String(bytes, StandardCharsets.UTF_8).equals(key)) {
      throw new InvalidKeyException("a key of a command is no Unicode text");
    }
    if (bytes.length > MAX_KEY_BYTES) {
      throw refused(bytes.length);
    }
    return key;
  }

  private static InvalidKeyException refused(int bytes) {
    return new InvalidKeyException(
        "a key of a command has " + bytes + " bytes, 1 to " + MAX_KEY_BYTES + " are allowed");
  }

  static List<String> keys(List<String> keys) {
    if (keys.isEmpty() || keys.size() > MAX_CALLS) {
      throw new IllegalArgumentException(
          keys.size() + " keys, 1 to " + MAX_CALLS + " are allowed at once");
    }
    keys.forEach(CommandInput::key);
    return List.copyOf(keys);
  }

  /** Returns the cursor of a scan, which a scan has returned. */
  static String cursor(String cursor) {
    if (!CURSOR.matcher(cursor).matches()) {
      throw new CommandRefusedException(Refusals.NO_CURSOR);
    }
    return cursor;
  }

  static byte[] value(byte[] value) {
    if (value.length > MAX_VALUE_BYTES) {
      throw new CommandRefusedException(
          "ERR a value has "
              + value.length
              + " bytes, at most "
              + MAX_VALUE_BYTES
              + " are allowed");
    }
    return value;
  }

  /** Returns a time to live in milliseconds, at least 1. */
  static long ttlMillis(Duration ttl, String command) {
    long millis = millis(ttl, command);
    if (millis <= 0) {
      throw new CommandRefusedException(Refusals.invalidExpiry(command));
    }
    return millis;
  }

  /** Returns a time in milliseconds. */
  static long millis(Duration time, String command) {
    try {
      return time.toMillis();
    } catch (ArithmeticException e) {
      throw new CommandRefusedException(Refusals.invalidExpiry(command));
    }
  }
}
