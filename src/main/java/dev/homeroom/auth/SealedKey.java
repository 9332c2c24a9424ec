package dev.homeroom.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The text form of a private key in the database: {@code bare:} and base64, or {@code sealed1:},
 * salt, nonce and AES-256-GCM's output, bound to the key's name. The AES key comes from the secret
 * by PBKDF2-HMAC-SHA256 with 600,000 rounds (OWASP password storage).
 */
final class SealedKey {
  private static final String BARE = "bare:";
  private static final String SEALED = "sealed1:";
  private static final int ROUNDS = 600_000;
  private static final int KEY_BITS = 256;
  private static final int TAG_BITS = 128;
  private static final int SALT_BYTES = 16;
  private static final int NONCE_BYTES = 12;

  private SealedKey() {}

  static String seal(byte[] key, String kid, @Nullable String secret, SecureRandom random)
      throws GeneralSecurityException {
    Base64.Encoder base64 = Base64.getEncoder();
    if (secret == null) {
      return BARE + base64.encodeToString(key);
    }
    byte[] salt = new byte[SALT_BYTES];
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(salt);
    random.nextBytes(nonce);
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, secret, salt, nonce, kid).doFinal(key);
    return SEALED
        + String.join(
            ":",
            base64.encodeToString(salt),
            base64.encodeToString(nonce),
            base64.encodeToString(sealed));
  }

  /**
   * Returns the key.
   *
   * @throws GeneralSecurityException if the secret is missing or wrong, or the text was changed
   */
  static byte[] open(String text, String kid, @Nullable String secret)
      throws GeneralSecurityException {
    Base64.Decoder base64 = Base64.getDecoder();
    if (text.startsWith(BARE)) {
      return base64.decode(text.substring(BARE.length()));
    }
    String[] parts = text.split(":", -1);
    if (secret == null || !text.startsWith(SEALED) || parts.length != 4) {
      throw new GeneralSecurityException("HOMEROOM_KEY_SECRET is missing for an encrypted key");
    }
    Cipher cipher =
        cipher(Cipher.DECRYPT_MODE, secret, base64.decode(parts[1]), base64.decode(parts[2]), kid);
    return cipher.doFinal(base64.decode(parts[3]));
  }

  private static Cipher cipher(int mode, String secret, byte[] salt, byte[] nonce, String kid)
      throws GeneralSecurityException {
    PBEKeySpec spec = new PBEKeySpec(secret.toCharArray(), salt, ROUNDS, KEY_BITS);
    byte[] key =
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(kid.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
