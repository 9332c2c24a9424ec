package dev.homeroom.cache.spi;

import dev.homeroom.cache.Checksum;
import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.Stamps;
import org.jspecify.annotations.Nullable;

/**
 * A value with its stamps and times, or a negative answer. Memory keeps it by reference, other
 * tiers as bytes. Immutable, apart from the notes of this instance about it.
 */
public final class CacheEntry {
  /**
   * The longest time that another instance's clock may be ahead: an entry that seems to be loaded
   * later than that from now is expired. As long as for tokens, since the same clocks are compared;
   * half of the shortest TTL.
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

  /** Kept apart from the payload, which a hit then need not read. */
  private final boolean absent;

  /** The checksum of the payload; 0 until it is first asked for. */
  private volatile long checksum;

  /** The value of the payload; null until memory keeps it. */
  private volatile @Nullable Object decoded;

  private volatile boolean isBeingGiven;
  private volatile boolean isWithdrawn;
  private volatile long sharedRun;
  private volatile long comparedMillis;
  private volatile long currentAt = -1;
  private volatile int clockSetting = NOT_TIMED_HERE;

  /**
   * Makes an entry of what the methods of these names return. The end of all its use is not before
   * the end of its time as a hit; a negative answer has neither payload nor object.
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

  /** Returns the end of its time as a hit, ms since 1970. */
  public long freshUntilMillis() {
    return freshUntilMillis;
  }

  /** Returns the end of all its use, ms since 1970. */
  public long staleUntilMillis() {
    return staleUntilMillis;
  }

  /** Returns the value's JSON; not a copy, must not be changed; empty in a LOCAL region. */
  public byte[] payload() {
    return payload;
  }

  /** Returns the {@link Checksum} of the payload, which is made once. */
  public long checksum() {
    if (checksum == 0) {
      checksum = Checksum.of(payload);
    }
    return checksum;
  }

  /** Returns the value itself in a LOCAL region, else null. */
  public @Nullable Object object() {
    return object;
  }

  /** Returns the decoded value that is kept beside the payload; null if there is none. */
  public @Nullable Object decoded() {
    return decoded;
  }

  /** Keeps the value that was read from the payload; null removes it. */
  public void decoded(@Nullable Object value) {
    decoded = value;
  }

  /** Returns whether this is a negative answer: there is no such value. */
  public boolean isAbsent() {
    return absent;
  }

  /** Returns the {@link Circuit#redisRun} that held an entry of the same load; 0 for none. */
  public long sharedRun() {
    return sharedRun;
  }

  /** Returns when it was last compared with Redis' entry, or began to be; ms since 1970. */
  public long comparedMillis() {
    return comparedMillis;
  }

  /**
   * Notes another time of comparison, if {@code seenMillis} is still the noted one.
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

  /** Notes that it waits to be given to Redis, or does so no longer. */
  public void beingGiven(boolean waits) {
    isBeingGiven = waits;
  }

  /** Returns whether it waits to be given to Redis. */
  public boolean isBeingGiven() {
    return isBeingGiven;
  }

  /** Notes that another program took it from Redis: it is fresh no longer. */
  public void withdraw() {
    isWithdrawn = true;
  }

  /** Notes that Redis does not hold the same. */
  public void unshared() {
    sharedRun = 0;
  }

  /**
   * Returns whether its stamps were compared, and were current, at this number of changes ({@link
   * KnownGenerations#changes}).
   */
  public boolean wasCurrentAt(long changes) {
    return currentAt == changes;
  }

  /** Notes that its stamps were current, compared after this number was read. */
  public void currentAt(long changes) {
    currentAt = changes;
  }

  /** Returns whether it is fresh at a time, in ms since 1970. */
  public boolean isFresh(long now) {
    return !isWithdrawn && now < freshUntilMillis && loadedMillis - now <= SKEW_MILLIS;
  }

  /** Notes the setting of this instance's clock under which its times were taken or first read. */
  public void timedUnder(int setting) {
    clockSetting = setting;
  }

  /** Returns whether a setting of the clock is noted. */
  public boolean isTimed() {
    return clockSetting != NOT_TIMED_HERE;
  }

  /** Returns whether its times are valid under a setting: that one, or none, was noted. */
  public boolean keepsTimeUnder(int setting) {
    int noted = clockSetting;
    return noted == setting || noted == NOT_TIMED_HERE;
  }

  /** Returns whether its times can be compared with another entry's, as far as is noted. */
  public boolean keepsTimeOf(CacheEntry other) {
    return !other.isTimed() || keepsTimeUnder(other.clockSetting);
  }
}
