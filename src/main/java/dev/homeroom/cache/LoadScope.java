package dev.homeroom.cache;

import java.time.Instant;

/** What a loader may say of the entry that is being made. */
public interface LoadScope {
  /**
   * Makes the entry fresh for at most this long from now; a longer time than the TTL changes
   * nothing.
   */
  void freshUntil(Instant end);

  /**
   * Adds a tag that only the loading shows to be needed. Must be called <em>before</em> the data
   * that the tag stands for is read: the stamp is taken at this moment.
   */
  void dependsOn(Tag tag);
}
