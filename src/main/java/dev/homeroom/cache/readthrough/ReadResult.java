package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.Source;
import java.util.EnumMap;
import java.util.Objects;

/**
 * The source and the outcome of a read.
 *
 * @param source where it came from
 * @param outcome how
 * @param near whether memory answered in Redis' place, Redis being in use
 * @param collapsed whether another caller's load was joined
 * @param stored whether the entry is stored for later reads
 */
record ReadResult(Source source, Outcome outcome, boolean near, boolean collapsed, boolean stored) {
  /** A hit in a near copy. */
  static final ReadResult NEAR = new ReadResult(Source.REDIS, Outcome.HIT, true, false, true);

  private static final EnumMap<Source, ReadResult> HITS = all(Outcome.HIT);
  private static final EnumMap<Source, ReadResult> STALE = all(Outcome.STALE);

  private static EnumMap<Source, ReadResult> all(Outcome outcome) {
    EnumMap<Source, ReadResult> found = new EnumMap<>(Source.class);
    for (Source source : Source.values()) {
      found.put(source, new ReadResult(source, outcome, false, false, true));
    }
    return found;
  }

  /** Returns a valid entry of a tier; always the same object. */
  static ReadResult hit(Source source) {
    return Objects.requireNonNull(HITS.get(source));
  }

  /** Returns an entry of a tier that may be old; always the same object. */
  static ReadResult stale(Source source) {
    return Objects.requireNonNull(STALE.get(source));
  }

  /** Returns what was just loaded. */
  static ReadResult loaded(boolean collapsed, boolean stored) {
    return new ReadResult(Source.DB, Outcome.MISS, false, collapsed, stored);
  }

  /** Returns what was loaded past the cache: wanted anew, or too large to be kept. */
  static ReadResult reloaded(boolean collapsed, boolean stored) {
    return new ReadResult(Source.DB, Outcome.BYPASS, false, collapsed, stored);
  }
}
