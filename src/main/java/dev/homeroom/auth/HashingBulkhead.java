package dev.homeroom.auth;

import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets only so many password hashes be computed at once: each takes a core for a while, and 19 MiB.
 */
final class HashingBulkhead {
  /** How many may wait; PRODUCT.md §6. */
  static final int QUEUE = 20;

  private static final int MAX_WAIT_SECONDS = 5;

  private final Semaphore running;
  private final Semaphore places;

  /** Makes a bulkhead of so many at once, at least 1, and {@link #QUEUE} who wait. */
  HashingBulkhead(int atOnce) {
    this.running = new Semaphore(atOnce, true);
    this.places = new Semaphore(atOnce + QUEUE);
  }

  /**
   * Runs something, after those who came before.
   *
   * @throws ProblemException OVERLOADED, at once if the queue is full, or after 5 s in it
   */
  <T> T run(Supplier<T> work) {
    if (!places.tryAcquire()) {
      throw overloaded();
    }
    try {
      if (!running.tryAcquire(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw overloaded();
      }
      try {
        return work.get();
      } finally {
        running.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw overloaded();
    } finally {
      places.release();
    }
  }

  private static ProblemException overloaded() {
    return new ProblemException(ErrorCode.OVERLOADED, "Too many people are logging in; try again.");
  }
}
