package dev.homeroom.cache.redis;

import dev.homeroom.time.BackgroundLoop;
import dev.homeroom.time.BackgroundLoops;
import dev.homeroom.time.Waker;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Tests idle connections in the background, so that a connection that died without a reset is found
 * here and not by a request. Each is tested within 5 s of its last use.
 */
final class IdlePings implements AutoCloseable {
  private static final BackgroundLoop.Name NAME =
      new BackgroundLoop.Name(
          "redis-idle-pings", "a request may find a connection that has lost its other end.");

  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration UNUSED = Duration.ofSeconds(4);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(1);

  private final Consumer<Duration> test;
  private final Waker waker = new Waker();
  private final BackgroundLoop loop;

  /** Begins; {@code test} tests the connections that were not used for the given time. */
  IdlePings(Consumer<Duration> test, BackgroundLoops loops) {
    this.test = test;
    this.loop = loops.start(NAME, waker, this::step);
  }

  private void step() {
    waker.rest(EVERY);
    test.accept(UNUSED);
  }

  @Override
  public void close() {
    loop.close(CLOSE_WAIT);
  }
}
