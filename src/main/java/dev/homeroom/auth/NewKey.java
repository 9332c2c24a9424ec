package dev.homeroom.auth;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A key pair to be stored.
 *
 * @param kid 16 hexadecimal digits
 * @param publicText X.509, in base64
 * @param privateText as {@link SealedKey} makes it
 */
record NewKey(String kid, String publicText, String privateText) {
  /** The length of an RSA key: less is too short for keys that live for years. */
  private static final int BITS = 3072;

  private static final int KID_BYTES = 8;

  /** Makes a key pair, sealed if there is a secret. Takes a second on one core. */
  static NewKey make(@Nullable String secret, SecureRandom random) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(BITS, random);
    return of(generator.generateKeyPair(), secret, random);
  }

  static NewKey of(KeyPair pair, @Nullable String secret, SecureRandom random)
      throws GeneralSecurityException {
    byte[] name = new byte[KID_BYTES];
    random.nextBytes(name);
    String kid = HexFormat.of().formatHex(name);
    return new NewKey(
        kid,
        Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()),
        SealedKey.seal(pair.getPrivate().getEncoded(), kid, secret, random));
  }

  /** Omits the keys. */
  @Override
  public String toString() {
    return "NewKey[" + kid + "]";
  }
}
