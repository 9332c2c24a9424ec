package dev.homeroom.auth;

import dev.homeroom.cache.Stamps;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Caches the tokens whose signature was verified: two halves of at most {@link #half} tokens, of
 * which the older is dropped when the newer is full. It grants nothing: time, key, revocation and
 * cut-offs are checked at each use.
 */
final class VerifiedTokens {
  /**
   * A verified token.
   *
   * @param cut the generations of the cut-offs that it was issued under, each beside the cell of
   *     the current one
   */
  record VerifiedToken(TokenClaims claims, Stamps cut) {}

  private final int half;
  private volatile ConcurrentHashMap<ByteBuffer, VerifiedToken> newer = new ConcurrentHashMap<>();
  private volatile ConcurrentHashMap<ByteBuffer, VerifiedToken> older = new ConcurrentHashMap<>();

  /** Makes an empty cache of at most this many tokens, at least 2. */
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

  /** Returns the number of cached tokens; briefly a few above the bound when many come at once. */
  long size() {
    return newer.mappingCount() + older.mappingCount();
  }
}
