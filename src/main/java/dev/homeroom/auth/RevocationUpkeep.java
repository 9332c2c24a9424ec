package dev.homeroom.auth;

import dev.homeroom.time.BackgroundLoop;
import dev.homeroom.time.BackgroundLoops;
import dev.homeroom.time.Waker;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Commits pending revocations and deletes expired ones in the background, apart from the poller, so
 * that a lock or a slow statement delays no poll.
 */
@ApplicationScoped
class RevocationUpkeep {
  private static final BackgroundLoop.Name NAME =
      new BackgroundLoop.Name(
          "revocations", "logouts that wait for their commit are refused by this server only.");

  private static final Duration EVERY = Duration.ofMillis(500);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(3);

  @Inject Revocations revocations;
  @Inject BackgroundLoops loops;

  private final Waker waker = new Waker();
  private @Nullable BackgroundLoop loop;

  void start(@Observes @Priority(60) Startup event) {
    loop = loops.start(NAME, waker, this::step);
  }

  private void step() {
    waker.rest(EVERY);
    if (!waker.isEnded()) {
      revocations.commitPending();
      revocations.purge();
    }
  }

  @PreDestroy
  void stop() {
    BackgroundLoop started = loop;
    if (started != null) {
      started.close(CLOSE_WAIT);
    }
  }
}
