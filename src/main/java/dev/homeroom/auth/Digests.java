package dev.homeroom.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jose4j.lang.HashUtil;

/** Computes SHA-256 digests of token identifiers, of token texts and of user names. */
final class Digests {
  private Digests() {}

  /**
   * Returns the digest by which a token is revoked: SHA-256 of issuer, line feed and {@code jti},
   * in lower-case hex. It is of the identifier and not of the text, because one signed token can
   * have many spellings.
   */
  static String ofIdentifier(String issuer, String jti) {
    return HexFormat.of().formatHex(sha256(issuer + "\n" + jti));
  }

  /** Returns SHA-256 of a secret of 128 random bits or more, in lower-case hex. */
  static String ofSecret(String secret) {
    return HexFormat.of().formatHex(sha256(secret));
  }

  /** Returns the digest by which failures of a user name are counted, in lower-case hex. */
  static String ofUserName(String username) {
    return HexFormat.of().formatHex(sha256("login\n" + username));
  }

  /** Returns the digest of a token's text, the key of {@link VerifiedTokens}. */
  static ByteBuffer ofText(String token) {
    return ByteBuffer.wrap(sha256(token));
  }

  /** Returns SHA-256 of a one-time code, which has 100 random bits, in lower-case hex. */
  static String ofCode(String code) {
    return HexFormat.of().formatHex(sha256(code));
  }

  private static byte[] sha256(String text) {
    return HashUtil.getMessageDigest("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
  }
}
