package dev.homeroom.auth;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes texts that nobody can guess, for identifiers and secrets. */
final class RandomText {
  /** Enough for an identifier that never comes twice: 22 characters. */
  static final int IDENTIFIER_BYTES = 16;

  private RandomText() {}

  /** Returns random bytes in base64url without padding (RFC 4648 §5): 4 characters for 3 bytes. */
  static String of(SecureRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
