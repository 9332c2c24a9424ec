package dev.homeroom.auth;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The valid keys. Port for signing and verifying tokens. */
interface KeyPairs {
  /** A key that signs; its name is 1 to 64 characters of {@code [A-Za-z0-9_-]}. */
  record SigningKey(String kid, PrivateKey key) {}

  /** A named public key. */
  record VerificationKey(String kid, PublicKey key) {}

  /** Returns the newest key, which signs; throws {@link IllegalStateException} without one. */
  SigningKey signing();

  /** Returns the key of a name; null if there is none, or it was withdrawn. */
  @Nullable PublicKey verifying(String kid);

  /** Returns all valid keys, the newest first. */
  List<VerificationKey> all();
}
