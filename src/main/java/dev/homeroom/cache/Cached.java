package dev.homeroom.cache;

/**
 * An answer of the cache: the value, and what is to be said of it.
 *
 * @param <T> what the value is
 */
public final class Cached<T> {
  private final CacheKey<T> key;
  private final CacheEntry entry;
  private final Found found;
  private final long ageMillis;
  private final EntryValues values;

  /**
   * Makes an answer.
   *
   * @param ageMillis since its load began, at least 0
   */
  public Cached(
      CacheKey<T> key, CacheEntry entry, Found found, long ageMillis, EntryValues values) {
    this.key = key;
    this.entry = entry;
    this.found = found;
    this.ageMillis = ageMillis;
    this.values = values;
  }

  /** Returns the key that was asked for. */
  public CacheKey<T> key() {
    return key;
  }

  /** Returns whether the loader found that there is no such value. */
  public boolean isAbsent() {
    return entry.isAbsent();
  }

  /**
   * Returns the value, which all callers share: in a LOCAL region the loaded object itself, else
   * the one that was read from the JSON, once as long as memory keeps it.
   *
   * @throws IllegalStateException if there is none ({@link #isAbsent}), or the region's values are
   *     passed on as JSON
   */
  public T value() {
    if (entry.isAbsent()) {
      throw new IllegalStateException("there is no value of " + key);
    }
    return values.of(key, entry);
  }

  /** Returns whether a near copy answered: memory, in Redis' place. */
  public boolean near() {
    return found.near();
  }

  /**
   * Returns the value's JSON, ready to be copied to a response; not a copy; empty if LOCAL or
   * absent.
   */
  public byte[] payload() {
    return entry.payload();
  }

  /** Returns the {@link Checksum} of the payload, made once for an entry. */
  public long checksum() {
    return entry.checksum();
  }

  /** Returns the entry; for the cache's own rooms. */
  public CacheEntry entry() {
    return entry;
  }

  /** Returns where it came from. */
  public Source source() {
    return found.source();
  }

  /** Returns how it was found. */
  public Outcome outcome() {
    return found.outcome();
  }

  /** Returns whether it may be old. */
  public boolean stale() {
    return found.outcome() == Outcome.STALE;
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
    return found.collapsed();
  }

  /** Returns whether the entry is stored for later reads. */
  public boolean stored() {
    return found.stored();
  }
}
