package dev.homeroom.cache.spi;

import dev.homeroom.cache.Checksum;
import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.Stamps;
import org.jspecify.annotations.Nullable;

/**
 * A value with its stamps and times, or the knowledge that there is no such value. Kept by
 * reference in memory; as bytes elsewhere. Immutable, but for what this instance has found out
 * about it. A plain class, because the memory tier's size engine cannot look into records.
 */
public final class CacheEntry {
  /**
   * How far the clock that an entry's times were taken from may go before this one: what seems to
   * be loaded later than so far from now is expired. As much as for tokens, because the same clocks
   * of the same instances are compared; half of the shortest TTL.
   */
  public static final long SKEW_MILLIS = 30_000;

  private static final int NOT_TIMED_HERE = -1;

  private final String key;
  private final int shape;
  private final Stamps stamps;
  private final long loadedMillis;
  private final long freshUntilMillis;
  private final long staleUntilMillis;
  private final byte[] payload;
  private final @Nullable Object object;

  /** By itself, so that a hit need not touch the bytes: they lie elsewhere. */
  private final boolean absent;

  /** Of the payload; 0 before anybody asked. */
  private volatile long checksum;

  /** Of the payload; null before memory keeps it. */
  private volatile @Nullable Object decoded;

  private volatile long sharedRun;
  private volatile long comparedMillis;
  private volatile long currentAt = -1;
  private volatile int clockSetting = NOT_TIMED_HERE;

  /**
   * Makes an entry.
   *
   * @param key the key's text, without the prefix
   * @param shape the region's shape version when it was made
   * @param stamps as known before its load began
   * @param loadedMillis when its load began, ms since 1970
   * @param freshUntilMillis when it stops being a hit, ms since 1970
   * @param staleUntilMillis when it stops being anything, ms since 1970; not before fresh-until
   * @param payload the value's JSON; empty in a LOCAL region, and where there is no value; not
   *     copied, must not be changed
   * @param object the value itself, in a LOCAL region; else null
   */
  public CacheEntry(
      String key,
      int shape,
      Stamps stamps,
      long loadedMillis,
      long freshUntilMillis,
      long staleUntilMillis,
      byte[] payload,
      @Nullable Object object) {
    if (staleUntilMillis < freshUntilMillis) {
      throw new IllegalArgumentException(
          "stale-until " + staleUntilMillis + " is before fresh-until " + freshUntilMillis);
    }
    this.key = key;
    this.shape = shape;
    this.stamps = stamps;
    this.loadedMillis = loadedMillis;
    this.freshUntilMillis = freshUntilMillis;
    this.staleUntilMillis = staleUntilMillis;
    this.payload = payload;
    this.object = object;
    this.absent = payload.length == 0 && object == null;
  }

  /** Returns the key's text, without the prefix. */
  public String key() {
    return key;
  }

  /** Returns the region's shape version when the entry was made. */
  public int shape() {
    return shape;
  }

  /** Returns the stamps. */
  public Stamps stamps() {
    return stamps;
  }

  /** Returns when the load began, ms since 1970. */
  public long loadedMillis() {
    return loadedMillis;
  }

  /** Returns when it stops being a hit, ms since 1970. */
  public long freshUntilMillis() {
    return freshUntilMillis;
  }

  /** Returns when it stops being anything, ms since 1970. */
  public long staleUntilMillis() {
    return staleUntilMillis;
  }

  /** Returns the value's JSON; not a copy, must not be changed; empty in a LOCAL region. */
  public byte[] payload() {
    return payload;
  }

  /** Returns the {@link Checksum} of the payload: made when somebody asks, and kept. */
  public long checksum() {
    long made = checksum;
    if (made == 0) {
      made = Checksum.of(payload);
      checksum = made;
    }
    return made;
  }

  /** Returns the value itself in a LOCAL region, else null. */
  public @Nullable Object object() {
    return object;
  }

  /** Returns the value that was read from the payload and is kept beside it; null if none is. */
  public @Nullable Object decoded() {
    return decoded;
  }

  /** Keeps the value that was read from the payload, or with null forgets it. */
  public void decoded(@Nullable Object value) {
    decoded = value;
  }

  /** Returns whether there is no such value: a negative answer. */
  public boolean isAbsent() {
    return absent;
  }

  /**
   * Returns the run of Redis in which an entry of the same load was seen or put there ({@link
   * Circuit#redisRun}); 0 if none ever was.
   */
  public long sharedRun() {
    return sharedRun;
  }

  /** Returns when it was compared with that one, or that comparison began; ms since 1970. */
  public long comparedMillis() {
    return comparedMillis;
  }

  /**
   * Notes another time of comparison, if the time that is noted is still the one that was seen.
   *
   * @return whether it was: of several callers one gets true
   */
  public synchronized boolean compared(long seenMillis, long millis) {
    if (comparedMillis != seenMillis) {
      return false;
    }
    comparedMillis = millis;
    return true;
  }

  /** Notes that Redis holds the same in this run. */
  public void shared(long run, long millis) {
    comparedMillis = millis;
    sharedRun = run;
  }

  /** Notes that Redis does not hold the same. */
  public void unshared() {
    sharedRun = 0;
  }

  /**
   * Returns whether its stamps were compared, and were the present ones, since what is known has
   * this number ({@link KnownGenerations#changes}).
   */
  public boolean wasCurrentAt(long changes) {
    return currentAt == changes;
  }

  /** Notes that its stamps were the present ones, compared after this number was read. */
  public void currentAt(long changes) {
    currentAt = changes;
  }

  /** Returns whether it is fresh by the times that it names; {@code now} in ms since 1970. */
  public boolean isFresh(long now) {
    return now < freshUntilMillis && loadedMillis - now <= SKEW_MILLIS;
  }

  /** Notes under which setting of this instance's clock its times were taken, or first read. */
  public void timedUnder(int setting) {
    clockSetting = setting;
  }

  /** Returns whether that is noted. */
  public boolean isTimed() {
    return clockSetting != NOT_TIMED_HERE;
  }

  /** Returns whether its times mean something under a setting: that one, or none was noted. */
  public boolean keepsTimeUnder(int setting) {
    int noted = clockSetting;
    return noted == setting || noted == NOT_TIMED_HERE;
  }

  /** Returns whether its times can be compared with another one's, as far as is noted. */
  public boolean keepsTimeOf(CacheEntry other) {
    return !other.isTimed() || keepsTimeUnder(other.clockSetting);
  }
}
