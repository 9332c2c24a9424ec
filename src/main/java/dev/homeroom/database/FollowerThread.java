package dev.homeroom.database;

import dev.homeroom.cache.Waker;
import dev.homeroom.cache.generations.Generations;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/**
 * The one thread that reads: every interval, and at once, after gathering for a few milliseconds,
 * when a reading is wanted. It never ends by a failure.
 */
final class FollowerThread implements AutoCloseable {
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(3);

  private final Follower follower;
  private final FollowerTimes times;
  private final Waker waker = new Waker();
  private final Thread thread;

  FollowerThread(
      Follower follower, FollowerTimes times, Generations generations, ThreadFactory threads) {
    this.follower = follower;
    this.times = times;
    this.thread = threads.newThread(this::run);
    generations.onReadingWanted(waker::wake);
    thread.start();
  }

  private void run() {
    while (pause()) {
      follower.readOnce();
    }
  }

  /** Waits for the interval's end or a wish, gathers, and returns whether to read. */
  private boolean pause() {
    if (waker.sleep(times.interval())) {
      waker.rest(times.gather());
    }
    return !waker.isEnded();
  }

  @Override
  public void close() {
    waker.end(List.of(thread), CLOSE_WAIT);
  }
}
