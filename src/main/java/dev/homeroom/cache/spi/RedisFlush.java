package dev.homeroom.cache.spi;

/** Deletes in Redis what stands under the prefix. Port; implemented in {@code cache.redis}. */
public interface RedisFlush {
  /** Returns the prefix of all keys, with its colon. */
  String prefix();

  /**
   * Returns how many other installations have used the prefix within 7 days: asks Redis if it is in
   * use, and else tells what it said last; 0 if it never did.
   */
  long otherInstallations();

  /**
   * Deletes all keys of entries and commands, but for the notes of revoked tokens.
   *
   * @return how many there were
   * @throws TierFailedException if Redis is not in use or does not answer: some may be deleted then
   */
  long flush();
}
