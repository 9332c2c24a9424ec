package dev.homeroom.auth;

import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The valid public keys (RFC 7517 §5).
 *
 * @param keys the newest first
 */
public record JwksView(List<Key> keys) {
  /** Copies the keys. */
  public JwksView {
    keys = List.copyOf(keys);
  }

  /** One RSA key (RFC 7518 §6.3.1). */
  public record Key(String kty, String use, String alg, String kid, String n, String e) {}

  static JwksView of(List<KeyPairs.VerificationKey> keys) {
    return new JwksView(keys.stream().map(JwksView::key).toList());
  }

  private static Key key(KeyPairs.VerificationKey key) {
    RSAPublicKey rsa = (RSAPublicKey) key.key();
    return new Key(
        "RSA", "sig", "RS256", key.kid(), text(rsa.getModulus()), text(rsa.getPublicExponent()));
  }

  /** Returns a number as text, without the zero byte that Java adds if the first bit is set. */
  private static String text(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] bare = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bare);
  }
}
