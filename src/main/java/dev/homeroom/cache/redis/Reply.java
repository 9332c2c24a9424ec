package dev.homeroom.cache.redis;

import dev.homeroom.cache.spi.TierFailure;
import org.jspecify.annotations.Nullable;

/**
 * The result of a command: a value, or a classified failure.
 *
 * @param value the converted reply; null if the command failed
 * @param failure null if the command was answered
 * @param openingNanos the time that opening a connection took
 */
record Reply(@Nullable Object value, @Nullable TierFailure failure, long openingNanos) {
  static Reply of(@Nullable Object value, long openingNanos) {
    return new Reply(value, null, openingNanos);
  }

  static Reply failed(TierFailure failure) {
    return new Reply(null, failure, 0);
  }
}
