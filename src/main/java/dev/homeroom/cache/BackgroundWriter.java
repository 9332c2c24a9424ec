package dev.homeroom.cache;

import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Writes values into Redis for other programs; Homeroom never reads them from there. Port;
 * implemented in {@code cache.redis}. Safe for all threads; never blocks, never throws.
 */
public interface BackgroundWriter {
  /** Writes a value in the background; drops it while Redis is not in use or its time is over. */
  void write(RedisNote note);

  /**
   * Writes all values of a set in the background, in batches: at once, and again whenever Redis is
   * in use again or is another run of it.
   *
   * @param all gives the present values each time; read by one thread, while others may change them
   */
  void keepWritten(Supplier<Stream<RedisNote>> all);

  /**
   * A value for other programs.
   *
   * @param key with its scope, without the prefix; see {@code docs/keys.md}
   * @param json one object
   * @param until when Redis deletes it
   */
  record RedisNote(String key, String json, Instant until) {}
}
