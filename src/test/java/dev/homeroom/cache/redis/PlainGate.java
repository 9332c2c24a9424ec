package dev.homeroom.cache.redis;

/** The gate without CDI: what the annotations of {@link GuardedGate} say, written out. */
final class PlainGate implements Gate {
  private final RedisAttempt attempt;

  PlainGate(RedisAttempt attempt) {
    this.attempt = attempt;
  }

  @Override
  public Reply call(Command<?> command, Deadline deadline) {
    try {
      return attempt.run(command, deadline);
    } catch (LostConnectionException lost) {
      try {
        return attempt.run(command, deadline);
      } catch (RedisFailedException again) {
        return FailureFallback.of(again);
      }
    } catch (RedisFailedException failed) {
      return FailureFallback.of(failed);
    }
  }
}
