package dev.homeroom.auth;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The stored text of a private key. It is opened when it is first needed, and not by the poll that
 * reads it: with a secret that takes a third of a second.
 */
final class PrivateText {
  private final String kid;
  private final String text;
  private final @Nullable String secret;
  private boolean tried;
  private @Nullable PrivateKey opened;

  PrivateText(String kid, String text, @Nullable String secret) {
    this.kid = kid;
    this.text = text;
    this.secret = secret;
  }

  /** Returns the key; null if this instance lacks the secret, or the text was deleted. */
  synchronized @Nullable PrivateKey key() {
    if (!tried) {
      opened = open();
      tried = true;
    }
    return opened;
  }

  private @Nullable PrivateKey open() {
    try {
      byte[] bytes = SealedKey.open(text, kid, secret);
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
    } catch (GeneralSecurityException e) {
      return null;
    }
  }
}
