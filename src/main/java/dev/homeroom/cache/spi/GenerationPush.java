package dev.homeroom.cache.spi;

import dev.homeroom.cache.Tag;
import java.util.Collection;

/**
 * Tells other instances at once of a change that they will read from the database anyway. Port;
 * implemented in {@code cache.redis}, called by {@code database} after each commit.
 */
public interface GenerationPush {
  /**
   * Names replaced tags to all other instances, and deletes the keys of {@code key:} tags. Works in
   * the background: does not wait, never throws, and does nothing while Redis is not in use.
   */
  void announce(Collection<Tag> tags);
}
