package dev.homeroom.cache;

import java.time.Instant;

/** How long the entry of a running load is fresh, as far as its loader may say. */
public interface Freshness {
  /** Ends the entry's freshness at this moment, if its TTL does not end it earlier. */
  void freshUntil(Instant end);
}
