package dev.homeroom.database;

import dev.homeroom.cache.generations.Generations;
import dev.homeroom.time.BackgroundLoop;
import dev.homeroom.time.BackgroundLoops;
import dev.homeroom.time.Waker;
import java.time.Duration;

/** Polls in the background: every interval, and soon after a request. */
final class ChangePollerLoop implements AutoCloseable {
  private static final BackgroundLoop.Name NAME =
      new BackgroundLoop.Name(
          "generations",
          "changes and revoked tokens are seen late, and cached values turn stale after 2 s.");

  private static final Duration CLOSE_WAIT = Duration.ofSeconds(3);

  private final ChangePoller poller;
  private final PollTimes times;
  private final Waker waker = new Waker();
  private final BackgroundLoop loop;

  ChangePollerLoop(
      ChangePoller poller, PollTimes times, Generations generations, BackgroundLoops loops) {
    this.poller = poller;
    this.times = times;
    generations.onPollWanted(waker::wake);
    this.loop = loops.start(NAME, waker, this::step);
  }

  /** Waits for the end of the interval or a request, gathers further requests, and polls. */
  private void step() {
    if (waker.sleep(times.interval())) {
      waker.rest(times.gather());
    }
    if (!waker.isEnded()) {
      poller.pollOnce();
    }
  }

  @Override
  public void close() {
    loop.close(CLOSE_WAIT);
  }
}
