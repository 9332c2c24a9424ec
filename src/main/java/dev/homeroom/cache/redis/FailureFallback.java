package dev.homeroom.cache.redis;

import jakarta.enterprise.context.Dependent;
import org.eclipse.microprofile.faulttolerance.ExecutionContext;
import org.eclipse.microprofile.faulttolerance.FallbackHandler;

/** Turns the failure of an attempt, or of its retry, into the gate's reply. */
@Dependent
public class FailureFallback implements FallbackHandler<Reply> {
  @Override
  public Reply handle(ExecutionContext context) {
    return of(context.getFailure());
  }

  static Reply of(Throwable failure) {
    return failure instanceof RedisFailedException failed
        ? Reply.failed(failed.failure(), failed.mayHaveRun())
        : Reply.failed(RedisFailure.of(failure).failure(), true);
  }
}
