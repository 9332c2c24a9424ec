package dev.homeroom.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jose4j.lang.HashUtil;

/** Computes SHA-256 digests of token identifiers and of token texts. */
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

  /** Returns the digest of a token's text, the key of {@link VerifiedTokens}. */
  static ByteBuffer ofText(String token) {
    return ByteBuffer.wrap(sha256(token));
  }

  private static byte[] sha256(String text) {
    return HashUtil.getMessageDigest("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
  }
}
