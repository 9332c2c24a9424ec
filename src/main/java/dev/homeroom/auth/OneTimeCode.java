package dev.homeroom.auth;

import java.security.SecureRandom;
import java.util.Locale;

/**
 * A code that lets a person set a password once: 20 characters, 100 random bits, in four groups
 * that can be read aloud.
 *
 * @param text the code as it is shown, for instance {@code 7KQ2M-X9R4T-0BCDE-FGH3J}
 */
record OneTimeCode(String text) {
  /** Crockford's base 32: without I, L and O, which look like digits, and without U. */
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final int LENGTH = 20;
  private static final int GROUP = 5;

  /** Makes a new one. */
  static OneTimeCode random(SecureRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      if (i > 0 && i % GROUP == 0) {
        text.append('-');
      }
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new OneTimeCode(text.toString());
  }

  /**
   * Returns the digest of a code as a person typed it: upper or lower case, with or without hyphens
   * and spaces, with I or L for 1 and O for 0. Any text has one.
   */
  static String digestOf(String typed) {
    String plain =
        typed
            .toUpperCase(Locale.ROOT)
            .replaceAll("[\\s-]", "")
            .replaceAll("[IL]", "1")
            .replace('O', '0');
    return Digests.ofCode(plain);
  }

  /** Returns the digest, which is all that is stored. */
  String digest() {
    return digestOf(text);
  }

  /** Leaves the code out. */
  @Override
  public String toString() {
    return "OneTimeCode";
  }
}
