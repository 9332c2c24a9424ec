package dev.homeroom.operations;

import dev.homeroom.http.ServerEnd;
import dev.homeroom.settings.Settings;
import dev.homeroom.time.DaemonThreads;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends this server in order at TERM: first {@code /health/ready} is DOWN and each answer closes its
 * connection, while requests are answered as ever; after {@code HOMEROOM_STOP_DELAY} Liberty closes
 * the ports, waits for the requests under way, and ends. A second TERM ends the delay.
 */
@ApplicationScoped
class OrderlyStop {
  private static final System.Logger LOGGER = System.getLogger(OrderlyStop.class.getName());
  private static final String KEY = "HOMEROOM_STOP_DELAY";
  private static final Duration SHIPPED = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  @Inject Settings settings;
  @Inject ServerEnd end;

  private final CountDownLatch delay = new CountDownLatch(1);

  private @Nullable TermSignal term;

  /** Returns how long requests are still answered after TERM, from 0 to one minute. */
  static Duration delay(Settings settings) {
    return settings.duration(KEY, SHIPPED, Duration.ZERO, LONGEST);
  }

  void listen(@Observes @Priority(990) Startup event) {
    Duration wait = delay(settings);
    try {
      term = TermSignal.handle(() -> begin(wait));
    } catch (ReflectiveOperationException e) {
      LOGGER.log(
          System.Logger.Level.WARNING,
          "TERM cannot be handled: {0}. This means: it ends this server at once, and a balancer"
              + " notices only afterwards. Do: take the server out of the balancer first.",
          e.toString());
    }
  }

  /** Begins the stop; the second call ends its delay. */
  private void begin(Duration wait) {
    if (end.isNear()) {
      delay.countDown();
      return;
    }
    end.announce();
    LOGGER.log(
        System.Logger.Level.INFO,
        "Homeroom stops: it is not ready any more, and goes on answering for {0} ms.",
        Long.toString(wait.toMillis()));
    new DaemonThreads("stop").newThread(() -> endAfter(wait)).start();
  }

  private void endAfter(Duration wait) {
    try {
      boolean isAgain = delay.await(wait.toMillis(), TimeUnit.MILLISECONDS);
      LOGGER.log(System.Logger.Level.DEBUG, "The delay is over; told to hurry: {0}", isAgain);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    restore(TermSignal::passOn);
  }

  @PreDestroy
  void forget() {
    restore(TermSignal::release);
  }

  @FunctionalInterface
  private interface Restoration {
    void run(TermSignal signal) throws ReflectiveOperationException;
  }

  private void restore(Restoration restoration) {
    TermSignal handled = term;
    try {
      if (handled != null) {
        restoration.run(handled);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("TERM could be handled, and cannot be any more", e);
    }
  }
}
