package dev.homeroom.cache.commands;

import java.nio.charset.StandardCharsets;

/**
 * A pattern of keys, matched as Redis does (its {@code stringmatchlen}): over bytes, so that {@code
 * ?} is a part of an umlaut. The time is bounded by the product of both lengths.
 */
final class Glob {
  private final byte[] pattern;

  Glob(String pattern) {
    this.pattern = bytes(pattern);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Returns whether each bracket is closed and the last backslash stands before a character. */
  boolean isClosed() {
    int in = 0;
    while (in < pattern.length) {
      if (pattern[in] == '\\' && in + 1 == pattern.length) {
        return false;
      }
      int next = next(in);
      if (pattern[in] == '[' && (next - in < 3 || pattern[next - 1] != ']')) {
        return false;
      }
      in = next;
    }
    return true;
  }

  boolean matches(String key) {
    byte[] text = bytes(key);
    int at = 0;
    int in = 0;
    int star = -1;
    int retry = 0;
    while (at < text.length) {
      if (in < pattern.length && pattern[in] == '*') {
        star = in++;
        retry = at;
      } else if (in < pattern.length && matchesOne(in, text[at])) {
        in = next(in);
        at++;
      } else if (star >= 0) {
        // The star takes one more.
        in = star + 1;
        at = ++retry;
      } else {
        return false;
      }
    }
    while (in < pattern.length && pattern[in] == '*') {
      in++;
    }
    return in == pattern.length;
  }

  private boolean matchesOne(int in, byte character) {
    return switch (pattern[in]) {
      case '?' -> true;
      case '[' -> matchesSet(in + 1, character);
      case '\\' -> pattern[Math.min(in + 1, pattern.length - 1)] == character;
      default -> pattern[in] == character;
    };
  }

  private boolean matchesSet(int first, byte character) {
    boolean negated = first < pattern.length && pattern[first] == '^';
    boolean found = false;
    int in = negated ? first + 1 : first;
    while (in < pattern.length && pattern[in] != ']') {
      if (pattern[in] == '\\' && in + 1 < pattern.length) {
        in++;
        found |= pattern[in] == character;
      } else if (in + 2 < pattern.length && pattern[in + 1] == '-') {
        found |= isBetween(pattern[in], pattern[in + 2], character);
        in += 2;
      } else {
        found |= pattern[in] == character;
      }
      in++;
    }
    return found != negated;
  }

  private static boolean isBetween(byte one, byte other, byte character) {
    return character >= Math.min(one, other) && character <= Math.max(one, other);
  }

  /** Returns the place behind the part that begins at a place. */
  private int next(int in) {
    if (pattern[in] == '\\') {
      return Math.min(in + 2, pattern.length);
    }
    if (pattern[in] != '[') {
      return in + 1;
    }
    int end = in + 1;
    if (end < pattern.length && pattern[end] == '^') {
      end++;
    }
    while (end < pattern.length && pattern[end] != ']') {
      end += pattern[end] == '\\' ? 2 : end + 2 < pattern.length && pattern[end + 1] == '-' ? 3 : 1;
    }
    return Math.min(end + 1, pattern.length);
  }
}
