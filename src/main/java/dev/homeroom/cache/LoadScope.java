package dev.homeroom.cache;

import java.time.Instant;

/** The entry of a running load, as its loader may change it. */
public interface LoadScope {
  /** Ends the entry's freshness at this moment, if its TTL does not end it earlier. */
  void freshUntil(Instant end);

  /**
   * Adds a tag that only the load shows to be needed. Call it <em>before</em> the tag's data is
   * read: the stamp is taken at this moment.
   */
  void dependsOn(Tag tag);
}
