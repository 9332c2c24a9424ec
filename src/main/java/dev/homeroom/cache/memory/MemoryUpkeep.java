package dev.homeroom.cache.memory;

import dev.homeroom.time.BackgroundLoop;
import dev.homeroom.time.BackgroundLoops;
import dev.homeroom.time.Ticker;
import dev.homeroom.time.Waker;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Cleans memory up in the background, each {@code CACHE_CLEANUP_INTERVAL}. */
@ApplicationScoped
class MemoryUpkeep {
  private static final BackgroundLoop.Name NAME =
      new BackgroundLoop.Name(
          "memory-clean-up", "what has ended stays in memory until it is evicted.");

  private static final Duration CLOSE_WAIT = Duration.ofSeconds(3);
  private static final long BETWEEN_NANOS = 50_000;

  @Inject MemoryStore store;
  @Inject MemorySettings settings;
  @Inject Clock clock;
  @Inject Ticker ticker;
  @Inject BackgroundLoops loops;

  private final Waker waker = new Waker();
  private @Nullable BackgroundLoop loop;

  void start(@Observes @Priority(60) Startup event) {
    CleanUp cleanUp = new CleanUp(store, settings.cleanUpInterval(), clock, ticker);
    loop = loops.start(NAME, waker, () -> step(cleanUp));
  }

  private void step(CleanUp cleanUp) {
    waker.rest(cleanUp.rest());
    if (!waker.isEnded()) {
      // A lock that is taken again at once would keep others waiting.
      cleanUp.runIfDue(() -> LockSupport.parkNanos(BETWEEN_NANOS));
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
