package dev.homeroom.auth;

import dev.homeroom.cache.Stamps;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tokens whose signature was found good, so that it is not computed again: at most twice {@link
 * #half} of them, the least used half forgotten when the newer one is full. Grants nothing: time,
 * key, revocation and cut-offs are asked at each use.
 */
final class VerifiedTokens {
  /**
   * A token that was verified.
   *
   * @param cut its numbers beside the cells that tell the present ones
   */
  record VerifiedToken(TokenClaims claims, Stamps cut) {}

  private final int half;
  private volatile ConcurrentHashMap<ByteBuffer, VerifiedToken> newer = new ConcurrentHashMap<>();
  private volatile ConcurrentHashMap<ByteBuffer, VerifiedToken> older = new ConcurrentHashMap<>();

  /** Makes an empty map of at most that many tokens, at least 2. */
  VerifiedTokens(int max) {
    this.half = Math.max(1, max / 2);
  }

  @Nullable VerifiedToken find(ByteBuffer textDigest) {
    VerifiedToken found = newer.get(textDigest);
    if (found != null) {
      return found;
    }
    found = older.get(textDigest);
    if (found != null) {
      keep(textDigest, found);
    }
    return found;
  }

  void keep(ByteBuffer textDigest, VerifiedToken verified) {
    if (newer.mappingCount() >= half) {
      turn();
    }
    newer.put(textDigest, verified);
  }

  private synchronized void turn() {
    if (newer.mappingCount() >= half) {
      older = newer;
      newer = new ConcurrentHashMap<>();
    }
  }

  /** Returns how many are kept; a few more than the bound for a moment, when many come at once. */
  long size() {
    return newer.mappingCount() + older.mappingCount();
  }
}
