package dev.homeroom.cache.redis;

import dev.homeroom.cache.spi.TierFailure;
import org.jspecify.annotations.Nullable;

/**
 * The result of a command: a value, or a classified failure.
 *
 * @param value the converted reply; null if the command failed
 * @param failure null if the command was answered
 * @param openingNanos the time that opening a connection took
 * @param mayHaveRun whether Redis may have run a command that failed, or may yet
 */
record Reply(
    @Nullable Object value, @Nullable TierFailure failure, long openingNanos, boolean mayHaveRun) {
  static Reply of(@Nullable Object value, long openingNanos) {
    return new Reply(value, null, openingNanos, true);
  }

  static Reply failed(TierFailure failure, boolean mayHaveRun) {
    return new Reply(null, failure, 0, mayHaveRun);
  }
}
