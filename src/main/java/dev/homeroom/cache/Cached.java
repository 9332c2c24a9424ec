package dev.homeroom.cache;

/**
 * An answer of the cache: the value, and what is to be said of it.
 *
 * @param <T> what the value is
 */
public final class Cached<T> {
  private final CacheKey<T> key;
  private final CacheEntry entry;
  private final Source source;
  private final Outcome outcome;
  private final long ageMillis;
  private final boolean collapsed;
  private final boolean stored;
  private final ValueFormat format;

  /**
   * Makes an answer.
   *
   * @param ageMillis since its load began, at least 0
   * @param collapsed whether another caller's load was joined
   * @param stored whether the entry is kept
   */
  public Cached(
      CacheKey<T> key,
      CacheEntry entry,
      Source source,
      Outcome outcome,
      long ageMillis,
      boolean collapsed,
      boolean stored,
      ValueFormat format) {
    this.key = key;
    this.entry = entry;
    this.source = source;
    this.outcome = outcome;
    this.ageMillis = ageMillis;
    this.collapsed = collapsed;
    this.stored = stored;
    this.format = format;
  }

  /** Returns the key that was asked for. */
  public CacheKey<T> key() {
    return key;
  }

  /**
   * Returns the value: in a LOCAL region the object itself, else read from its JSON at each call.
   */
  public T value() {
    Object object = entry.object();
    Class<T> type = key.region().type();
    return object != null ? type.cast(object) : format.read(entry.payload(), type);
  }

  /** Returns the value's JSON, ready to be copied to a response; not a copy; empty if LOCAL. */
  public byte[] payload() {
    return entry.payload();
  }

  /** Returns where it came from. */
  public Source source() {
    return source;
  }

  /** Returns how it was found. */
  public Outcome outcome() {
    return outcome;
  }

  /** Returns whether it may be old. */
  public boolean stale() {
    return outcome == Outcome.STALE;
  }

  /** Returns the time since its load began, in milliseconds, at least 0. */
  public long ageMillis() {
    return ageMillis;
  }

  /** Returns when its load began, ms since 1970. */
  public long loadedMillis() {
    return entry.loadedMillis();
  }

  /** Returns for how long it is fresh from its load on, in milliseconds. */
  public long lifetimeMillis() {
    return entry.freshUntilMillis() - entry.loadedMillis();
  }

  /** Returns whether another caller's load was joined. */
  public boolean collapsed() {
    return collapsed;
  }

  /** Returns whether the entry is kept for the next one who asks. */
  public boolean stored() {
    return stored;
  }
}
