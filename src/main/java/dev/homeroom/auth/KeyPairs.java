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

  /**
   * Returns the key that signs: the newest one that every instance knows. Throws {@link
   * IllegalStateException} without one.
   */
  SigningKey signing();

  /**
   * Returns the key of a name; null if there is none, if it was withdrawn, or if it was replaced so
   * long ago that no token of it is alive.
   */
  @Nullable PublicKey verifying(String kid);

  /** Returns the key of a name, valid or not; null if there is none. */
  @Nullable PublicKey known(String kid);

  /** Returns all valid keys, the newest first. */
  List<VerificationKey> all();
}
