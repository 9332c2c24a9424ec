package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.LoadRejectedException;
import dev.homeroom.cache.LoadTimeoutException;
import dev.homeroom.cache.LoadsSuspendedException;
import dev.homeroom.cache.spi.LoadFailures;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/** Runs loads under their limits, and throws the cache's own exceptions if one refuses. */
@ApplicationScoped
class GuardedLoads implements LoadGuard {
  @Inject LimitedLoads limited;
  @Inject LoadFailures failures;

  @Override
  public void run(CacheKey<?> key, Runnable load) {
    try {
      limited.run(() -> sorted(load));
    } catch (UnreachedException e) {
      throw e.thrown();
    } catch (CircuitBreakerOpenException e) {
      throw new LoadsSuspendedException(key.text());
    } catch (BulkheadException e) {
      throw new LoadRejectedException(key.text());
    } catch (TimeoutException e) {
      throw new LoadTimeoutException(key.text());
    }
  }

  private void sorted(Runnable load) {
    try {
      load.run();
    } catch (RuntimeException e) {
      throw failures.isDatabaseAway(e) ? new UnreachedException(e) : e;
    }
  }
}
