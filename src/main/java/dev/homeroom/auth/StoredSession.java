package dev.homeroom.auth;

import dev.homeroom.auth.ReplacedTokens.Replaced;
import java.time.Instant;
import java.util.Optional;

/**
 * A session as it is stored: what a login begins, and each refresh goes on with.
 *
 * @param id the digest of its refresh tokens' handle
 * @param personId whose it is
 * @param sid the claim {@code sid} of its access tokens
 * @param loggedIn when the password was given
 * @param expires when its present refresh token ends
 * @param cut the cut-offs under which the present tokens were issued
 * @param token the digest of the present refresh token
 * @param replaced the refresh tokens before it
 */
record StoredSession(
    String id,
    String personId,
    String sid,
    Instant loggedIn,
    Instant expires,
    StoredCut cut,
    String token,
    ReplacedTokens replaced) {

  boolean isLiveAt(Instant now) {
    return now.isBefore(expires);
  }

  /** Returns whether a token is the present one. */
  boolean isPresent(RefreshToken given) {
    return token.equals(given.digest());
  }

  /**
   * Returns the present token if the given one works at a moment; empty if it was replaced longer
   * ago, or was never ours: somebody uses a copy.
   */
  Optional<RefreshToken> presentFor(RefreshToken given, Instant now) {
    return isPresent(given) ? Optional.of(given) : replaced.workingAt(now).presentOf(given);
  }

  /** Returns the session after its present token was replaced by the successor with a salt. */
  StoredSession replacing(
      RefreshToken present, String salt, Instant now, Instant until, StoredCut under) {
    ReplacedTokens before = replaced.workingAt(now).and(new Replaced(token, salt, now));
    return new StoredSession(
        id, personId, sid, loggedIn, until, under, present.successor(salt).digest(), before);
  }

  /** Leaves the digests out. */
  @Override
  public String toString() {
    return "StoredSession[" + personId + "]";
  }
}
