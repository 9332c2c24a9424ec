package dev.homeroom.cache.redis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;

/**
 * The gate in the server: MicroProfile Fault Tolerance does the retry and the fallback. No time-out
 * and no circuit breaker stand here: a time-out could only interrupt, which the read of a socket
 * ignores, and the state machine is the only circuit.
 */
@ApplicationScoped
class GuardedGate implements Gate {
  @Inject RedisAttempt attempt;

  // By default a retry waits up to 200 ms (jitter), tries three times, for 180 s.
  @Override
  @Retry(maxRetries = 1, delay = 0, jitter = 0, retryOn = LostConnectionException.class)
  @Fallback(FailureFallback.class)
  public Reply call(Command<?> command, Deadline deadline) {
    return attempt.run(command, deadline);
  }
}
