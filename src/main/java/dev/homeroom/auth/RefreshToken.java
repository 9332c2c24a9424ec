package dev.homeroom.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A refresh token: an opaque text {@code <handle>.<secret>}. All tokens of one session have its
 * handle, which nothing else tells, so that a text with a handle of ours was ours once, or was made
 * from one that was. The database holds digests of both parts.
 *
 * @param handle 22 characters, 128 random bits
 * @param secret 43 characters, 256 bits
 */
record RefreshToken(String handle, String secret) {
  private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]{22})\\.([A-Za-z0-9_-]{43})");
  private static final int SECRET_BYTES = 32;

  /** Makes the first token of a new session. */
  static RefreshToken first(SecureRandom random) {
    return new RefreshToken(
        RandomText.of(random, RandomText.IDENTIFIER_BYTES), RandomText.of(random, SECRET_BYTES));
  }

  /** Reads a token; empty if the text has not the form of one. */
  static Optional<RefreshToken> parse(@Nullable String text) {
    Matcher form = FORM.matcher(text == null ? "" : text);
    return form.matches()
        ? Optional.of(new RefreshToken(form.group(1), form.group(2)))
        : Optional.empty();
  }

  /** Makes the salt for a successor, 43 random characters. */
  static String newSalt(SecureRandom random) {
    return RandomText.of(random, SECRET_BYTES);
  }

  /**
   * Returns the token that replaces this one. It cannot be computed from this one alone, nor from
   * the salt alone: the database may hold the salt, and every holder of this one is given the same
   * successor.
   */
  RefreshToken successor(String salt) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
      byte[] next = mac.doFinal(salt.getBytes(StandardCharsets.US_ASCII));
      return new RefreshToken(handle, Base64.getUrlEncoder().withoutPadding().encodeToString(next));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  /** Returns the digest of the handle, which is the session's key in the database: 64 digits. */
  String session() {
    return Digests.ofSecret(handle);
  }

  /** Returns the digest of the secret, 64 digits. */
  String digest() {
    return Digests.ofSecret(secret);
  }

  /** Returns the token as it is sent. */
  String text() {
    return handle + "." + secret;
  }

  /** Leaves the token out. */
  @Override
  public String toString() {
    return "RefreshToken";
  }
}
