package dev.homeroom.cache;

import java.time.Instant;

/**
 * Writes into Redis what Homeroom never reads from there, for other programs. Port; implemented in
 * {@code cache.redis}.
 */
public interface BackgroundWriter {
  /**
   * Writes a value under a key. Best effort, in the background: does not wait, never throws, and is
   * dropped while Redis is not in use, or if the moment has passed.
   *
   * @param key with its scope, without the prefix; see {@code docs/keys.md}
   * @param json one object
   * @param until when Redis forgets it
   */
  void write(String key, String json, Instant until);
}
