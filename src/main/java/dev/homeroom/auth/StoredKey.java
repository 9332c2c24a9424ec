package dev.homeroom.auth;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the keys' table.
 *
 * @param signing null if this instance lacks the secret that decrypts it: then it only verifies
 * @param alive false once withdrawn
 */
record StoredKey(
    String kid, Instant created, PublicKey verifying, @Nullable PrivateKey signing, boolean alive) {

  StoredKey withAlive(boolean nowAlive) {
    return nowAlive == alive ? this : new StoredKey(kid, created, verifying, signing, nowAlive);
  }

  /** Omits the keys. */
  @Override
  public String toString() {
    return "StoredKey[" + kid + "]";
  }
}
