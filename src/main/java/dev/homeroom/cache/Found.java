package dev.homeroom.cache;

import java.util.EnumMap;
import java.util.Objects;

/**
 * How a value was found.
 *
 * @param source where it came from
 * @param outcome how
 * @param near whether memory answered in Redis' place, Redis being in use
 * @param collapsed whether another caller's load was joined
 * @param stored whether the entry is stored for later reads
 */
public record Found(
    Source source, Outcome outcome, boolean near, boolean collapsed, boolean stored) {
  /** A hit in a near copy. */
  public static final Found NEAR = new Found(Source.REDIS, Outcome.HIT, true, false, true);

  private static final EnumMap<Source, Found> HITS = all(Outcome.HIT);
  private static final EnumMap<Source, Found> STALE = all(Outcome.STALE);

  private static EnumMap<Source, Found> all(Outcome outcome) {
    EnumMap<Source, Found> found = new EnumMap<>(Source.class);
    for (Source source : Source.values()) {
      found.put(source, new Found(source, outcome, false, false, true));
    }
    return found;
  }

  /** Returns a valid entry of a tier; always the same object. */
  public static Found hit(Source source) {
    return Objects.requireNonNull(HITS.get(source));
  }

  /** Returns an entry of a tier that may be old; always the same object. */
  public static Found stale(Source source) {
    return Objects.requireNonNull(STALE.get(source));
  }

  /** Returns what was just loaded. */
  public static Found loaded(boolean collapsed, boolean stored) {
    return new Found(Source.DB, Outcome.MISS, false, collapsed, stored);
  }

  /** Returns what was loaded past the cache: wanted anew, or too large to be kept. */
  public static Found reloaded(boolean collapsed, boolean stored) {
    return new Found(Source.DB, Outcome.BYPASS, false, collapsed, stored);
  }
}
