package dev.homeroom.cache.redis;

import dev.homeroom.cache.spi.TierFailure;
import org.jspecify.annotations.Nullable;

/**
 * What came of a command: a value, or a sorted failure.
 *
 * @param value what the command made of Redis' reply; null if it failed
 * @param failure null if it was answered
 * @param openingNanos the part of its time that went into opening a connection
 */
record Reply(@Nullable Object value, @Nullable TierFailure failure, long openingNanos) {
  static Reply of(@Nullable Object value, long openingNanos) {
    return new Reply(value, null, openingNanos);
  }

  static Reply failed(TierFailure failure) {
    return new Reply(null, failure, 0);
  }
}
