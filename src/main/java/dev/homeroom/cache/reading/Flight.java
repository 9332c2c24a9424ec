package dev.homeroom.cache.reading;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.LoadTimeoutException;
import dev.homeroom.cache.Loader;
import dev.homeroom.cache.Stamps;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One load that many may wait for. Run once, by whoever comes first: a loader thread, or a nested
 * caller that is a loader thread itself.
 */
final class Flight<T> {
  private final CacheKey<T> key;
  private final Loader<T> loader;
  private final boolean sharedFailed;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile @Nullable Stamps stamps;
  private volatile @Nullable Thread runner;
  private volatile @Nullable Loaded result;
  private volatile @Nullable Throwable failure;

  Flight(CacheKey<T> key, Loader<T> loader, boolean sharedFailed) {
    this.key = key;
    this.loader = loader;
    this.sharedFailed = sharedFailed;
  }

  CacheKey<T> key() {
    return key;
  }

  Loader<T> loader() {
    return loader;
  }

  /** Returns whether the request that began it leaves the shared tier alone from now on. */
  boolean sharedFailed() {
    return sharedFailed;
  }

  /** Returns whether the caller is the one to run it. */
  boolean begin() {
    if (!begun.compareAndSet(false, true)) {
      return false;
    }
    runner = Thread.currentThread();
    return true;
  }

  /** Tells with which stamps the load goes on. */
  void loadsWith(Stamps taken) {
    stamps = taken;
  }

  /**
   * Returns whether its result is right for who asks now: it has not taken its stamps yet, or they
   * are still the present ones.
   */
  boolean mayBeJoined() {
    Stamps taken = stamps;
    return taken == null || taken.areCurrent();
  }

  boolean isRunBy(Thread thread) {
    return runner == thread;
  }

  void succeed(Loaded loaded) {
    result = loaded;
    done.countDown();
  }

  void fail(Throwable cause) {
    failure = cause;
    done.countDown();
  }

  /**
   * Waits for the result.
   *
   * @param nanos at most this long
   * @throws LoadTimeoutException if it takes longer; the load goes on
   */
  Loaded await(long nanos) {
    try {
      if (!done.await(Math.max(0, nanos), TimeUnit.NANOSECONDS)) {
        throw new LoadTimeoutException(key.text());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadTimeoutException(key.text());
    }
    Throwable cause = failure;
    if (cause != null) {
      throw Flight.<RuntimeException>unchanged(cause);
    }
    return java.util.Objects.requireNonNull(result);
  }

  /** Throws what the loader threw, whatever its type, without a wrapper. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E unchanged(Throwable cause) throws E {
    throw (E) cause;
  }
}
