package dev.homeroom.auth;

import dev.homeroom.cache.KnownGenerations;
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

/** Deletes the failed logins that mean nothing any more, every 10 s. */
@ApplicationScoped
class LoginThrottleUpkeep {
  private static final BackgroundLoop.Name NAME =
      new BackgroundLoop.Name("login-failures", "the table of failed logins grows.");

  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(3);

  /** The most rows of names that no account has, of about 150 bytes each. */
  private static final int MOST_UNKNOWN = 100_000;

  @Inject LoginFailures failures;
  @Inject KnownGenerations generations;
  @Inject BackgroundLoops loops;

  private final Waker waker = new Waker();
  private @Nullable BackgroundLoop loop;

  void start(@Observes @Priority(60) Startup event) {
    loop = loops.start(NAME, waker, this::step);
  }

  private void step() {
    waker.rest(EVERY);
    if (!waker.isEnded() && !generations.databaseAway()) {
      failures.purge(MOST_UNKNOWN);
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
