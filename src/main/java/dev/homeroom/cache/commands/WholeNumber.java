package dev.homeroom.cache.commands;

import java.nio.charset.StandardCharsets;

/**
 * Reads and writes whole numbers of 64 bits as Redis stores them: decimal digits, a minus before
 * them or nothing, no zero before others, no blank (Redis' {@code string2ll}).
 */
final class WholeNumber {
  private static final int MAX_LENGTH = 20;

  private WholeNumber() {}

  static byte[] text(long number) {
    return Long.toString(number).getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * Reads one.
   *
   * @param refusal the words for anything else
   */
  static long of(byte[] text, String refusal) {
    if (text.length == 0 || text.length > MAX_LENGTH || !isPlain(text)) {
      throw new RefusedException(refusal);
    }
    try {
      return Long.parseLong(new String(text, StandardCharsets.ISO_8859_1));
    } catch (NumberFormatException e) {
      throw new RefusedException(refusal);
    }
  }

  private static boolean isPlain(byte[] text) {
    int first = text[0] == '-' ? 1 : 0;
    if (first == text.length) {
      return false;
    }
    for (int i = first; i < text.length; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return false;
      }
    }
    return text[first] != '0' || text.length == 1;
  }

  /** Returns the sum. */
  static long sum(long number, long more) {
    try {
      return Math.addExact(number, more);
    } catch (ArithmeticException e) {
      throw new RefusedException(Refusals.OVERFLOW);
    }
  }
}
