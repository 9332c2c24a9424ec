package dev.homeroom.cache;

import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Writes into Redis what Homeroom never reads from there, for other programs. Port; implemented in
 * {@code cache.redis}. Safe for all threads; never blocks, never throws.
 */
public interface BackgroundWriter {
  /**
   * Writes one note. Best effort, in the background: it is dropped while Redis is not in use, or if
   * its moment has passed.
   */
  void write(Note note);

  /**
   * Writes all notes of a set, at once and again whenever Redis is in use again or is another run
   * of it, so that what it lost or was not told stands there within seconds. Best effort, in the
   * background, in batches: however many they are, nobody waits for them.
   *
   * @param all gives the notes as they are when it is asked; read by one thread, while others may
   *     change them
   */
  void keepWritten(Supplier<Stream<Note>> all);

  /**
   * What stands under a key.
   *
   * @param key with its scope, without the prefix; see {@code docs/keys.md}
   * @param json one object
   * @param until when Redis forgets it
   */
  record Note(String key, String json, Instant until) {}
}
