package dev.homeroom.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/**
 * What this instance knows of the generations. Numbers come from committed rows only, read by one
 * thread; everything else can put a tag in doubt, and nothing more (ADR 0002).
 *
 * <p>If Redis is down: nothing changes here, apart from pushes that do not come.
 */
public interface KnownGenerations {
  /**
   * Returns the generations as known now; {@link Stamps#UNKNOWN} for tags in doubt. Does not wait.
   * A tag without a row has generation 0.
   */
  Stamps stampsOf(Collection<Tag> tags);

  /**
   * Returns given generations beside their cells, as an entry from outside or a token brings them.
   */
  Stamps bound(Map<String, Long> generations);

  /**
   * Returns a number that is another one after each change of what is known of any tag: raised when
   * the change is made, before it is told. Whatever was compared since this number was read need
   * not be compared again while it stands.
   */
  long changes();

  /** Returns whether the last good poll began at most 2 s ago. Costs two clock reads. */
  boolean isRecent();

  /** The same for a caller who has just read the clock: costs one clock read. */
  default boolean isRecent(long nowMillis) {
    return isRecent();
  }

  /**
   * Returns how long ago the last good poll began: the greater of monotonic and wall time; a day
   * before the first.
   */
  Duration age();

  /**
   * Waits, at most 300 ms and shared by all, until the last good poll is recent; returns at once
   * while the database is away, and while the poll under way has been awaited in vain.
   *
   * @return whether it is recent now
   */
  boolean awaitRecent();

  /**
   * Waits until the last good poll is recent or the database is away, for callers that must not be
   * told something old: half a second unless the machine itself stands still, at most 2 s. A poll
   * that has no answer after 2 s is given up: the database is away.
   *
   * @return whether it is recent now
   */
  boolean awaitRecentOrAway();

  /**
   * Waits, at most 300 ms and shared by all, until no tag of the stamps is in doubt; returns at
   * once while the database is away, and while the poll under way has been awaited in vain.
   *
   * @return whether none is in doubt now
   */
  boolean awaitSettled(Collection<Tag> tags);

  /**
   * Puts tags in doubt: their entries are no hits until a poll that began after this call.
   *
   * @param outcomeUnknown the change's transaction may still be undecided: only a poll that finds
   *     the row free settles the doubt
   */
  void doubt(Collection<Tag> tags, boolean outcomeUnknown);

  /** Returns whether the last poll failed: nobody waits for the database then. */
  boolean databaseAway();
}
