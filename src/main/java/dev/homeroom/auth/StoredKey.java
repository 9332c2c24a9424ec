package dev.homeroom.auth;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the keys' table.
 *
 * @param life when it was made and replaced, and whether it is withdrawn
 * @param knownNanos when this instance learned of it, by its ticker
 */
record StoredKey(String kid, PublicKey verifying, PrivateText text, Life life, long knownNanos) {
  /** The time after which a replaced key signs no more, whatever the clocks say. */
  private static final Duration HAND_OVER = Duration.ofSeconds(30);

  /**
   * The part of a key's row that changes, and when it was made.
   *
   * @param alive false once withdrawn
   * @param replaced null for the present key
   * @param verifies how long after that its last token can be alive
   */
  record Life(Instant created, boolean alive, @Nullable Instant replaced, Duration verifies) {
    /** Returns when its last token has ended; null for the present key. */
    @Nullable Instant ends() {
      return replaced == null ? null : replaced.plus(verifies);
    }

    /** Returns whether tokens that it signed are accepted. */
    boolean isValidAt(Instant now) {
      Instant ends = ends();
      return alive && (ends == null || now.isBefore(ends));
    }

    /** Returns whether another key took its place, and every instance knows it. */
    boolean isHandedOverAt(Instant now) {
      return replaced != null && !now.isBefore(replaced.plus(HAND_OVER));
    }

    /** Returns whether it is the present key. */
    boolean isCurrent() {
      return alive && replaced == null;
    }
  }

  StoredKey with(Life now) {
    return new StoredKey(kid, verifying, text, now, knownNanos);
  }

  /** Returns the private key; null if this instance lacks the secret: then it only verifies. */
  @Nullable PrivateKey signing() {
    return text.key();
  }

  /** Omits the keys. */
  @Override
  public String toString() {
    return "StoredKey[" + kid + "]";
  }
}
