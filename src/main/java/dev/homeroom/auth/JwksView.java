package dev.homeroom.auth;

import java.security.interfaces.RSAPublicKey;
import java.util.List;
import org.jose4j.keys.BigEndianBigInteger;

/** The valid public keys, the newest first (RFC 7517 §5). */
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
    String modulus = BigEndianBigInteger.toBase64Url(rsa.getModulus());
    String exponent = BigEndianBigInteger.toBase64Url(rsa.getPublicExponent());
    return new Key("RSA", "sig", "RS256", key.kid(), modulus, exponent);
  }
}
