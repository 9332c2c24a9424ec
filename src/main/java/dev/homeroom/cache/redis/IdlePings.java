package dev.homeroom.cache.redis;

import dev.homeroom.cache.Waker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/**
 * Has idle connections tested, on a thread of its own: one that lost its other end without a reset
 * is found here, and not by a request. Each is tested within 5 s of its last use.
 */
final class IdlePings implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration UNUSED = Duration.ofSeconds(4);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(1);

  private final Consumer<Duration> test;
  private final Waker waker = new Waker();
  private final Thread thread;

  /**
   * Begins.
   *
   * @param test tests what was not used for so long; does not throw
   */
  IdlePings(Consumer<Duration> test, ThreadFactory threads) {
    this.test = test;
    this.thread = threads.newThread(this::run);
    thread.start();
  }

  private void run() {
    while (!waker.isEnded()) {
      waker.rest(EVERY);
      test.accept(UNUSED);
    }
  }

  @Override
  public void close() {
    waker.end(List.of(thread), CLOSE_WAIT);
  }
}
