package dev.homeroom.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/**
 * The generations that this instance knows. Numbers come from committed rows only, read by one
 * thread; everything else can only put a tag in doubt (ADR 0002).
 *
 * <p>If Redis is down: nothing changes here, apart from missing pushes.
 */
public interface KnownGenerations {
  /**
   * Returns the known generations of tags; {@link Stamps#UNKNOWN} for tags in doubt, 0 for a tag
   * without a row. Does not wait.
   */
  Stamps stampsOf(Collection<Tag> tags);

  /** Returns the generations of a stored entry or a token, bound to their cells. */
  Stamps bound(Map<String, Long> generations);

  /**
   * Returns a number that changes with each change of a known generation: raised when the change is
   * made, before it is announced. A comparison that was made after it was read stays right while it
   * stands.
   */
  long changes();

  /** Returns whether the last good poll began at most 2 s ago. Costs two clock reads. */
  boolean isRecent();

  /** Returns the same for a caller with the present time: costs one clock read. */
  default boolean isRecent(long nowMillis) {
    return isRecent();
  }

  /**
   * Returns the time since the last good poll began: the greater of monotonic and wall time; a day
   * before the first.
   */
  Duration age();

  /**
   * Waits, at most 300 ms and shared by all, until the last good poll is recent; returns at once
   * while the database is away, or after a vain wait for the present poll.
   *
   * @return whether it is recent now
   */
  boolean awaitRecent();

  /**
   * Waits until the last good poll is recent or the database is away, for callers that must not get
   * an old answer: half a second unless the machine itself stands still, at most 2 s. A poll
   * without an answer after 2 s is given up: the database is away.
   *
   * @return whether it is recent now
   */
  boolean awaitRecentOrAway();

  /**
   * Waits, at most 300 ms and shared by all, until none of the tags is in doubt; returns at once
   * while the database is away, or after a vain wait for the present poll.
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

  /** Returns whether the last poll failed: no caller waits for the database then. */
  boolean databaseAway();
}
