package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.LoadTimeoutException;
import dev.homeroom.cache.Loader;
import dev.homeroom.cache.Stamps;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One load that many callers may wait for. It runs once, on the first of: a loader thread, or a
 * nested caller that is a loader thread itself.
 */
final class Load<T> {
  private final CacheKey<T> key;
  private final Loader<T> loader;
  private final Runnable ended;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final AtomicInteger callers = new AtomicInteger(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile LoadRequirement requirement;
  private volatile @Nullable Course course;
  private volatile @Nullable Thread runner;
  private volatile @Nullable Loaded result;
  private volatile @Nullable Throwable failure;

  /**
   * The origin of its result: a load, or an entry that was there.
   *
   * @param stamps which the result is right for
   * @param isLoad whether it is loaded
   * @param begunNanos when that load began, by the ticker
   */
  private record Course(Stamps stamps, boolean isLoad, long begunNanos) {}

  Load(CacheKey<T> key, Loader<T> loader, LoadRequirement requirement) {
    this(key, loader, requirement, () -> {});
  }

  Load(CacheKey<T> key, Loader<T> loader, LoadRequirement requirement, Runnable ended) {
    this.key = key;
    this.loader = loader;
    this.requirement = requirement;
    this.ended = ended;
  }

  CacheKey<T> key() {
    return key;
  }

  Loader<T> loader() {
    return loader;
  }

  /** Returns what the first caller requires of the load. */
  LoadRequirement requirement() {
    return requirement;
  }

  /** Returns whether the caller is the one to run it. */
  boolean begin() {
    if (!begun.compareAndSet(false, true)) {
      return false;
    }
    runner = Thread.currentThread();
    return true;
  }

  /** Notes one more caller beside the one that made it. */
  void joined() {
    callers.incrementAndGet();
  }

  /** Notes that a caller does not wait any more. */
  void left() {
    callers.decrementAndGet();
  }

  /** Returns whether all callers have left. A load in the background has one that never does. */
  boolean isLeft() {
    return callers.get() <= 0;
  }

  /** Extends what a load that has not begun must bring. */
  void wants(LoadRequirement more) {
    if (more.isAnew() && !requirement.isAnew()) {
      requirement = more;
    }
  }

  /** Tells with which stamps the load goes on, and when it began, by the ticker. */
  void loadsWith(Stamps taken, long begunNanos) {
    course = new Course(taken, true, begunNanos);
  }

  /** Notes that an entry with these stamps was found. */
  void answersWith(Stamps found) {
    course = new Course(found, false, 0);
  }

  /** Tells that it has not begun yet after all. */
  void beginsAnew() {
    course = null;
  }

  /**
   * Returns whether its result is right for a caller that asks now: it has not taken its stamps
   * yet, or they are still current; and for a refresh, whether its load begins after the request.
   */
  boolean mayBeJoined(LoadRequirement by) {
    if (hasEnded()) {
      return false;
    }
    Course now = course;
    if (now == null) {
      return !by.isAnew() || requirement.isAnew();
    }
    return now.stamps().areCurrent()
        && (!by.isAnew() || (now.isLoad() && now.begunNanos() - by.askedNanos() > 0));
  }

  boolean hasEnded() {
    return done.getCount() == 0;
  }

  boolean isRunBy(Thread thread) {
    return runner == thread;
  }

  /** Ends with a result, or with why there is none. */
  void end(@Nullable Loaded loaded, @Nullable Throwable cause) {
    result = loaded;
    failure = cause;
    done.countDown();
  }

  /** Runs the callback that was given for its end, after success and failure. */
  void afterItsEnd() {
    ended.run();
  }

  /** Waits for the result; returns null if it takes longer than that: the load goes on. */
  @Nullable Loaded await(long nanos) {
    try {
      if (!done.await(Math.max(0, nanos), TimeUnit.NANOSECONDS)) {
        return null;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadTimeoutException(key.text());
    }
    Throwable cause = failure;
    if (cause != null) {
      throw Rethrow.thrown(cause);
    }
    return Objects.requireNonNull(result);
  }
}
